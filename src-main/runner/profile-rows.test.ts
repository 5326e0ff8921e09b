import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitRules } from '../../src-core/contract.ts';
import type { Ownership } from './attribution.ts';
import type { Kernel } from './profile-events.ts';
import type { ProfiledGraph } from './profile-rows.ts';
import { profileFigures } from './profile-rows.ts';
import { splitKernel } from './split-kernel.ts';

const alone = (path: string): Ownership => ({ path, serves: [path], wire: null });
const graph: ProfiledGraph = {
  owners: new Map([
    ['k1', alone('a')],
    ['k2', { path: 'a', serves: ['a'], wire: { from: 'a', to: 'b' } }],
    ['k3', alone('b')],
    ['both', { path: 'a', serves: ['a', 'b', 'c'], wire: null }],
  ]),
  works: new Map([
    ['a', { macs: 300, bytes: 40 }],
    ['b', { macs: 100, bytes: 40 }],
    ['c', { macs: 0, bytes: 20 }],
  ]),
};
const us = (ms: number): number => Math.round(ms * 1000);

const kernel = (node: string, microseconds: number, start = 0, bytes: number | null = 10): Kernel => ({
  node,
  op: 'Conv',
  start,
  microseconds,
  bytes,
  inputs: [],
  outputs: [],
});

test('rows follow the exported order and items without a kernel have none', () => {
  const kernels = [kernel('k3', 30, 40), kernel('k1', 10, 20), kernel('k2', 15, 31), kernel('stray', 5, 90)];
  expect(profileFigures(100, kernels, graph, 'macs')).toEqual({
    kernels: 4,
    nodes: [
      { path: 'a', ms: 0.025, share: 0.25, kernels: 2, shared: false, macs: 300, bytes: 20 },
      { path: 'b', ms: 0.03, share: 0.3, kernels: 1, shared: false, macs: 100, bytes: 10 },
    ],
    wires: [{ from: 'a', to: 'b', ms: 0.015, kernels: 1 }],
    timeline: [
      { node: 'k1', op: 'Conv', path: 'a', startMs: 0, ms: 0.01 },
      { node: 'k2', op: 'Conv', path: 'a', startMs: 0.011, ms: 0.015 },
      { node: 'k3', op: 'Conv', path: 'b', startMs: 0.02, ms: 0.03 },
      { node: 'stray', op: 'Conv', path: null, startMs: 0.07, ms: 0.005 },
    ],
    split: 'macs',
    unattributedMs: 0.005,
    overheadMs: 0.04,
    totalMs: 0.1,
  });
});

describe('a kernel of several items', () => {
  const times = (rule: (typeof splitRules)[number]) =>
    profileFigures(100, [kernel('both', 80, 0, 100)], graph, rule).nodes.map(
      ({ path, ms, shared, kernels, bytes }) => [path, us(ms), shared, kernels, bytes],
    );

  test('is split by multiply-accumulates, so what has none has no row', () => {
    expect(times('macs')).toEqual([
      ['a', 60, true, 1, 75],
      ['b', 20, true, 0, 25],
    ]);
  });

  test('or by bytes, or equally', () => {
    expect(times('bytes').map(([path, time]) => [path, time])).toEqual([
      ['a', 32],
      ['b', 32],
      ['c', 16],
    ]);
    expect(times('equal').map(([, time]) => time)).toEqual([27, 26, 27]);
  });

  test('stays whole where the rule counts nothing', () => {
    const owner = { path: 'c', serves: ['c', 'd'], wire: null };
    expect(splitKernel(7, owner, graph.works, 'macs')).toEqual([{ path: 'c', microseconds: 7, share: 1 }]);
  });

  test('of unknown bytes makes the bytes of its rows unknown', () => {
    const { nodes } = profileFigures(9, [kernel('k1', 4), kernel('k1', 4, 5, null)], graph, 'macs');
    expect(nodes.map(({ bytes }) => bytes)).toEqual([null]);
  });
});

test('rows, unattributed and overhead add up to the total exactly, whatever the rule', () => {
  const kernels = fc.array(
    fc.record({ node: fc.constantFrom('k1', 'k2', 'k3', 'both', 'stray'), microseconds: fc.nat(1_000_000) }),
    { maxLength: 400 },
  );
  fc.assert(
    fc.property(kernels, fc.nat(1_000_000), fc.constantFrom(...splitRules), (some, overhead, rule) => {
      const all = some.map(({ node, microseconds }) => kernel(node, microseconds));
      const total = all.reduce((sum, { microseconds }) => sum + microseconds, overhead);
      const figures = profileFigures(total, all, graph, rule);
      const rows = figures.nodes.reduce((sum, { ms }) => sum + us(ms), 0);
      expect(rows + us(figures.unattributedMs) + us(figures.overheadMs)).toBe(us(figures.totalMs));
      const counted = figures.nodes.reduce((sum, row) => sum + row.kernels, 0);
      expect(counted + all.filter(({ node }) => node === 'stray').length).toBe(figures.kernels);
      expect(figures.timeline.length).toBe(all.length);
    }),
  );
});
