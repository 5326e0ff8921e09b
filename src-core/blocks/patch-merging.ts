import { mul } from '../algebra/expression.ts';
import { channelsOf, requireMap } from '../language/checks.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import { dimension, toggle } from '../language/field.ts';
import type { Shape } from '../language/shape.ts';
import type { Wire } from '../language/wire.ts';
import { layerNorm } from '../operators/layer-norm.ts';
import { linear } from '../operators/linear.ts';
import { permute } from '../operators/permute.ts';
import { reshape } from '../operators/reshape.ts';
import { windowsOn } from '../operators/window-layout.ts';
import { windowPartition } from '../operators/window-partition.ts';
import { addFollowing } from './add-following.ts';

export const widthField = dimension({
  label: 'Width w',
  help: 'Channels that leave the block.',
  symbol: 'w',
  unit: 'ch',
  min: 1,
  max: 65_536,
  default: 96,
});

const merged = { window: 2n, windowWidth: 2n } as const;

/**
 * Patch merging of Swin: the channels of four neighbours in a row, normed, and a linear layer. A map of odd sides gets zeros at
 * its far sides. The four lie as torchvision has them, column by column.
 */
export const patchMerging = defineBlock({
  id: 'patch-merging',
  title: 'Patch merging',
  names: ['swin', 'downsample'],
  summary: 'Halves rows and columns: joins the channels of four neighbours, norms them, and narrows them.',
  reference:
    'Liu et al., Swin Transformer, 2021, arXiv 2103.14030; torchvision models/swin_transformer.py PatchMerging',
  family: 'block',
  section: 'Transformer',
  fields: {
    w: { ...widthField, default: 192 },
    normLast: toggle({
      label: 'Norm last',
      help: 'Norms what the linear layer leaves and not what it reads, as in Swin V2.',
      default: false,
    }),
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: ({ w, normLast }, [x], graph) => {
    requireMap('in', x!.shape);
    // Columns first, so that the positions of a window go down its columns.
    const turned = graph.add('columns-first', permute, { order: [0, 3, 2, 1] }, x!);
    const cut = graph.add('partition', windowPartition, merged, turned);
    const channels = mul(4n, channelsOf(x!.shape));
    const joinedAt = ([, map]: readonly Shape[]) => ({
      sizes: [0n, ...windowsOn(merged, map!), channels],
      ...{ withBatch: true, like: true },
    });
    const joined = addFollowing(graph, 'joined', reshape, joinedAt, cut, turned);
    const norm = (y: Wire): Wire => graph.add('norm', layerNorm, { axis: 'last' }, y);
    const narrow = { outFeatures: w, bias: false, lastAxis: true };
    const reduced = graph.add('reduce', linear, narrow, normLast ? joined : norm(joined));
    const y = normLast ? norm(reduced) : reduced;
    return [graph.add('channels-first', permute, { order: [0, 3, 2, 1] }, y)];
  },
  symbolicInputs: (_, free) => [[1n, free('C_in'), mul(2n, free('h')), mul(2n, free('v'))]],
  examples: [
    {
      title: 'between two stages of Swin-T',
      inputs: [[1, 96, 8, 6]],
      outputs: [[1, 192, 4, 3]],
      params: 74_496n,
      macs: 884_736n,
    },
    {
      title: 'odd sides, two images',
      fields: { w: 5 },
      inputs: [[2, 3, 5, 7]],
      outputs: [[2, 5, 3, 4]],
      params: 84n,
      macs: 1_440n,
    },
    {
      title: 'norm last',
      fields: { w: 5, normLast: true },
      inputs: [[1, 3, 4, 4]],
      outputs: [[1, 5, 2, 2]],
      params: 70n,
      macs: 240n,
    },
  ],
});
