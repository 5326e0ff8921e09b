import { expect, test } from 'vitest';
import { analyze } from '../analysis/analyzer.ts';
import { chain } from '../analysis/heavy-designs.fixture.ts';
import { catalogue } from '../catalogue.ts';
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
