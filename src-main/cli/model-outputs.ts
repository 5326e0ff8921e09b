import { add } from '../../src-core/algebra/expression.ts';
import type { Analysis } from '../../src-core/analysis/analyzer.ts';
import { newWeightsIn } from '../../src-core/analysis/new-weights.ts';
import { serializeDesign } from '../../src-core/document/serialize.ts';
import type { Issue } from '../../src-core/errors.ts';
import { note, sentence } from '../../src-core/errors.ts';
import { bytesText, integerText } from '../../src-core/format.ts';
import type { FileHead } from '../../src-core/onnx-import/import-onnx.ts';
import { tolerance } from '../../src-core/pytorch/parity.ts';
import type { Io } from './io.ts';
import { runJob } from './job.ts';
import { integerOf } from './quantity.ts';

/** What is larger is not run while it is read: of weights, and of multiply-accumulates. */
const mostBytes = 1_000_000_000n;
const mostMacs = 100_000_000_000n;

/** Whether outputs are equal; null where that is not known, with the note that says why. */
export interface OutputsFound {
  readonly isEqual: boolean | null;
  readonly notes: readonly Issue[];
}

const unknownFor = (detail: string): OutputsFound => ({
  isEqual: null,
  notes: [note('import/outputs-unknown', {}, { detail })],
});

/** Why the outputs of a model are not computed; null where they are. */
function whyNot(weights: FileHead['weights'], analysis: Analysis): string | null {
  if (weights !== 'present') return 'not all of its weights are there';
  const { counted } = analysis;
  if (counted === null) return 'the design has problems';
  if (analysis.design.weights === undefined) return 'it is not certain which weight is which in the file';
  const values = integerOf(add(counted.params, counted.buffers))!;
  const macs = integerOf(counted.macs)!;
  const bytes = 4n * values;
  if (bytes > mostBytes) return `its weights take ${bytesText(bytes)}; up to ${bytesText(mostBytes)} are run`;
  if (macs > mostMacs) return `it has ${integerText(macs)} MACs; up to ${integerText(mostMacs)} are run`;
  return newWeightsIn(analysis).length > 0 ? 'some of its weights are no real numbers of the file' : null;
}

/** Runs a model and a design that it was read as in onnxruntime, on the same inputs, where that takes little. */
export async function outputsFound(
  path: string,
  analysis: Analysis,
  weights: FileHead['weights'],
  io: Io,
): Promise<OutputsFound> {
  const reason = whyNot(weights, analysis);
  if (reason !== null) return unknownFor(reason);
  const ran = await runJob(io, {
    kind: 'compareWithModel',
    design: serializeDesign(analysis.design),
    model: path,
  });
  if (!ran.ok) return unknownFor(ran.issues.map(sentence).join('; '));
  const { hasNumbers, largest } = ran.value;
  // Of two that are beyond all numbers nobody can say that they are apart.
  if (!hasNumbers) return unknownFor('from made-up inputs the file itself computes what is no finite number');
  return { isEqual: largest !== null && largest <= tolerance, notes: [] };
}
