import { expect, test } from 'vitest';
import { analyze } from '../../src-core/analysis/analyzer.ts';
import { conventionOf } from '../../src-core/analysis/conventions/conventions.ts';
import { catalogue, networks } from '../../src-core/catalogue.ts';
import type { ProfileReport } from '../../src-core/contract.ts';
import { useCompare } from '../store/compared-designs.ts';
import { compareRows } from './compare-rows.ts';
import { scaleFor, stackOf } from './stacks.ts';

const rows = compareRows(analyze(networks[0]!.design, catalogue), useCompare.getState(), null);
const sumOf = (parts: readonly { value: bigint }[]) => parts.reduce((sum, { value }) => sum + value, 0n);

test('the parts of every bar add up to its total', () => {
  for (const row of rows) {
    for (const metric of ['params', 'macs'] as const) {
      const { parts, total } = stackOf(row, metric, null, conventionOf('macs'));
      expect(sumOf(parts)).toBe(total);
      expect(parts.map(({ name }) => name)).toContain('stage3');
    }
  }
});

test('time is cut by items, and what belongs to none is a part of its own', () => {
  const report = {
    nodes: [
      { path: 'stem/conv', ms: 1.001, share: 0, kernels: 1 },
      { path: 'stage1/a', ms: 2, share: 0, kernels: 1 },
      { path: 'stage1/b', ms: 0.5, share: 0, kernels: 1 },
    ],
    totalMs: 4,
  } as unknown as ProfileReport;
  const { parts, total } = stackOf(rows[0]!, 'time', report, conventionOf('macs'));
  expect(total).toBe(4000n);
  expect(parts.map(({ name, value }) => [name, value])).toEqual([
    ['stem', 1001n],
    ['stage1', 2500n],
    [null, 499n],
  ]);
  expect(stackOf(rows[0]!, 'time', null, conventionOf('macs'))).toMatchObject({ parts: [], total: null });
});

test('the numbers of an axis share one prefix', () => {
  expect(scaleFor(4_979_007_008)).toEqual({ prefix: 'G', size: 1e9 });
  expect(scaleFor(28_611_497).prefix).toBe('M');
  expect(scaleFor(12).prefix).toBe('');
});
