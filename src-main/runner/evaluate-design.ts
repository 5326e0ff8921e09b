import { shortened } from '../../src-core/document/in-sentence.ts';
import { nearestText } from '../../src-core/document/nearest-names.ts';
import type { Issue, Result } from '../../src-core/errors.ts';
import { fail, issue } from '../../src-core/errors.ts';
import type { ProgramEnd } from '../../src-core/lower/program.ts';
import type { WorkContext } from './loadable.ts';
import { withSession } from './loadable.ts';
import { prepareMeasured } from './measured.ts';
import { realsOf } from './output-values.ts';
import type { RunArguments } from './prepare.ts';
import type { EvaluateReport, NamedTensor } from './protocol.ts';
import { computing, openSession } from './session.ts';
import { sessionSettings } from './settings.ts';
import { timedReport } from './time-design.ts';

export interface EvaluateArguments extends RunArguments {
  /** Values for some or all of the inputs; the others are made up. */
  readonly inputs: readonly NamedTensor[];
}

const sizesText = (shape: readonly number[]): string => shape.join(' × ');

/** Says why a tensor cannot be an input; null where it can. */
function misfit({ name, shape }: NamedTensor, inputs: readonly ProgramEnd[]): Issue | null {
  const input = inputs.find(({ id }) => id === name);
  if (input === undefined) {
    const nearest = nearestText(
      name,
      inputs.map(({ id }) => id),
    );
    return issue('run/unknown-input', {}, { name: shortened(name), nearest });
  }
  if (sizesText(input.shape) === sizesText(shape)) return null;
  return issue(
    'run/input-sizes',
    { node: name },
    { expected: sizesText(input.shape), got: sizesText(shape) },
  );
}

/**
 * The values that a design with seeded weights computes, and how long that takes. Issues besides those of a run:
 * run/unknown-input, run/input-sizes.
 */
export async function evaluateDesign(
  args: EvaluateArguments,
  context: WorkContext,
): Promise<Result<EvaluateReport>> {
  const prepared = await prepareMeasured(args, 1, context);
  if (!prepared.ok) return prepared;
  const { runtime, model, path, feeds } = prepared.value;
  const faults = args.inputs.flatMap((input) => misfit(input, model.program.inputs) ?? []);
  if (faults.length > 0) return fail(...faults);
  const names = new Map(model.program.inputs.map(({ id, name }) => [id, name]));
  const given = args.inputs.map(
    ({ name: id, shape, data }) => [names.get(id)!, runtime.tensor(data, shape)] as const,
  );
  const fed = { ...feeds, ...Object.fromEntries(given) };
  context.progress({ phase: 'load', done: 0, total: 1 });
  return withSession(openSession(runtime, path, args.device, sessionSettings(args)), (session) =>
    computing(async () => {
      const report = await timedReport(session, fed, prepared.value, args, context.progress);
      const values = await session.run(fed);
      const outputs = model.program.outputs.map(({ id, name, shape }) => ({
        name: id,
        shape: [...shape],
        data: realsOf(values[name]!),
      }));
      return { ...report, outputs };
    }),
  );
}
