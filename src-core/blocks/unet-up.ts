import type { Expr } from '../algebra/expression.ts';
import { mul } from '../algebra/expression.ts';
import { floorDiv } from '../algebra/rounding.ts';
import { channelsOf } from '../language/checks.ts';
import type { GraphBuilder } from '../language/definition.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import { choice, dimension, structural, toggle } from '../language/field.ts';
import type { Wire } from '../language/wire.ts';
import { resize } from '../operators/resize.ts';
import { concat } from '../operators/tensor.ts';
import { transposedConv2d } from '../operators/transposed-convolution.ts';
import { convUnit, normField } from './conv-unit.ts';
import { numberedPorts } from './detection-fields.ts';

const grows = ['transposed', 'bilinear-corners'] as const;

/** Twice as many rows and columns; a transposed convolution halves the channels too. */
function grown(graph: GraphBuilder, grow: (typeof grows)[number], x: Wire): Wire {
  if (grow === 'bilinear-corners') return graph.add('up', resize, { mode: grow, factor: 2n }, x);
  const conv = { outChannels: floorDiv(channelsOf(x.shape), 2n), kernel: 2, stride: 2, bias: true } as const;
  return graph.add('up', transposedConv2d, conv, x);
}

/**
 * A step of a U-Net's way up: enlarges the coarser map, joins it behind those of the same size from the way down, and
 * convolves twice with 3 × 3. In UNet++ it is every node beyond the first of a row, with all earlier nodes of its row as
 * skips.
 */
export const unetUp = defineBlock({
  id: 'unet-up',
  title: 'U-Net step up',
  summary: 'Enlarges a map, joins it with maps of the way down, and convolves twice.',
  reference:
    'Ronneberger et al., U-Net, 2015, arXiv 1505.04597; Pytorch-UNet 21d7850, unet/unet_parts.py Up; pytorch-nested-unet 557ea02, archs.py',
  family: 'block',
  section: 'Segmentation',
  fields: {
    skips: structural({
      label: 'Skips',
      help: 'Maps of the way down that are joined with the enlarged one.',
      min: 1,
      max: 16,
      default: 1,
    }),
    outChannels: dimension({
      label: 'Output channels',
      help: 'Channels that leave the block.',
      symbol: 'C_out',
      unit: 'ch',
      min: 1,
      max: 65_536,
      default: 64,
    }),
    grow: choice({
      label: 'Grow by',
      help: 'A transposed convolution that halves the channels, or bilinear resizing that keeps the corners in place.',
      options: grows,
      default: 'transposed',
    }),
    inner: choice({
      label: 'Inner channels',
      help: 'Channels between the two convolutions: as many as leave, or half of those that are joined.',
      options: ['out', 'half'],
      default: 'out',
    }),
    bias: toggle({
      label: 'Bias',
      help: 'Adds one learned number per filter of the 3 × 3 convolutions.',
      default: false,
    }),
    norm: normField,
  },
  inputs: ({ skips }) => [{ name: 'in', label: 'the coarser map' }, ...numberedPorts('skip', skips)],
  outputs: onePort('out'),
  expand: ({ outChannels, grow, inner, bias, norm }, [x, ...skips], graph) => {
    const joined = graph.add('join', concat, { inputs: skips.length + 1 }, ...skips, grown(graph, grow, x!));
    const between = inner === 'out' ? outChannels : floorDiv(channelsOf(joined.shape), 2n);
    const first = graph.add('conv1', convUnit, { outChannels: between, bias, norm }, joined);
    return [graph.add('conv2', convUnit, { outChannels, bias, norm }, first)];
  },
  symbolicInputs: ({ skips }, free) => {
    const [height, width] = [free('H'), free('W')];
    const fine = (i: number): Expr[] => [1n, free(`C_${i + 1}`), mul(2n, height), mul(2n, width)];
    return [[1n, free('C_in'), height, width], ...Array.from({ length: skips }, (_, i) => fine(i))];
  },
  examples: [
    {
      title: 'transposed convolution',
      fields: { outChannels: 4 },
      inputs: [
        [1, 8, 3, 2],
        [1, 4, 6, 4],
      ],
      outputs: [[1, 4, 6, 4]],
      params: 580n,
      macs: 11_136n,
    },
    {
      title: 'bilinear, half of what is joined inside',
      fields: { outChannels: 2, grow: 'bilinear-corners', inner: 'half' },
      inputs: [
        [2, 4, 3, 3],
        [2, 4, 6, 6],
      ],
      outputs: [[2, 2, 6, 6]],
      params: 372n,
      macs: 25_920n,
    },
    {
      title: 'a node of UNet++ with two skips',
      fields: { skips: 2, outChannels: 4, grow: 'bilinear-corners', bias: true },
      inputs: [
        [1, 8, 2, 2],
        [1, 4, 4, 4],
        [1, 4, 4, 4],
      ],
      outputs: [[1, 4, 4, 4]],
      params: 744n,
      macs: 11_520n,
    },
  ],
});
