import { defineBlock, onePort } from '../language/definition.ts';
import { choice, structural } from '../language/field.ts';
import type { Wire } from '../language/wire.ts';
import { relu } from '../operators/activation.ts';
import { product, quotient, sum } from '../operators/arithmetic.ts';
import { constant } from '../operators/constant.ts';
import { parameter } from '../operators/parameter.ts';
import { reduceSum } from '../operators/reduce.ts';
import { split } from '../operators/tensor.ts';
import { numberedPorts } from './detection-fields.ts';

const fusions = ['weighted', 'sum'] as const;
export const fusionField = choice({
  label: 'Fusion',
  help: 'weighted gives each map a learned share that is never negative; sum adds the maps as they are.',
  options: fusions,
  default: 'weighted',
});

/** What keeps the shares finite where all weights are zero. */
const least = 1e-4;

/** Adds maps of one shape, each times its share: fast normalized fusion, w_i / (the sum of all w + 1e-4) with w = ReLU(weight). */
export const weightedFusion = defineBlock({
  id: 'weighted-fusion',
  title: 'Weighted fusion',
  summary: 'Adds maps, each times a learned share of the whole.',
  reference: 'Tan et al., EfficientDet, 2019, arXiv 1911.09070; effdet c6dff77, efficientdet.py FpnCombine',
  family: 'block',
  section: 'Detection, one stage',
  fields: {
    maps: structural({
      label: 'Maps',
      help: 'Maps that are added.',
      min: 2,
      max: 16,
      default: 2,
    }),
    fusion: fusionField,
  },
  inputs: ({ maps }) => numberedPorts('in', maps),
  outputs: onePort('out'),
  expand: ({ maps: count, fusion }, maps, graph) => {
    const added = (parts: readonly Wire[]): Wire =>
      parts.reduce((y, part, index) => graph.add(`add${index}`, sum, {}, y, part));
    if (fusion === 'sum') return [added(maps)];
    const weights = graph.add('weights', parameter, { sizes: [BigInt(count), 1n, 1n], init: 'ones' });
    const positive = graph.add('positive', relu, {}, weights);
    graph.callAs('positive', 'function');
    const whole = graph.add('whole', reduceSum, { over: 'channels' }, positive);
    const finite = graph.add('finite', sum, {}, whole, graph.add('least', constant, { values: [least] }));
    const each = graph.addAll('each', split, { sizes: maps.map(() => 1n) }, positive);
    return [
      added(
        maps.map((map, index) => {
          const times = graph.add(`times${index + 1}`, product, {}, map, each[index]!);
          return graph.add(`share${index + 1}`, quotient, {}, times, finite);
        }),
      ),
    ];
  },
  symbolicInputs: ({ maps }, free) => {
    const map = [1n, free('C'), free('H'), free('W')];
    return Array.from({ length: maps }, () => map);
  },
  examples: [
    {
      title: 'three maps',
      fields: { maps: 3 },
      inputs: [
        [2, 4, 3, 2],
        [2, 4, 3, 2],
        [2, 4, 3, 2],
      ],
      outputs: [[2, 4, 3, 2]],
      params: 3n,
      macs: 0n,
    },
    {
      title: 'without shares',
      fields: { fusion: 'sum' },
      inputs: [
        [1, 4, 3, 2],
        [1, 4, 3, 2],
      ],
      outputs: [[1, 4, 3, 2]],
      params: 0n,
      macs: 0n,
    },
  ],
});
