import type { Result } from '../../src-core/errors.ts';
import { fail, issue, ok } from '../../src-core/errors.ts';
import { largestDifference } from './difference.ts';
import type { WorkContext } from './loadable.ts';
import { withSession } from './loadable.ts';
import type { InferenceSession, Runtime } from './onnxruntime.ts';
import { realsOf } from './output-values.ts';
import { prepare } from './prepare.ts';
import type { ModelComparison } from './protocol.ts';
import type { Feeds } from './session.ts';
import { computing, openSession } from './session.ts';

/** The outputs of a model in its order, as fp32. */
type Outputs = readonly {
  readonly type: string;
  readonly shape: readonly number[];
  readonly data: Float32Array;
}[];

const noComparison = (detail: string): Result<never> => fail(issue('run/failed', {}, { detail }));

async function outputsOf(session: InferenceSession, feeds: Feeds): Promise<Result<Outputs>> {
  return computing(async () => {
    const values = await session.run(feeds);
    return session.outputNames.map((name) => {
      const output = values[name]!;
      return { type: output.type, shape: output.dims, data: realsOf(output) };
    });
  });
}

/** Numbers that are not real, such as indices, are equal or they are not. */
const differenceOf = (expected: Outputs[number], got: Outputs[number]): number =>
  expected.type === 'float32' || expected.data.every((value, at) => value === got.data[at])
    ? largestDifference(got.data, expected.data)
    : Number.POSITIVE_INFINITY;

const ranOf = (runtime: Runtime, path: string, feeds: (session: InferenceSession) => Feeds | null) =>
  withSession(openSession(runtime, path, 'cpu'), async (session) => {
    const fed = feeds(session);
    return fed === null ? noComparison('the file takes other inputs') : outputsOf(session, fed);
  });

/**
 * Runs a model and the design that it was read as on the CPU, on the same made-up inputs. Issues: those of `prepare` and of
 * runs; run/failed also where inputs or outputs are not of a kind.
 */
export async function compareWithModel(
  { design, model }: { readonly design: string; readonly model: string },
  context: WorkContext,
): Promise<Result<ModelComparison>> {
  const prepared = await prepare(design, 2, context);
  if (!prepared.ok) return prepared;
  const { runtime, path, feeds, model: made } = prepared.value;
  context.progress({ phase: 'run', done: 0, total: 2 });
  const values = made.program.inputs.map(({ name }) => feeds[name]!);
  const there = await ranOf(runtime, model, ({ inputNames }) =>
    inputNames.length === values.length
      ? Object.fromEntries(inputNames.map((name, index) => [name, values[index]!]))
      : null,
  );
  if (!there.ok) return there;
  context.progress({ phase: 'run', done: 1, total: 2 });
  const here = await ranOf(runtime, path, () => feeds);
  if (!here.ok) return here;
  const pairs = there.value.map((expected, index) => [expected, here.value[index]] as const);
  const isAlike = ([expected, got]: (typeof pairs)[number]): boolean =>
    got !== undefined && got.type === expected.type && got.shape.join() === expected.shape.join();
  if (here.value.length !== there.value.length || !pairs.every(isAlike))
    return noComparison('its outputs have other sizes or types than those of the file');
  const hasNumbers = there.value.every(({ data }) => data.every((each) => Number.isFinite(each)));
  const largest = Math.max(0, ...pairs.map(([expected, got]) => differenceOf(expected, got!)));
  return ok({ hasNumbers, largest: Number.isFinite(largest) ? largest : null });
}
