import type { Expr } from '../algebra/expression.ts';
import { mul } from '../algebra/expression.ts';
import { channelsOf } from '../language/checks.ts';
import { defineBlock } from '../language/definition.ts';
import { dimension, toggle } from '../language/field.ts';
import type { Wire } from '../language/wire.ts';
import { bifpnLayer } from './bifpn.ts';
import { anchorsField, convsField, levelsField, numberedPorts } from './detection-fields.ts';
import { normAct } from './norm-act.ts';
import { separableConv } from './separable-conv.ts';

const { norm, activation, epsilon, momentum } = bifpnLayer.fields;

/**
 * What EfficientDet scores classes with, and boxes with another of its kind: separable convolutions that all levels share,
 * each level with norms of its own.
 */
export const efficientdetHead = defineBlock({
  id: 'efficientdet-head',
  title: 'EfficientDet head',
  summary: 'Runs the same separable convolutions, with norms of its own for each level, on all levels.',
  reference: 'Tan et al., EfficientDet, 2019, arXiv 1911.09070; effdet c6dff77, efficientdet.py HeadNet',
  family: 'block',
  section: 'Detection, one stage',
  fields: {
    levels: levelsField,
    convs: { ...convsField(3, 0), help: 'Separable convolutions ahead.' },
    anchors: anchorsField(9),
    values: dimension({
      label: 'Values',
      help: 'Numbers that leave for each anchor: its classes, or the four corrections of its box.',
      symbol: 'n',
      min: 1,
      max: 65_536,
      default: 90,
    }),
    bias: toggle({
      label: 'Bias',
      help: 'Adds one learned number per filter ahead of each norm; the last convolution always has them.',
      default: false,
    }),
    norm,
    activation: { ...activation, help: 'What follows each norm.' },
    epsilon,
    momentum,
  },
  inputs: ({ levels }) => numberedPorts('in', levels),
  outputs: ({ levels }) => numberedPorts('out', levels),
  expand: ({ convs, anchors, values, bias, ...unit }, maps, graph) => {
    const plain = { norm: 'none', activation: 'none' } as const;
    /** The convolution of that name on a level: the finest has the weights, the others run it again. */
    const shared = (
      name: string,
      level: number,
      conv: { readonly outChannels: Expr; readonly bias: boolean },
      x: Wire,
    ) =>
      level === 0
        ? graph.add(name, separableConv, { ...conv, ...plain }, x)
        : graph.again(`level${level + 1}-${name}`, name, x)[0]!;
    return maps.map((map, level) => {
      const outChannels = channelsOf(map.shape);
      let y = map;
      for (let i = 1; i <= convs; i++) {
        y = shared(`conv${i}`, level, { outChannels, bias: bias || unit.norm === 'none' }, y);
        y = normAct(graph, `${level + 1}-${i}`, unit, y);
      }
      return shared('predict', level, { outChannels: mul(anchors, values), bias: true }, y);
    });
  },
  symbolicInputs: ({ levels }, free) => {
    const channels = free('C');
    return Array.from({ length: levels }, (_, i): Expr[] => [
      1n,
      channels,
      free(`H_${i + 1}`),
      free(`W_${i + 1}`),
    ]);
  },
  examples: [
    {
      title: 'two levels, one convolution',
      fields: { levels: 2, convs: 1, anchors: 2, values: 3 },
      inputs: [
        [1, 4, 4, 6],
        [1, 4, 2, 3],
      ],
      outputs: [
        [1, 6, 4, 6],
        [1, 6, 2, 3],
      ],
      params: 134n,
      macs: 3_360n,
    },
    {
      title: 'biases ahead of the norms, batch of 2',
      fields: { levels: 1, convs: 2, anchors: 1, values: 4, bias: true },
      inputs: [[2, 4, 3, 3]],
      outputs: [[2, 4, 3, 3]],
      params: 184n,
      macs: 2_808n,
    },
  ],
});
