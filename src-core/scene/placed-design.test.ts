import { expect, test } from 'vitest';
import { analyze } from '../analysis/analyzer.ts';
import { chain } from '../analysis/heavy-designs.fixture.ts';
import { catalogue } from '../catalogue.ts';
import type { Design } from '../document/design.ts';
import { inSequences } from '../raise/sequences.ts';
import { finished } from '../steps.ts';
import { placedDesign } from './placed-design.ts';

test.each([3, 400])(
  '%i items that all stand in one place are put below one another, and nothing else changes',
  (count) => {
    const drawn = chain(count, () => ({ definition: 'relu', fields: {} }));
    const heap = { ...drawn, nodes: drawn.nodes.map((node) => ({ ...node, position: { x: 0, y: 0 } })) };
    const placed = placedDesign(analyze(heap, catalogue), catalogue);
    const places = new Set(placed.nodes.map(({ position: { x, y } }) => `${x} ${y}`));
    expect(places.size).toBe(heap.nodes.length);
    expect({ ...placed, nodes: placed.nodes.map((node) => ({ ...node, position: { x: 0, y: 0 } })) }).toEqual(
      heap,
    );
  },
);

test('items of a sequence are put below one another on its own level', () => {
  const chained = chain(4, () => ({ definition: 'relu', fields: {} }));
  const heap: Design = {
    ...chained,
    nodes: chained.nodes.map((node) => ({ ...node, position: { x: 0, y: 0 } })),
  };
  const names = heap.nodes.filter(({ definition }) => definition === 'relu').map(({ id }) => id);
  const modules = new Map(names.slice(0, 3).map((id) => [id, ['body']]));
  const grouped = finished(inSequences(heap, catalogue, modules));
  const placed = placedDesign(analyze(grouped, catalogue), catalogue);
  const inside = placed.nodes.filter(({ parent }) => parent !== undefined);
  expect(inside.length).toBeGreaterThanOrEqual(3);
  expect(new Set(inside.map(({ position: { x, y } }) => `${x} ${y}`)).size).toBe(inside.length);
});
