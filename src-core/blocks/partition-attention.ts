import type { Expr } from '../algebra/expression.ts';
import { div, mul } from '../algebra/expression.ts';
import { channelsOf, requireMap } from '../language/checks.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import { divided } from '../language/divided.ts';
import { structural, toggle } from '../language/field.ts';
import type { Shape } from '../language/shape.ts';
import { H, sizeOf, W } from '../language/shape.ts';
import { sum } from '../operators/arithmetic.ts';
import { layerNorm } from '../operators/layer-norm.ts';
import { parameter } from '../operators/parameter.ts';
import { permute } from '../operators/permute.ts';
import { relativePosition } from '../operators/relative-position.ts';
import { reshape } from '../operators/reshape.ts';
import { addFollowing } from './add-following.ts';
import { sourceField } from './attention-calls.ts';
import { perceptron, ratioField } from './perceptron.ts';
import { headsField, selfAttention } from './self-attention.ts';

/** How rows and columns that were cut in two are put so that each part is one sequence, and back. */
const orders: Readonly<Record<'window' | 'grid', { readonly apart: Expr[]; readonly together: Expr[] }>> = {
  window: { apart: [0n, 2n, 4n, 3n, 5n, 1n], together: [0n, 5n, 1n, 3n, 2n, 4n] },
  grid: { apart: [0n, 3n, 5n, 2n, 4n, 1n], together: [0n, 5n, 3n, 1n, 4n, 2n] },
};

/** The parts of that side that lie down and across a map. */
const partsOf = (map: Shape, side: bigint): readonly [down: Expr, across: Expr] => [
  div(sizeOf(map, H), side),
  div(sizeOf(map, W), side),
];

/**
 * MaxViT's attention in the parts of a map, then two linear layers, each normed and added to its input. The parts are windows
 * that lie side by side, or grids whose positions lie evenly over the whole map. Refuses a map that they do not fit.
 */
export const partitionAttention = defineBlock({
  id: 'partition-attention',
  title: 'Partition attention',
  names: ['block attention', 'grid attention', 'MaxViT'],
  summary:
    'Lets the positions of each window or grid of a map attend to each other, then widens and narrows each.',
  reference:
    'Tu et al., MaxViT, 2022, arXiv 2204.01697; torchvision models/maxvit.py PartitionAttentionLayer',
  family: 'block',
  section: 'Transformer',
  fields: {
    heads: { ...headsField, default: 2 },
    window: structural({
      label: 'Window',
      help: 'Rows and columns of a window or grid; they divide those of the map.',
      unit: 'px',
      min: 1,
      max: 32,
      default: 7,
    }),
    grid: toggle({
      label: 'Grid',
      help: 'Takes positions that lie evenly over the whole map, in place of neighbours.',
      default: false,
    }),
    ratio: ratioField,
    source: { ...sourceField, default: 'einsum' },
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: ({ heads, window, grid, ratio, source }, [x], graph) => {
    requireMap('in', x!.shape);
    const channels = channelsOf(x!.shape);
    const side = BigInt(window);
    for (const axis of [H, W]) divided(sizeOf(x!.shape, axis), window);
    const cutAt = ([map]: readonly Shape[]) => {
      const [down, across] = partsOf(map!, side);
      return { sizes: grid ? [channels, side, down, side, across] : [channels, down, side, across, side] };
    };
    const { apart, together } = orders[grid ? 'grid' : 'window'];
    const cut = addFollowing(graph, 'cut', reshape, cutAt, x!);
    const placed = graph.add('apart', permute, { order: apart }, cut);
    const flat = [0n, mul(side, side), channels];
    const parts = graph.add('parts', reshape, { sizes: flat, withBatch: true }, placed);

    const entries = (2n * side - 1n) ** 2n;
    const table = graph.add('table', parameter, { sizes: [entries, heads], init: 'normal' });
    const bias = graph.add('positions', relativePosition, { rows: side, columns: side }, table);
    const norm = { axis: 'last' } as const;
    const attention = { heads, source, biased: true, scaledBy: 'all-heads' } as const;
    const normed = graph.add('norm1', layerNorm, norm, parts);
    const attended = graph.add('attention', selfAttention, attention, normed, bias);
    const y = graph.add('add1', sum, {}, parts, attended);
    const wide = perceptron(graph, graph.add('norm2', layerNorm, norm, y), { ratio });
    const both = graph.add('add2', sum, {}, y, wide);

    const openAt = ([, map]: readonly Shape[]) => ({
      sizes: [0n, ...partsOf(map!, side), side, side, channels],
      ...{ withBatch: true, like: true },
    });
    const open = addFollowing(graph, 'open', reshape, openAt, both, x!);
    const upright = graph.add('together', permute, { order: together }, open);
    const mapAt = ([, map]: readonly Shape[]) => ({
      sizes: [channels, sizeOf(map!, H), sizeOf(map!, W)],
      like: true,
    });
    return [addFollowing(graph, 'map', reshape, mapAt, upright, x!)];
  },
  symbolicInputs: ({ heads, window }, free) => [
    [1n, mul(heads, free('d')), mul(BigInt(window), free('h')), mul(BigInt(window), free('w'))],
  ],
  examples: [
    {
      title: 'windows of two images',
      fields: { heads: 2, window: 2, ratio: 2 },
      inputs: [[2, 4, 4, 6]],
      outputs: [[2, 4, 4, 6]],
      params: 190n,
      macs: 7_680n,
    },
    {
      title: 'grids over a wide map',
      fields: { heads: 1, window: 3, ratio: 1, grid: true },
      inputs: [[1, 2, 3, 6]],
      outputs: [[1, 2, 3, 6]],
      params: 69n,
      macs: 1_080n,
    },
  ],
});
