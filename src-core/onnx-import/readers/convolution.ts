import type { Given } from '../../language/field.ts';
import { elementCount } from '../../language/tensor.ts';
import { conv2d } from '../../operators/convolution.ts';
import { scaledConv2d } from '../../operators/scaled-convolution.ts';
import { conv1d, transposedConv1d } from '../../operators/sequence.ts';
import { usualEpsilon } from '../../operators/standardized-weights.ts';
import { transposedConv2d } from '../../operators/transposed-convolution.ts';
import { decimal } from '../decimal.ts';
import type { NodeReading, Reader } from '../node-reading.ts';
import type { StandardizedFilters } from '../patterns/standardized-filters.ts';
import { standardizedFilters } from '../patterns/standardized-filters.ts';
import type { Computed } from '../value.ts';
import { windowFields } from './window.ts';

const convolution: Reader = (node) => {
  const x = node.tensor(0);
  const made = filtersOf(node);
  const weight = made?.weight ?? node.weight(1);
  if (x === null || weight === null) return null;
  const [outChannels, , ...kernel] = weight.dims;
  const window = windowFields(node, kernel);
  if (outChannels === undefined || window === null) return null;
  if (node.input(2) !== undefined && node.weight(2) === null) return null;
  const groups = node.integer('group', 1);
  const given = {
    outChannels,
    ...window,
    ...(groups === 1 ? {} : { groups }),
    bias: node.input(2) !== undefined,
  };
  if (made !== null) return madeConvolution(node, x, made, given);
  return node.add(kernel.length === 1 ? conv1d : conv2d, given, [x], node.weights(1));
};

/** The filters of a node where they are made of weights before; null of others. */
function filtersOf(node: NodeReading): StandardizedFilters | null {
  const value = node.input(1);
  return value?.kind === 'computed' ? standardizedFilters(value) : null;
}

/** The shortest gamma with which filters of so many weights are scaled by just this number, in single precision. */
function gammaOf(scale: number, weights: number): number {
  const root = Math.sqrt(weights);
  for (let digits = 1; digits < 17; digits++) {
    const gamma = Number((scale * root).toPrecision(digits));
    if (Math.fround(gamma / root) === Math.fround(scale)) return gamma;
  }
  return scale * root;
}

/** A convolution of filters that are standardized, and have a gain each or none. */
function madeConvolution(
  node: NodeReading,
  x: Computed,
  { weight, epsilon, gain }: StandardizedFilters,
  given: Given,
) {
  const [, ...filter] = weight.dims;
  if (filter.length !== 3) return null;
  const held = [weight, ...node.weights(2)];
  if (gain !== null) {
    const gamma = gammaOf(gain.scale, elementCount(filter));
    return node.add(scaledConv2d, { ...given, epsilon, gamma }, [x], [...held, gain.weight]);
  }
  if (decimal(epsilon) !== usualEpsilon) return null;
  return node.add(conv2d, { ...given, standardized: true }, [x], held);
}

const transposed: Reader = (node) => {
  const x = node.tensor(0);
  const weight = node.weight(1);
  if (x === null || weight === null || node.integers('output_shape') !== undefined) return null;
  const [, perGroup, ...kernel] = weight.dims;
  const window = windowFields(node, kernel);
  if (perGroup === undefined || window === null) return null;
  const groups = node.integer('group', 1);
  const [more = 0, moreWidth = more] = node.integers('output_padding') ?? [];
  const given = {
    outChannels: perGroup * groups,
    ...window,
    ...(groups === 1 ? {} : { groups }),
    ...(more === 0 && moreWidth === 0 ? {} : { outputPadding: more }),
    ...(more === moreWidth ? {} : { outputPaddingWidth: moreWidth }),
    bias: node.input(2) !== undefined,
  };
  return node.add(kernel.length === 1 ? transposedConv1d : transposedConv2d, given, [x], node.weights(1));
};

export const convolutionReaders: Readonly<Record<string, Reader>> = {
  Conv: convolution,
  ConvTranspose: transposed,
};
