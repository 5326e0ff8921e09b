import { fail, issue, ok } from '../../../src-core/errors.ts';
import type { Gap, Rounding } from '../../../src-core/pytorch/parity.ts';
import { gapOf, partedBy, tolerance } from '../../../src-core/pytorch/parity.ts';
import { privateFolder } from '../../files/private-folder.ts';
import { pytorchModelOf } from '../../runner/export-pytorch.ts';
import { seededValues } from '../../runner/session.ts';
import { runInTorch, torchVersion } from '../../runner/torch-process.ts';
import type { Outcome } from '../answer.ts';
import type { Io } from '../io.ts';
import { runJob } from '../job.ts';
import type { DesignOptions } from '../prepared.ts';
import { pairs } from '../table.ts';
import { runnableText } from './run.ts';

export interface VerifyOptions extends DesignOptions {
  /** A Python that has torch. */
  readonly pytorch?: string;
}

/** What the CPU of onnxruntime computes with all of its optimizations, in single precision. */
const reference = 'cpu/all/fp32';

/**
 * Runs a design in onnxruntime and in PyTorch, with the same weights and inputs, and says how far they are apart. Issues:
 * those of a run and of an export, verify/nothing, verify/no-torch, verify/failed, verify/differs, verify/undecided.
 */
export async function verify(name: string, options: VerifyOptions, io: Io): Promise<Outcome> {
  const { pytorch: python } = options;
  if (python === undefined) return fail(issue('verify/nothing'));
  const text = await runnableText(name, options);
  if (!text.ok) return text;
  const model = pytorchModelOf(text.value);
  if (!model.ok) return model;
  const torch = await torchVersion(python);
  if (!torch.ok) return torch;
  const ends = model.value.program.inputs;
  const inputs = ends.map((end) => ({ name: end.id, shape: [...end.shape], data: seededValues(end, 0) }));
  const ran = await runJob(io, {
    kind: 'evaluate',
    design: text.value,
    device: 'cpu',
    warmup: 0,
    runs: 1,
    inputs,
  });
  if (!ran.ok) return ran;
  const folder = await privateFolder();
  try {
    const results = await runInTorch(python, model.value, inputs, folder.path);
    if (!results.ok) return results;
    const gaps = ran.value.outputs.map((output, at) => ({
      path: output.name,
      ...gapOf(output, results.value[at]),
    }));
    const parted = gaps.findIndex(({ maxRel }) => !(maxRel <= tolerance));
    // A network may be so sensitive that single precision cannot tell; double precision can.
    const exact = parted < 0 ? null : await runInTorch(python, model.value, inputs, folder.path, 'float64');
    if (exact?.ok === false) return exact;
    const roundings = exact?.value.map((each, at) => ({
      a: gapOf(each, ran.value.outputs[at]).maxRel,
      b: gapOf(each, results.value[at]).maxRel,
    }));
    const verdicts = gaps.map(({ maxRel }, at) =>
      maxRel <= tolerance ? 'equal' : partedBy(roundings![at]!),
    );
    const apart = verdicts.findIndex((verdict) => verdict === 'difference' || verdict === 'undecided');
    const first = gaps[apart] ?? null;
    const maxAbs = Math.max(0, ...gaps.map((gap) => gap.maxAbs));
    const maxRel = Math.max(0, ...gaps.map((gap) => gap.maxRel));
    const pair = {
      a: reference,
      b: 'pytorch',
      ...numbers({ maxAbs, maxRel }),
      first: first && { path: first.path },
      ...(roundings !== undefined && { rounding: roundings[parted] }),
    };
    return ok({
      json: { pairs: [pair], ok: first === null },
      ...(first !== null && {
        issues: [
          verdicts[apart] === 'difference'
            ? issue('verify/differs', { node: first.path }, { share: first.maxRel.toExponential(2) })
            : issue(
                'verify/undecided',
                { node: first.path },
                { share: roundings![apart]!.b.toExponential(2) },
              ),
        ],
      }),
      text: pairs([
        ['design', name],
        ['PyTorch', `${torch.value} (${python}), weights and inputs from seed 0`],
        ['against', 'onnxruntime on the CPU'],
        ['largest gap', `${maxAbs.toExponential(2)}, ${maxRel.toExponential(2)} of the largest value`],
        ...(roundings === undefined
          ? []
          : ([['off double precision', roundingText(roundings[parted]!)]] as const)),
        ['verdict', first === null ? verdictOf(roundings) : `they part at ${first.path}`],
      ]),
    });
  } finally {
    await folder.remove();
  }
}

/** As JSON holds them: what is infinite is null. */
const numbers = ({ maxAbs, maxRel }: Gap) => ({
  maxAbs: Number.isFinite(maxAbs) ? maxAbs : null,
  maxRel: Number.isFinite(maxRel) ? maxRel : null,
});

const roundingText = ({ a, b }: Rounding): string =>
  `onnxruntime ${a.toExponential(2)}, PyTorch ${b.toExponential(2)}`;

const verdictOf = (roundings: readonly Rounding[] | undefined): string =>
  roundings === undefined ? 'equal' : 'equal but for rounding';
