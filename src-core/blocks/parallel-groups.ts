import { mul, rational, sub } from '../algebra/expression.ts';
import { channelsOf, requireChannels } from '../language/checks.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import { choice, structural } from '../language/field.ts';
import { avgPool } from '../operators/pooling.ts';
import { concat, split } from '../operators/tensor.ts';
import { convUnit } from './conv-unit.ts';
import {
  cardinality,
  groupCount,
  groupDilation,
  groupKernel,
  groupNames,
  groupWidth,
  unitFields,
} from './split-fields.ts';
import { unitWeights } from './unit-weights.ts';

const pooledGroups = ['first', 'last'] as const;

/**
 * The reducing form of a split block: no group feeds another. One group is average-pooled 3 × 3 (padding counted),
 * every other one has its own strided convolution.
 */
export const parallelGroups = defineBlock({
  id: 'parallel-groups',
  title: 'Parallel groups',
  summary: 'Cuts the channels into groups that do not feed one another; one is pooled, the others convolve.',
  reference:
    'Gao et al., Res2Net, 2019, arXiv 1904.01169, blocks of type "stage"; for HS-Blocks the words of an author, PaddleClas issue 472',
  family: 'block',
  section: 'Multi-scale',
  fields: {
    s: groupCount(5),
    w: groupWidth(20),
    k: groupKernel,
    stride: structural({ label: 'Stride', help: 'Step of every window.', min: 1, max: 64, default: 2 }),
    cardinality,
    pooled: choice({
      label: 'Pooled group',
      help: 'Which group is pooled.',
      options: pooledGroups,
      default: 'first',
    }),
    dilation: groupDilation,
    ...unitFields,
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: ({ s, w, k, stride, pooled, cardinality: parts, ...unit }, [x], graph) => {
    requireChannels('in', channelsOf(x!.shape), mul(BigInt(s), w));
    const pooledGroup = pooled === 'first' ? 1 : s;
    const conv = { outChannels: w, kernel: k, stride, groups: BigInt(parts), ...unit };
    if (s === 1) {
      return pooled === 'first'
        ? [graph.add('group1', avgPool, { stride }, x!)]
        : [graph.add('group1', convUnit, conv, x!)];
    }
    const groups = graph.addAll('split', split, { sizes: Array.from({ length: s }, () => w) }, x!);
    const branches = groups.map((group, index) =>
      index + 1 === pooledGroup
        ? graph.add(`group${index + 1}`, avgPool, { stride }, group)
        : graph.add(`group${index + 1}`, convUnit, conv, group),
    );
    return [graph.add('concat', concat, { inputs: s }, ...branches)];
  },
  groups: ({ s }) => groupNames(s),
  series: ({ w, k, cardinality: parts, bias, norm }, { count }) => ({
    count: 's',
    least: 2,
    index: 'j',
    from: 1n,
    to: sub(count, 1n),
    sizes: [],
    once: {},
    each: unitWeights({ in: w, out: w, kernel: k, share: rational(1n, BigInt(parts)) }, { bias, norm }),
    condition: null,
  }),
  symbolicInputs: ({ s, w }, free) => [[1n, mul(BigInt(s), w), free('H'), free('W')]],
  examples: [
    {
      title: 'opens a stage of HS-ResNet-50',
      fields: { s: 5, w: 20, stride: 1 },
      inputs: [[1, 100, 8, 8]],
      outputs: [[1, 100, 8, 8]],
      params: 14_560n,
      macs: 921_600n,
    },
    {
      title: 'opens a stage of Res2Net-50, odd map',
      fields: { s: 4, w: 6, stride: 2, pooled: 'last' },
      inputs: [[1, 24, 7, 7]],
      outputs: [[1, 24, 4, 4]],
      params: 1_008n,
      macs: 15_552n,
    },
  ],
});
