import { expect, test } from 'vitest';
import { analyze } from '../../src-core/analysis/analyzer.ts';
import { itemAt, opens } from '../../src-core/analysis/item-paths.ts';
import { catalogue } from '../../src-core/catalogue.ts';
import { ofEachKind } from '../../src-core/networks/of-each-kind.fixture.ts';
import type { Scene } from '../../src-core/scene/geometry.ts';
import { gap, portPoint } from '../../src-core/scene/geometry.ts';
import { isBlocked } from '../../src-core/scene/lanes.fixture.ts';
import { isChain } from '../../src-core/scene/layered.ts';
import type { Level } from '../../src-core/scene/level.ts';
import { fromRail, levelAt, toRail } from '../../src-core/scene/level.ts';
import { corners } from '../../src-core/scene/route.ts';
import { sceneOf } from '../../src-core/scene/scene.ts';
import { betweenItems } from '../store/wire-times.ts';
import { FlowEdges, FlowNodes } from './flow.ts';
import { fromFlow } from './flow-names.ts';

/** Every level of a ready network of each kind, each different inside once. */
function allLevels(): Level[] {
  const levels: Level[] = [];
  const seen = new Set<unknown>();
  for (const { design } of ofEachKind) {
    const analysis = analyze(design, catalogue);
    const visit = (path: string) => {
      const level = levelAt(analysis, path, catalogue);
      expect(level, path).not.toBeNull();
      if (level === null) return;
      levels.push(level);
      for (const item of level.items) {
        const inside = itemAt(analysis, item.path);
        if (item.role !== 'item' || !opens(inside) || seen.has(inside)) continue;
        seen.add(inside);
        visit(item.path);
      }
    };
    visit('');
  }
  return levels;
}

const levels = allLevels();

const scenes = { TB: new Map<Level, Scene>(), LR: new Map<Level, Scene>() };

/** The scene of a level, laid out once for all tests. */
function drawn(level: Level, direction: keyof typeof scenes): Scene {
  const scene = scenes[direction].get(level) ?? sceneOf(level, direction);
  scenes[direction].set(level, scene);
  return scene;
}

function overlaps(scene: Scene): string[] {
  const found: string[] = [];
  scene.nodes.forEach((a, index) => {
    for (const b of scene.nodes.slice(index + 1)) {
      const apart =
        a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
      if (!apart) found.push(`${a.path} and ${b.path}`);
    }
  });
  return found;
}

test('every wire of every level ends at ports that are drawn, and both rails are wired', () => {
  expect(levels.length).toBeGreaterThan(30);
  for (const level of levels) {
    const items = new Map(level.items.map((item) => [item.name, item]));
    for (const { from, to, shape } of level.wires) {
      expect(items.get(from.item)?.outputs, level.path).toContain(from.port);
      expect(items.get(to.item)?.inputs, level.path).toContain(to.port);
      expect(shape).not.toBeNull();
    }
    if (level.path === '') continue;
    expect(level.wires.some(({ from }) => from.item === fromRail)).toBe(true);
    expect(level.wires.some(({ to }) => to.item === toRail)).toBe(true);
  }
});

test.each(['TB', 'LR'] as const)('no two nodes of a laid-out level overlap (%s)', (direction) => {
  for (const level of levels) {
    if (level.path === '') continue;
    expect(overlaps(drawn(level, direction)), level.path).toEqual([]);
  }
});

const designs = levels.filter(({ path }) => path === '');

test('nothing of a ready network overlaps, and each item stands below what feeds it', () => {
  expect(designs).toHaveLength(ofEachKind.length);
  for (const level of designs) {
    const scene = drawn(level, 'TB');
    expect(overlaps(scene)).toEqual([]);
    const at = new Map(scene.nodes.map((node) => [node.name, node]));
    for (const { id, from, to } of level.wires) {
      const above = at.get(from.item)!;
      expect(at.get(to.item)!.y, id).toBeGreaterThanOrEqual(above.y + above.height + gap.TB);
    }
  }
});

test('no wire of a ready network runs through an item', () => {
  for (const level of designs) {
    const scene = drawn(level, 'TB');
    const nodes = new FlowNodes().of(scene, { selected: new Set(), moved: new Map(), dragged: [] });
    for (const { id, data, ...ends } of new FlowEdges().of(scene, nodes, new Set())) {
      const end = (path: string, kind: 'in' | 'out', name: unknown) => {
        const node = scene.nodes.find((each) => each.path === path)!;
        const port = node.ports.find((each) => each.kind === kind && each.name === name)!;
        return { ...portPoint(node, port), side: port.side };
      };
      const from = end(ends.source, 'out', ends.sourceHandle);
      const to = end(ends.target, 'in', ends.targetHandle);
      const points = corners(from, to, data?.lane ?? null, data?.turn ?? null, data?.leave ?? null);
      expect(
        isBlocked(points, () => scene.nodes),
        id,
      ).toBe(false);
    }
  }
});

test('a time is asked of one wire only between any two items, by the paths of both', () => {
  for (const level of levels) {
    const scene = drawn(level, 'TB');
    const nodes = new FlowNodes().of(scene, { selected: new Set(), moved: new Map(), dragged: [] });
    const edges = new FlowEdges().of(scene, nodes, new Set());
    const pairs = new Set(
      edges.map(({ source, target }) => betweenItems(fromFlow(source), fromFlow(target))),
    );
    const asked = edges.flatMap(({ data }) => data?.ends ?? []);
    expect(asked).toHaveLength(pairs.size);
    expect(new Set(asked)).toEqual(pairs);
  }
});

test('the wires down a ready network that is a chain are straight', () => {
  const chains = designs.filter(isChain);
  expect(chains.length).toBeGreaterThan(designs.length / 4);
  for (const level of chains) {
    const middles = drawn(level, 'TB').nodes.map((node) => node.x + node.width / 2);
    expect(new Set(middles).size, level.items.map(({ name }) => name).join(' ')).toBe(1);
  }
});

test('an HS-Block is a staircase: each group stands below and to the right of the one before', () => {
  const level = levels.find(
    ({ items, cells }) => cells !== null && items.some(({ name }) => name === 'cut4'),
  );
  const scene = drawn(level!, 'TB');
  expect(scene.isHouse).toBe(true);
  const at = (name: string) => scene.nodes.find((node) => node.name === name)!;
  for (let group = 2; group < 5; group += 1) {
    expect(at(`group${group + 1}`).x).toBeGreaterThan(at(`group${group}`).x + at(`group${group}`).width);
    expect(at(`group${group + 1}`).y).toBeGreaterThan(at(`group${group}`).y + at(`group${group}`).height);
    // the carried half goes straight down from the cut to the join
    expect(at(`cut${group}`).x).toBe(at(`join${group + 1}`).x);
  }
  const split = at('split');
  const heights = split.ports.filter(({ kind }) => kind === 'out').map((port) => portPoint(split, port).y);
  expect(heights).toEqual([...heights].sort((a, b) => a - b));
});
