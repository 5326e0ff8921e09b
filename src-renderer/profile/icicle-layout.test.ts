import fc from 'fast-check';
import { expect, test } from 'vitest';
import { labelFor, layOutIcicle, neighbour } from './icicle-layout.ts';
import type { TimeNode } from './profile-tree.ts';

const node = (id: string, microseconds: number, children: readonly TimeNode[] = []): TimeNode => ({
  kind: 'item',
  id,
  path: id,
  name: id,
  microseconds,
  kernels: 1,
  cost: 0n,
  family: null,
  children,
});

const parentOf = (id: string, children: readonly TimeNode[]) =>
  node(
    id,
    children.reduce((sum, child) => sum + child.microseconds, 0),
    children,
  );

const trees = fc
  .array(fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 8 }), {
    minLength: 1,
    maxLength: 8,
  })
  .map((groups) =>
    parentOf(
      'all',
      groups.map((leaves, g) =>
        parentOf(
          `g${g}`,
          leaves.map((time, i) => node(`g${g}/i${i}`, time)),
        ),
      ),
    ),
  )
  .filter((tree) => tree.microseconds > 0);

test('widths are times, children fill their parent from the left without a gap', () => {
  fc.assert(
    fc.property(trees, (tree) => {
      const { cells } = layOutIcicle(tree);
      for (const cell of cells) {
        expect(cell.right - cell.left).toBeCloseTo(cell.node.microseconds / tree.microseconds, 9);
        const inside = cells.filter(({ parent }) => parent === cell);
        let at = cell.left;
        for (const child of inside) {
          expect(child.left).toBeCloseTo(at, 9);
          at = child.right;
        }
        if (inside.length > 0) expect(at).toBeCloseTo(cell.right, 9);
      }
      const rows = cells.filter(({ depth }) => depth === 1);
      expect(rows.reduce((sum, { left, right }) => sum + right - left, 0)).toBeCloseTo(1, 9);
    }),
  );
});

test('arrow keys lead to neighbours, the parent and the first child', () => {
  const layout = layOutIcicle(
    parentOf('all', [parentOf('a', [node('a/x', 1), node('a/none', 0)]), parentOf('b', [node('b/y', 2)])]),
  );
  const at = (id: string) => layout.cells.find((cell) => cell.node.id === id)!;
  expect(layout.cells.map((cell) => cell.node.id)).not.toContain('a/none');
  expect(neighbour(layout, at('a'), 'right')).toBe(at('b'));
  expect(neighbour(layout, at('a/x'), 'right')).toBe(at('b/y'));
  expect(neighbour(layout, at('b/y'), 'up')).toBe(at('b'));
  expect(neighbour(layout, at('a'), 'down')).toBe(at('a/x'));
  expect(neighbour(layout, at('a'), 'left')).toBeNull();
});

test('a label is whole or not there', () => {
  expect(labelFor('stage3', '5.71', 100)).toEqual(['stage3', '5.71']);
  expect(labelFor('stage3', '5.71', 60)).toEqual(['stage3', '']);
  expect(labelFor('stage3', '5.71', 30)).toEqual(['', '']);
});
