import type { Expr } from '../algebra/expression.ts';
import { mul } from '../algebra/expression.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import { structural } from '../language/field.ts';
import { C, sizeOf } from '../language/shape.ts';
import { sum } from '../operators/arithmetic.ts';
import { bottleneck } from './bottleneck.ts';
import { convUnit, normField } from './conv-unit.ts';
import { numberedPorts } from './detection-fields.ts';

/** Planes of the bottleneck on the finest map; each next one has twice as many. */
const planes = 32n;
/** Channels of the one map that leaves. */
const last = 2048;

/**
 * What HRNet has in front of its classifier: a bottleneck widens each map to 128, 256, 512, … channels, and from the finest
 * on each is halved by a 3 × 3 convolution and added to the next; a 1 × 1 convolution makes 2048 channels of the coarsest.
 */
export const hrnetHead = defineBlock({
  id: 'hrnet-head',
  title: 'HRNet head',
  summary: 'Widens maps of several sizes and joins them, from the finest on, into the coarsest.',
  reference:
    'Wang et al., HRNet, 2019, arXiv 1908.07919; HRNet-Image-Classification f760c98, lib/models/cls_hrnet.py _make_head',
  family: 'block',
  section: 'Stems and heads',
  fields: {
    branches: structural({
      label: 'Branches',
      help: 'Maps that come in, the finest first.',
      min: 1,
      max: 6,
      default: 4,
    }),
    norm: normField,
  },
  inputs: ({ branches }) => numberedPorts('in', branches),
  outputs: onePort('out'),
  expand: ({ norm }, maps, graph) => {
    const widened = maps.map((x, index) =>
      graph.add(`widen${index + 1}`, bottleneck, { planes: planes * BigInt(2 ** index), norm }, x),
    );
    const joined = widened.reduce((y, x, index) => {
      const halved = { outChannels: sizeOf(x.shape, C), stride: 2, bias: true, norm };
      return graph.add(`add${index}`, sum, {}, x, graph.add(`down${index}`, convUnit, halved, y));
    });
    return [graph.add('last', convUnit, { outChannels: last, kernel: 1, bias: true, norm }, joined)];
  },
  symbolicInputs: ({ branches }, free) =>
    Array.from({ length: branches }, (_, i): Expr[] => {
      const times = BigInt(2 ** (branches - 1 - i));
      return [1n, free(`C_${i + 1}`), mul(times, free('H')), mul(times, free('W'))];
    }),
  examples: [
    {
      title: 'two maps',
      fields: { branches: 2 },
      inputs: [
        [1, 4, 6, 8],
        [1, 8, 3, 4],
      ],
      outputs: [[1, 2048, 3, 4]],
      params: 897_792n,
      macs: 11_169_792n,
    },
    {
      title: 'one map, batch of 2',
      fields: { branches: 1 },
      inputs: [[2, 8, 2, 2]],
      outputs: [[2, 2048, 2, 2]],
      params: 283_520n,
      macs: 2_213_888n,
    },
  ],
});
