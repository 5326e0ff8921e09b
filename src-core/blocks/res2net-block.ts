import { mul, pow, rational, sub } from '../algebra/expression.ts';
import { channelsOf, requireChannels } from '../language/checks.ts';
import type { Cell } from '../language/definition.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import type { Wire } from '../language/wire.ts';
import { sum } from '../operators/arithmetic.ts';
import { concat, split } from '../operators/tensor.ts';
import { convUnit } from './conv-unit.ts';
import { passThrough } from './pass-through.ts';
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

function arrange({ s }: { s: number }): Record<string, Cell> {
  const cells: Record<string, Cell> = {
    split: { column: 0, row: 0, rowSpan: s },
    concat: { column: 2 * Math.max(s - 1, 1) + 1, row: 0, rowSpan: s },
    [`group${s}`]: { column: 1, row: s - 1 },
  };
  for (let i = 1; i < s; i++) {
    cells[`group${i}`] = { column: 2 * i - 1, row: i - 1 };
    if (i < s - 1) cells[`add${i + 1}`] = { column: 2 * i, row: i };
  }
  return cells;
}

/**
 * Res2Net module: every group but the last convolves its channels added to the result of the group before; the last
 * passes. s - 1 convolutions of w channels: (s-1) k² w² weights.
 */
export const res2netBlock = defineBlock({
  id: 'res2net-block',
  title: 'Res2Net module',
  summary:
    'Cuts the channels into s groups; each group is added to the result of the one before and convolved.',
  reference:
    'Gao et al., Res2Net: A New Multi-scale Backbone Architecture, 2019, arXiv 1904.01169; Res2Net-PretrainedModels 219c8c6, res2net.py',
  family: 'block',
  section: 'Multi-scale',
  fields: {
    s: groupCount(4),
    w: groupWidth(26),
    k: groupKernel,
    cardinality,
    dilation: groupDilation,
    ...unitFields,
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: ({ s, w, k, cardinality: independent, ...unit }, [x], graph) => {
    requireChannels('in', channelsOf(x!.shape), mul(BigInt(s), w));
    const conv = { outChannels: w, kernel: k, groups: BigInt(independent), ...unit };
    const convolve = (name: string, wire: Wire) => graph.add(name, convUnit, conv, wire);
    if (s === 1) return [convolve('group1', x!)];
    const groups = graph.addAll('split', split, { sizes: Array.from({ length: s }, () => w) }, x!);
    const parts: Wire[] = [];
    for (let i = 1; i < s; i++) {
      const own = groups[i - 1]!;
      const before = parts.at(-1);
      parts.push(
        convolve(`group${i}`, before === undefined ? own : graph.add(`add${i}`, sum, {}, own, before)),
      );
    }
    parts.push(graph.add(`group${s}`, passThrough, {}, groups[s - 1]!));
    return [graph.add('concat', concat, { inputs: s }, ...parts)];
  },
  arrange,
  groups: ({ s }) => groupNames(s),
  series: ({ w, k, cardinality: independent, bias, norm }, { count }) => ({
    count: 's',
    // A single group does not pass, it is convolved.
    least: 2,
    index: 'j',
    from: 1n,
    to: sub(count, 1n),
    sizes: [],
    once: {},
    each: unitWeights({ in: w, out: w, kernel: k, share: rational(1n, BigInt(independent)) }, { bias, norm }),
    condition: null,
  }),
  comparisons: ({ s, w, k }) => [
    {
      id: 'convolution',
      title: 'One convolution',
      note: 'a single k × k convolution of s·w channels',
      weights: mul(pow(k, 2), pow(mul(BigInt(s), w), 2)),
    },
  ],
  symbolicInputs: ({ s, w }, free) => [[1n, mul(BigInt(s), w), free('H'), free('W')]],
  examples: [
    {
      title: '26w × 4s',
      inputs: [[1, 104, 8, 8]],
      outputs: [[1, 104, 8, 8]],
      params: 18_408n,
      macs: 1_168_128n,
    },
    {
      title: 'one group: an ordinary convolution',
      fields: { s: 1, w: 4 },
      inputs: [[1, 4, 5, 5]],
      outputs: [[1, 4, 5, 5]],
      params: 152n,
      macs: 3_600n,
    },
  ],
});
