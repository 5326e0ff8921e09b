import { mul } from '../algebra/expression.ts';
import { floorDiv } from '../algebra/rounding.ts';
import { channelsOf, requireChannels, requireMap } from '../language/checks.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import { toggle } from '../language/field.ts';
import type { Wire } from '../language/wire.ts';
import { sum } from '../operators/arithmetic.ts';
import { layerNorm } from '../operators/layer-norm.ts';
import { permute } from '../operators/permute.ts';
import { patchMerging, widthField } from './patch-merging.ts';
import { perceptron, ratioField } from './perceptron.ts';
import { depthField } from './stage.ts';
import { windowAttention } from './window-attention.ts';

const reference =
  'Liu et al., Swin Transformer, 2021, arXiv 2103.14030; torchvision models/swin_transformer.py SwinTransformerBlock';

const { heads, window, windowWidth, laidOut, source } = windowAttention.fields;
const fields = {
  heads,
  window,
  windowWidth,
  ratio: ratioField,
  second: toggle({
    label: 'Second version',
    help: 'Norms what attention and linear layers leave and not what they read, and attends by cosines, as Swin V2 does.',
    default: false,
  }),
  laidOut,
  source,
} as const;

/** Swin block: norm, attention in windows, add; norm, two linear layers, add. Every second block shifts its windows by half. */
export const swinBlock = defineBlock({
  id: 'swin-block',
  title: 'Swin block',
  names: ['shifted window', 'swin transformer'],
  summary:
    'Lets the positions of each window attend to each other, then widens and narrows each, adding its input twice.',
  reference,
  family: 'block',
  section: 'Transformer',
  fields: {
    ...fields,
    shifted: toggle({
      label: 'Shifted',
      help: 'Moves the windows by half of their sides, so that they reach over those of the block before.',
      default: false,
    }),
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: ({ shifted, ratio, second, ...v }, [input], graph) => {
    requireMap('in', input!.shape);
    const x = graph.add('channels-last', permute, { order: [0, 2, 3, 1] }, input!);
    const half = { shift: floorDiv(v.window, 2n), shiftWidth: floorDiv(v.windowWidth, 2n) };
    const norm = (name: string, y: Wire): Wire => graph.add(name, layerNorm, { axis: 'last' }, y);
    const windows = { ...v, cosine: second, ...(shifted && half) };
    const ahead = second ? x : norm('norm1', x);
    const attended = graph.add('attention', windowAttention, windows, ahead);
    const y = graph.add('add1', sum, {}, x, second ? norm('norm1', attended) : attended);
    const wide = perceptron(graph, second ? y : norm('norm2', y), { ratio });
    const both = graph.add('add2', sum, {}, y, second ? norm('norm2', wide) : wide);
    return [graph.add('channels-first', permute, { order: [0, 3, 1, 2] }, both)];
  },
  symbolicInputs: (v, free) => [
    [1n, mul(v.heads, free('d')), mul(v.window, free('a')), mul(v.windowWidth, free('b'))],
  ],
  examples: [
    {
      title: 'first block of Swin-T',
      inputs: [[1, 96, 14, 14]],
      outputs: [[1, 96, 14, 14]],
      params: 112_347n,
      macs: 23_520_000n,
    },
    {
      title: 'shifted windows of 2 × 3 that do not fit, two images',
      fields: { heads: 2, window: 2, windowWidth: 3, ratio: 2, shifted: true },
      inputs: [[2, 4, 5, 7]],
      outputs: [[2, 4, 5, 7]],
      params: 202n,
      macs: 16_576n,
    },
  ],
});

/** Swin blocks one after another, every second one shifted; patches are merged before them. */
export const swinStage = defineBlock({
  id: 'swin-stage',
  title: 'Swin stage',
  summary: 'Merges patches, then repeats the Swin block, every second one with shifted windows.',
  reference,
  family: 'block',
  section: 'Transformer',
  fields: {
    depth: { ...depthField, default: 2 },
    w: widthField,
    merge: toggle({
      label: 'Patch merging',
      help: 'Halves rows and columns before the first block; off where the stage keeps size and channels.',
      default: true,
    }),
    ...fields,
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: ({ depth, w, merge, ...v }, [x], graph) => {
    let y = x!;
    if (merge) y = graph.add('merge', patchMerging, { w, normLast: v.second }, y);
    requireChannels('in', channelsOf(y.shape), w);
    for (let i = 1; i <= depth; i++) y = graph.add(`block${i}`, swinBlock, { ...v, shifted: i % 2 === 0 }, y);
    return [y];
  },
  symbolicInputs: (v, free) => {
    const [rows, columns] = [mul(v.window, free('a')), mul(v.windowWidth, free('b'))];
    return [v.merge ? [1n, free('C_in'), mul(2n, rows), mul(2n, columns)] : [1n, v.w, rows, columns]];
  },
  examples: [
    {
      title: 'two blocks after patch merging',
      fields: { w: 8, heads: 2, window: 2 },
      inputs: [[1, 4, 8, 6]],
      outputs: [[1, 8, 4, 3]],
      params: 1_940n,
      macs: 24_064n,
    },
  ],
});
