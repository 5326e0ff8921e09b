import { fail, issue, ok } from '../../../src-core/errors.ts';
import type { Tensor } from '../../../src-core/language/tensor.ts';
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

/** Outputs that part by no more than this share of their largest value are equal. */
const tolerance = 1e-4;

/** What the CPU of onnxruntime computes with all of its optimizations, in single precision. */
const reference = 'cpu/all/fp32';

interface Gap {
  readonly maxAbs: number;
  readonly maxRel: number;
}

/** How far two tensors are apart, and that as a share of the largest size of the first; infinite where their shapes part. */
function gapOf(expected: Tensor, got: Tensor | undefined): Gap {
  if (got === undefined || got.shape.join() !== expected.shape.join())
    return { maxAbs: Number.POSITIVE_INFINITY, maxRel: Number.POSITIVE_INFINITY };
  let [maxAbs, largest] = [0, 0];
  for (let i = 0; i < expected.data.length; i++) {
    const gap = Math.abs(expected.data[i]! - got.data[i]!);
    // What is no number on one side alone is as far apart as can be.
    if (!Number.isFinite(gap)) return { maxAbs: Number.POSITIVE_INFINITY, maxRel: Number.POSITIVE_INFINITY };
    maxAbs = Math.max(maxAbs, gap);
    largest = Math.max(largest, Math.abs(expected.data[i]!));
  }
  return { maxAbs, maxRel: maxAbs === 0 ? 0 : maxAbs / largest };
}

/**
 * Runs a design in onnxruntime and in PyTorch, with the same weights and inputs, and says how far they are apart. Issues:
 * those of a run and of an export, verify/nothing, verify/no-torch, verify/failed.
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
    const first = gaps.find(({ maxRel }) => !(maxRel <= tolerance)) ?? null;
    const maxAbs = Math.max(0, ...gaps.map((gap) => gap.maxAbs));
    const maxRel = Math.max(0, ...gaps.map((gap) => gap.maxRel));
    const pair = {
      a: reference,
      b: 'pytorch',
      ...numbers({ maxAbs, maxRel }),
      first: first && { path: first.path },
    };
    return ok({
      json: { pairs: [pair], ok: first === null },
      ...(first !== null && {
        issues: [issue('verify/differs', { node: first.path }, { share: first.maxRel.toExponential(2) })],
      }),
      text: pairs([
        ['design', name],
        ['PyTorch', `${torch.value} (${python}), weights and inputs from seed 0`],
        ['against', 'onnxruntime on the CPU'],
        ['largest gap', `${maxAbs.toExponential(2)}, ${maxRel.toExponential(2)} of the largest value`],
        ['verdict', first === null ? 'equal' : `they part at ${first.path}`],
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
