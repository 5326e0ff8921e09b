import { expect, test } from 'vitest';
import type { Scene } from '../geometry.ts';
import { SpatialIndex } from '../spatial-index.ts';
import { kinds, largeLevel } from './large-level.fixture.ts';
import { layerGraph } from './layer-graph.ts';
import { layersScene } from './layers-scene.ts';
import { crossings, ordered } from './order.ts';

function overlaps({ nodes }: Scene): string[] {
  const index = new SpatialIndex<string>();
  for (const node of nodes) index.set(node.name, node);
  const byName = new Map(nodes.map((node) => [node.name, node]));
  return nodes.flatMap((a) =>
    index.within(a).flatMap((name) => {
      const b = byName.get(name)!;
      const isApart =
        a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
      return name === a.name || isApart ? [] : [`${a.name} ${name}`];
    }),
  );
}

const all = Boolean(process.env.BLOCKWRIGHT_TEST_ALL);
const seed = 20_261;

test.each(kinds)(
  'a large level of the kind %s stands without overlaps, about as wide as a window',
  (kind) => {
    for (const direction of ['TB', 'LR'] as const) {
      const scene = layersScene(largeLevel(kind, 600, seed), direction);
      expect(scene.nodes).toHaveLength(largeLevel(kind, 600, seed).items.length);
      expect(overlaps(scene), `seed ${seed}`).toEqual([]);
      const width = Math.max(...scene.nodes.map((node) => node.x + node.width));
      const height = Math.max(...scene.nodes.map((node) => node.y + node.height));
      const ratio = direction === 'TB' ? width / height : height / width;
      expect(ratio, `${width} by ${height}`).toBeGreaterThan(0.3);
      expect(ratio, `${width} by ${height}`).toBeLessThan(6);
    }
  },
);

test('what follows one item stands straight below it, past every shortcut', () => {
  const level = largeLevel('skips', 600);
  const scene = layersScene(level, 'TB');
  const at = new Map(scene.nodes.map((node) => [node.name, node]));
  const middle = (name: string) => at.get(name)!.x + at.get(name)!.width / 2;
  const trunk = level.wires.filter(({ skips }) => !skips);
  const straight = trunk.filter(({ from, to }) => Math.abs(middle(from.item) - middle(to.item)) < 2);
  // all but those from one column to the next
  const columns = new Set(scene.nodes.filter(({ y }) => y === 0)).size;
  expect(columns).toBeGreaterThan(1);
  expect(trunk.length - straight.length).toBe(columns - 1);
});

test.each(['chain', 'skips', 'cells', 'chains'] as const)(
  'the wires of a level of the kind %s do not cross',
  (kind) => {
    const graph = ordered(layerGraph(largeLevel(kind, 600)));
    expect(crossings(graph)).toBe(0);
  },
);

test('the order that is found has less than half the crossings of the one the items are listed in', () => {
  const graph = layerGraph(largeLevel('random', 600, seed));
  expect(crossings(ordered(graph)), `seed ${seed}`).toBeLessThan(crossings(graph) / 2);
});

test('crossings are counted as they are drawn', () => {
  const after = [
    [{ vertex: 3, port: 0, isTrunk: true }],
    [{ vertex: 2, port: 0, isTrunk: true }],
    [],
    [],
  ] as const;
  expect(
    crossings({
      layers: [
        [0, 1],
        [2, 3],
      ],
      after,
    }),
  ).toBe(1);
  expect(
    crossings({
      layers: [
        [0, 1],
        [3, 2],
      ],
      after,
    }),
  ).toBe(0);
});

test.each(all ? kinds : (['chain'] as const))(
  'a level of the kind %s of as many items as a design may have is laid out',
  (kind) => {
    const level = largeLevel(kind, 20_000, seed);
    const scene = layersScene(level, 'TB');
    expect(overlaps(scene), `seed ${seed}`).toEqual([]);
    expect(scene.nodes).toHaveLength(level.items.length);
  },
  120_000,
);
