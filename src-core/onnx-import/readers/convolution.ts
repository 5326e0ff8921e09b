import { conv2d } from '../../operators/convolution.ts';
import { conv1d, transposedConv1d } from '../../operators/sequence.ts';
import { transposedConv2d } from '../../operators/transposed-convolution.ts';
import type { Reader } from '../node-reading.ts';
import { windowFields } from './window.ts';

const convolution: Reader = (node) => {
  const x = node.tensor(0);
  const weight = node.weight(1);
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
  return node.add(kernel.length === 1 ? conv1d : conv2d, given, [x], node.weights(1));
};

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
