import { exponential } from '../algebra/exponential.ts';
import type { Expr } from '../algebra/expression.ts';
import { add, mul, pow, rational, sub, symbol } from '../algebra/expression.ts';
import { channelsOf, requireChannels } from '../language/checks.ts';
import type { Cell, Comparison } from '../language/definition.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import type { Series, SeriesSymbols } from '../language/series.ts';
import type { norms } from './conv-unit.ts';
import type { Carry } from './hs-cascade.ts';
import { carried, carryField, cascade } from './hs-cascade.ts';
import {
  groupCount,
  groupDilation,
  groupKernel,
  groupNames,
  groupWidth,
  unitFields,
} from './split-fields.ts';
import { unitWeights } from './unit-weights.ts';

/** What else the same s*w channels could pay for, for convolution weights alone and the same kernel. */
function comparisons({ w, s, k }: { w: Expr; s: number; k: Expr }): Comparison[] {
  const square = mul(pow(k, 2), pow(w, 2));
  const power = 2n ** BigInt(Math.max(s - 1, 0));
  const factor = sub(2n * BigInt(s - 1), mul(2n, sub(1n, rational(1n, power))));
  return [
    {
      id: 'convolution',
      title: 'One convolution',
      note: 'a single k × k convolution of s·w channels',
      weights: mul(pow(k, 2), pow(mul(BigInt(s), w), 2)),
    },
    {
      id: 'res2net',
      title: 'Res2Net module',
      note: 'the same w and s; halves are added instead of joined',
      weights: mul(BigInt(s === 1 ? 1 : s - 1), square),
    },
    {
      id: 'printed',
      title: 'HS-Block, as printed',
      note: 'the paper prints the growth factor of each convolution linear; both of its channel counts grow',
      weights: mul(factor, square),
    },
  ];
}

/**
 * Convolutions j = 1 … s-1 from c_j to c_j channels. Where 2^(s-2) divides w every half is whole, whichever is carried, and
 * c_j = w (2 - 2^(1-j)).
 */
function series({ w, k, carry, bias, norm }: CascadeValues, { count, index }: SeriesSymbols): Series {
  const c = symbol('c_j');
  return {
    count: 's',
    least: 1,
    index: 'j',
    from: 1n,
    to: sub(count, 1n),
    sizes: [
      {
        name: 'c_j',
        value: mul(w, sub(2n, exponential(2n, sub(1n, index)))),
        recurrence: { first: w, next: (before) => add(w, carried(before, carry)) },
      },
    ],
    once: {},
    each: unitWeights({ in: c, out: c, kernel: k }, { bias, norm }),
    condition: { base: 2n, exponent: sub(count, 2n), size: w },
  };
}

interface CascadeValues {
  readonly w: Expr;
  readonly k: Expr;
  readonly carry: Carry;
  readonly bias: boolean;
  readonly norm: (typeof norms)[number];
}

/** One row a group, three columns a step: conv, then the cut of its result, then the join with the next group. */
export function arrangeCascade({ s }: { s: number }): Record<string, Cell> {
  const cells: Record<string, Cell> = {
    split: { column: 0, row: 0, rowSpan: s },
    group1: { column: 1, row: 0 },
    concat: { column: 3 * Math.max(s - 1, 1) + 1, row: 0, rowSpan: s },
  };
  for (let i = 2; i <= s; i++) {
    const column = 3 * (i - 2) + 1;
    cells[`group${i}`] = { column, row: i - 1 };
    if (i < s) {
      cells[`cut${i}`] = { column: column + 1, row: i - 1 };
      cells[`join${i + 1}`] = { column: column + 2, row: i };
    }
  }
  return cells;
}

/**
 * Hierarchical-split block: group 1 passes, every later group convolves its own channels joined with the half carried
 * over from the group before; the other half goes to the output.
 * Convolution weights: k² Σ c_j² with c_1 = w, c_(j+1) = w + carry(c_j).
 */
export const hsBlock = defineBlock({
  id: 'hs-block',
  title: 'HS-Block',
  summary:
    'Cuts the channels into s groups; each group convolves together with half of the result of the one before.',
  reference:
    'Yuan et al., HS-ResNet: Hierarchical-Split Block on Convolutional Neural Network, 2020, arXiv 2010.07621',
  family: 'block',
  section: 'Multi-scale',
  fields: {
    s: groupCount(5),
    w: groupWidth(20),
    k: groupKernel,
    carry: carryField,
    dilation: groupDilation,
    ...unitFields,
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: ({ s, w, k, carry, ...unit }, [x], graph) => {
    requireChannels('in', channelsOf(x!.shape), mul(BigInt(s), w));
    const sizes = Array.from({ length: s }, () => w);
    return [cascade(graph, x!, sizes, carry, { kernel: k, ...unit })];
  },
  arrange: arrangeCascade,
  comparisons,
  groups: ({ s }) => groupNames(s),
  series,
  symbolicInputs: ({ s, w }, free) => [[1n, mul(BigInt(s), w), free('H'), free('W')]],
  examples: [
    {
      title: '16w × 4s, convolutions alone',
      fields: { s: 4, w: 16, norm: 'none', activation: 'none' },
      inputs: [[1, 64, 8, 8]],
      outputs: [[1, 64, 8, 8]],
      params: 14_544n,
      macs: 930_816n,
    },
    {
      title: '26w × 4s, odd halves',
      fields: { s: 4, w: 26 },
      inputs: [[1, 104, 8, 8]],
      outputs: [[1, 104, 8, 8]],
      params: 38_218n,
      macs: 2_431_872n,
    },
    {
      title: 'two groups: one convolution, no cut',
      fields: { s: 2, w: 8 },
      inputs: [[1, 16, 5, 5]],
      outputs: [[1, 16, 5, 5]],
      params: 592n,
      macs: 14_400n,
    },
  ],
});
