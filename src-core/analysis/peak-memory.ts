import { bytesPerElement, elements } from '../language/facts.ts';
import type { Steps } from '../steps.ts';
import { finished } from '../steps.ts';
import type { FlatProgram, FlatTensor } from './flat-program.ts';

/** How the peak is worked out, for the line beside it. */
export const allocationRule =
  'Weights, and the most tensors live at once in exported order: each from the operator that writes it to the last that reads it, nothing in place.';

const bytesOf = (tensor: FlatTensor): bigint =>
  tensor.shape.reduce((bytes, size) => bytes * BigInt(size), bytesPerElement);

/** Bytes of all weights and buffers, fp32; those that several operators run with once. */
export function weightBytes(program: FlatProgram): bigint {
  let count = 0n;
  for (const { expansion } of program.operators) {
    if (expansion.borrows) continue;
    for (const spec of Object.values(expansion.weights)) count += elements(spec.shape) as bigint;
  }
  return count * bytesPerElement;
}

/**
 * The most bytes of tensors live at once when operators run in exported order: a tensor lives from the operator that
 * writes it to the last that reads it, an input of the design from the start, an output of the design to the end.
 * Nothing is computed in place. What stands beside the weights is none of them.
 */
export const peakActivationBytes = (program: FlatProgram): bigint => finished(peakActivationSteps(program));

function* peakActivationSteps(program: FlatProgram): Steps<bigint> {
  const lastUse = new Map<string, number>();
  program.operators.forEach(({ definition, inputs }, index) => {
    if (definition.stored === true) return;
    for (const tensor of inputs) lastUse.set(tensor.name, index);
  });
  for (const { tensor } of program.outputs) lastUse.set(tensor.name, program.operators.length);
  let live = program.inputs.reduce((sum, tensor) => sum + bytesOf(tensor), 0n);
  let peak = live;
  for (const [index, { definition, inputs, outputs }] of program.operators.entries()) {
    if (definition.stored === true) {
      for (const tensor of outputs) lastUse.delete(tensor.name);
      continue;
    }
    for (const tensor of outputs) live += bytesOf(tensor);
    if (live > peak) peak = live;
    for (const tensor of new Map(inputs.map((t) => [t.name, t])).values()) {
      if (lastUse.get(tensor.name) === index) live -= bytesOf(tensor);
    }
    for (const tensor of outputs) {
      if (!lastUse.has(tensor.name)) live -= bytesOf(tensor);
    }
    yield;
  }
  return peak;
}

/** Weights and buffers, and the most activation bytes live at once. */
export const peakBytes = (program: FlatProgram): bigint => finished(peakSteps(program));

/** As `peakBytes`, a step an operator. */
export function* peakSteps(program: FlatProgram): Steps<bigint> {
  const weights = weightBytes(program);
  yield;
  return weights + (yield* peakActivationSteps(program));
}
