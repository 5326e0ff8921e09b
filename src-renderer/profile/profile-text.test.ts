import { expect, test } from 'vitest';
import { conventionOf } from '../../src-core/analysis/conventions/conventions.ts';
import { allRows, csvTable, isDisturbed, markdownTable, overheadText, rateText } from './profile-text.ts';
import type { TimeNode } from './profile-tree.ts';

const node = (change: Partial<TimeNode>): TimeNode => ({
  kind: 'item',
  id: change.path ?? change.name ?? '',
  path: null,
  name: '',
  microseconds: 0,
  kernels: 0,
  cost: 0n,
  family: null,
  children: [],
  ...change,
});

const inner = node({ path: 'a_1/b', name: 'b', microseconds: 1500, kernels: 2, cost: 3_000_000n });
const root = node({
  kind: 'total',
  name: 'total',
  microseconds: 2001,
  kernels: 3,
  cost: 3_000_000n,
  children: [
    node({ path: 'a_1', name: 'a_1', microseconds: 1500, kernels: 2, cost: 3_000_000n, children: [inner] }),
    node({ kind: 'unattributed', name: 'unattributed', microseconds: 500, kernels: 1, cost: null }),
    node({ kind: 'overhead', name: 'runtime overhead', microseconds: 1, kernels: null, cost: null }),
  ],
});

test('Markdown shows the rows it is given with their units in the heading', () => {
  expect(markdownTable(allRows(root), root, conventionOf('flops'))).toBe(
    `| Path | ms | Share | Kernels | FLOPs, conv + linear | GFLOP/s |
| :-- | --: | --: | --: | --: | --: |
| a\\_1 | 1.500 | 75.0% | 2 | 3,000,000 | 2.00 |
| &nbsp;&nbsp;b | 1.500 | 75.0% | 2 | 3,000,000 | 2.00 |
| *unattributed* | 0.500 | 25.0% | 1 | — | — |
| *runtime overhead* | 0.001 | 0.0% | — | — | — |
| **total** | **2.001** | 100.0% | 3 | 3,000,000 | 1.50 |
`,
  );
});

test('CSV has every row by its full path, and leaves unknown fields empty', () => {
  expect(csvTable(root, { name: 'macs' })).toBe(
    `path,depth,ms,share,kernels,macs
a_1,0,1.500,0.749625,2,3000000
a_1/b,1,1.500,0.749625,2,3000000
unattributed,0,0.500,0.249875,1,
runtime overhead,0,0.001,0.000500,,
total,0,2.001,1.000000,3,3000000
`,
  );
});

test('a rate needs time and work', () => {
  expect(rateText(node({ microseconds: 0, cost: 5n }))).toBe('—');
  expect(rateText(node({ microseconds: 5, cost: 0n }))).toBe('—');
  expect(rateText(node({ microseconds: 5, cost: null }))).toBe('—');
  expect(rateText(node({ microseconds: 1000, cost: 250_000_000n }))).toBe('250');
});

test('what profiling costs has a sign, and is unknown without a plain run', () => {
  expect(overheadText(19.87, 19.42)).toBe('+2.3%');
  expect(overheadText(19, 20)).toBe('−5.0%');
  expect(overheadText(19, 0)).toBe('—');
});

test.each([
  [94, true],
  [95, false],
  [100, false],
  [125, false],
  [126, true],
])('a profile of %d ms where the run takes 100 is disturbed: %s', (profiled, disturbed) => {
  expect(isDisturbed(profiled, 100)).toBe(disturbed);
  expect(isDisturbed(profiled, 0)).toBe(false);
});
