import fc from 'fast-check';
import { expect, test } from 'vitest';
import { profileFigures } from './profile-rows.ts';

const order = ['a', 'b', 'c'];
const items = new Map([
  ['k1', 'a'],
  ['k2', 'a'],
  ['k3', 'b'],
]);
const us = (ms: number): number => Math.round(ms * 1000);

test('rows follow the exported order and items without a kernel have none', () => {
  const kernels = [
    { node: 'k3', microseconds: 30 },
    { node: 'k1', microseconds: 10 },
    { node: 'k2', microseconds: 15 },
    { node: 'stray', microseconds: 5 },
  ];
  expect(profileFigures(100, kernels, items, order)).toEqual({
    kernels: 4,
    nodes: [
      { path: 'a', ms: 0.025, share: 0.25, kernels: 2 },
      { path: 'b', ms: 0.03, share: 0.3, kernels: 1 },
    ],
    unattributedMs: 0.005,
    overheadMs: 0.04,
    totalMs: 0.1,
  });
});

test('rows, unattributed and overhead add up to the total exactly', () => {
  const kernel = fc.record({
    node: fc.constantFrom('k1', 'k2', 'k3', 'stray'),
    microseconds: fc.nat(1_000_000),
  });
  fc.assert(
    fc.property(fc.array(kernel, { maxLength: 400 }), fc.nat(1_000_000), (kernels, overhead) => {
      const total = kernels.reduce((sum, { microseconds }) => sum + microseconds, overhead);
      const figures = profileFigures(total, kernels, items, order);
      const rows = figures.nodes.reduce((sum, { ms }) => sum + us(ms), 0);
      expect(rows + us(figures.unattributedMs) + us(figures.overheadMs)).toBe(us(figures.totalMs));
      const counted = figures.nodes.reduce((sum, row) => sum + row.kernels, 0);
      expect(counted + kernels.filter(({ node }) => node === 'stray').length).toBe(figures.kernels);
    }),
  );
});
