import type { Expr } from '../algebra/expression.ts';
import type { GraphBuilder } from '../language/definition.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import type { Wire } from '../language/wire.ts';
import { relu } from '../operators/activation.ts';
import { conv2d } from '../operators/convolution.ts';
import { groupNorm } from '../operators/group-norm.ts';
import { dropout } from '../operators/regularization.ts';
import { resize } from '../operators/resize.ts';
import { added } from './added.ts';
import { classesField, numberedPorts, widthField } from './detection-fields.ts';

interface Normed {
  readonly outChannels: Expr;
  readonly groups: Expr;
}

/** A 3 × 3 convolution, a group norm and ReLU. */
function normed(graph: GraphBuilder, name: string, { outChannels, groups }: Normed, x: Wire): Wire {
  const filtered = graph.add(`${name}-conv`, conv2d, { outChannels }, x);
  return graph.add(`${name}-act`, relu, {}, graph.add(`${name}-norm`, groupNorm, { groups }, filtered));
}

/**
 * The semantic branch of a feature pyramid: each level is brought to the size of the finest in steps of two, a convolution
 * before each, and all are added up and scored. Levels take the sizes of the finer ones, so that any image fits.
 */
export const semanticFpnHead = defineBlock({
  id: 'semantic-fpn-head',
  title: 'Semantic FPN head',
  summary: 'Brings the levels of a pyramid to the size of the finest, adds them up and scores the classes.',
  reference:
    'Kirillov et al., Panoptic Feature Pyramid Networks, 2019, arXiv 1901.02446; segmentation_models.pytorch 5006616, decoders/fpn/decoder.py',
  family: 'block',
  section: 'Segmentation',
  fields: {
    channels: widthField(128),
    groups: { ...groupNorm.fields.groups, help: 'Groups of channels of each norm.' },
    classes: classesField(21, 'Maps of scores that leave the head.'),
  },
  inputs: () => numberedPorts('in', 4),
  outputs: onePort('out'),
  expand: ({ channels, groups, classes }, maps, graph) => {
    const unit = { outChannels: channels, groups };
    const levels = maps.map((map, index): Wire => {
      let y = normed(graph, `level${index + 1}`, unit, map);
      for (let finer = index - 1; finer >= 0; finer--) {
        const name = `level${index + 1}-to${finer + 1}`;
        y = graph.add(`${name}-up`, resize, { mode: 'bilinear-corners', to: 'input' }, y, maps[finer]!);
        if (finer > 0) y = normed(graph, name, unit, y);
      }
      return y;
    });
    const kept = graph.add('dropout', dropout, { p: 200 }, added(graph, 'merge', levels.toReversed()));
    return [graph.add('score', conv2d, { outChannels: classes, kernel: 1, bias: true }, kept)];
  },
  symbolicInputs: (_, free) =>
    [1, 2, 3, 4].map((level) => [1n, ...['C', 'H', 'W'].map((name) => free(`${name}_${level}`))]),
  examples: [
    {
      title: 'four odd maps',
      fields: { channels: 4, groups: 2, classes: 3 },
      inputs: [
        [1, 5, 21, 17],
        [1, 5, 11, 9],
        [1, 5, 6, 5],
        [1, 5, 3, 3],
      ],
      outputs: [[1, 3, 21, 17]],
      params: 1_223n,
      macs: 126_216n,
    },
  ],
});
