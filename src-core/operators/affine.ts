import type { Weights } from '../language/definition.ts';
import { toggle } from '../language/field.ts';
import type { OnnxContext } from '../language/onnx.ts';
import type { Shape } from '../language/shape.ts';
import type { Tensor } from '../language/tensor.ts';

/** Whether a norm is followed by learned numbers. */
export const affineField = toggle({
  label: 'Affine',
  help: 'Scales and shifts each channel by learned numbers afterwards.',
  default: true,
});

/** A scale and a shift for each of the channels. */
export const affineWeights = (shape: Shape): Weights => ({
  weight: { shape, part: 'norm', init: 'ones', trainable: true },
  bias: { shape, part: 'norm', init: 'zeros', trainable: true },
});

/** Names of `count` scales and shifts: the learned ones, or constants that change nothing. */
export function affineInputs(
  io: OnnxContext,
  learned: boolean,
  count: number,
): [scale: string, shift: string] {
  if (learned) return [io.weight('weight'), io.weight('bias')];
  return [
    io.constant('ones', new Float32Array(count).fill(1), [count]),
    io.constant('zeros', new Float32Array(count), [count]),
  ];
}

/**
 * Brings one set of values to mean 0 and variance 1 (over the set, not of a sample), then scales and shifts each by the
 * numbers of its channel. The set is given by the places of its values and the channel of each.
 */
export function normalizeSet(
  x: Tensor,
  y: Tensor,
  places: readonly number[],
  channelOf: (place: number) => number,
  { epsilon, weights }: { epsilon: number; weights: Readonly<Record<string, Tensor>> },
): void {
  let mean = 0;
  for (const place of places) mean += x.data[place]! / places.length;
  let variance = 0;
  for (const place of places) variance += (x.data[place]! - mean) ** 2 / places.length;
  const factor = 1 / Math.sqrt(variance + epsilon);
  for (const place of places) {
    const channel = channelOf(place);
    const scale = weights.weight?.data[channel] ?? 1;
    const shift = weights.bias?.data[channel] ?? 0;
    y.data[place] = (x.data[place]! - mean) * factor * scale + shift;
  }
}

/** `count` places from `first` on, `step` apart. */
export const placesFrom = (first: number, count: number, step = 1): number[] =>
  Array.from({ length: count }, (_, index) => first + index * step);
