import { Graph, layout } from '@dagrejs/dagre';
import type { Position } from '../document/design.ts';
import type { Direction } from './direction.ts';
import type { Scene, SceneNode, SceneWire } from './geometry.ts';
import { flowPorts, gap, sizeOf } from './geometry.ts';
import { inGivenOrder, keptOrder } from './given-order.ts';
import { layersScene } from './layers/layers-scene.ts';
import type { Level } from './level.ts';
import { ranks } from './level.ts';
import { sceneOfLevel } from './level-scene.ts';
import { mirrors } from './mirrors.ts';
import { rowsScene } from './rows/rows-scene.ts';
import { trunkScene } from './trunk.ts';

/** Space between neighbours that stand beside each other in one layer. */
const beside = 48;
/** Space between layers for each wire that may turn there. */
const turnSpace = 12;
/** A level with more of either is laid out by `layers`: what Dagre needs grows far faster than the level. */
const mostItems = 150;
const mostWires = 400;
/** How much straighter the trunk is kept than a shortcut. */
const trunkWeight = 20;

/** True where every item has at most one item before and one after it. */
export function isChain({ items, wires }: Pick<Level, 'items' | 'wires'>): boolean {
  const lines = ranks(
    items.map((item) => item.name),
    wires.map((wire) => [wire.from.item, wire.to.item]),
  );
  return new Set(lines.values()).size === items.length && wires.every((wire) => !wire.skips);
}

/** True of a level whose layout takes longer than a frame has. */
export const isLongToLayOut = ({ items, wires }: Pick<Level, 'items' | 'wires'>): boolean =>
  items.length > mostItems || wires.length > mostWires;

/**
 * Places the items of a level along the flow: as a trunk with branches where it is one, else in layers. Every level has a
 * layout, in time that grows with its items and wires.
 */
export function layeredScene(given: Level, direction: Direction): Scene {
  const level = inGivenOrder(given, direction);
  if (isLongToLayOut(level)) return layersScene(level, direction);
  const chain = isChain(level);
  if (!chain) {
    const rows = rowsScene(level, direction);
    if (rows !== null) return rows;
  }
  return trunkScene(level, direction, chain) ?? inLayers(level, direction, chain);
}

function inLayers(level: Level, direction: Direction, chain: boolean): Scene {
  const sized = level.items.map((item) => ({ item, size: sizeOf(item, direction, chain || level.isDrawn) }));
  const graph = new Graph({ multigraph: true });
  const most = Math.max(...level.items.map((item) => Math.max(item.inputs.length, item.outputs.length)));
  const between = Math.max(gap[direction], (most + 1) * turnSpace);
  graph.setGraph({ rankdir: direction, ranksep: between, nodesep: beside, edgesep: 24 });
  for (const { item, size } of sized) graph.setNode(item.name, { width: size.width, height: size.height });
  for (const { id, from, to, skips } of level.wires) {
    graph.setEdge(from.item, to.item, { weight: skips ? 1 : trunkWeight, minlen: 1 }, id);
  }
  layout(graph);
  const isDown = direction === 'TB';
  const placeOf = (name: string) => {
    const { x, y } = graph.node(name) as { x: number; y: number };
    return isDown ? { along: y, across: x } : { along: x, across: y };
  };
  const kept = keptOrder(level, direction, placeOf);
  const isMirrored = kept === 0 ? mirrors(level, (name) => placeOf(name).across) : kept < 0;
  const side = isMirrored ? -1 : 1;
  const nodes = sized.map(({ item, size }): SceneNode => {
    const centre = graph.node(item.name) as { x: number; y: number };
    const { path, name, role } = item;
    const x = Math.round((isDown ? side : 1) * centre.x - size.width / 2);
    const y = Math.round((isDown ? 1 : side) * centre.y - size.height / 2);
    return { path, name, role, ...size, x, y, ports: flowPorts(item, size, direction) };
  });
  const wires = level.wires.map((wire): SceneWire => {
    if (!wire.skips) return { ...wire, lane: null };
    const { points } = graph.edge({ v: wire.from.item, w: wire.to.item, name: wire.id }) as {
      points: readonly { x: number; y: number }[];
    };
    const middle = points[Math.floor(points.length / 2)];
    return {
      ...wire,
      lane: middle === undefined ? null : Math.round(side * (isDown ? middle.x : middle.y)),
    };
  });
  return sceneOfLevel(level, direction, { nodes, wires });
}

/** New places for the design's own items, by the scene of their layout, from the place where they stand now. */
export function tidied(level: Level, { nodes }: Scene): ReadonlyMap<string, { x: number; y: number }> {
  const from = corner(nodes);
  const to = corner(level.items.flatMap(({ position }) => (position === null ? [] : [position])));
  return new Map(nodes.map((node) => [node.name, { x: node.x - from.x + to.x, y: node.y - from.y + to.y }]));
}

function corner(items: readonly Position[]): Position {
  let [x, y] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (const item of items) [x, y] = [Math.min(x, item.x), Math.min(y, item.y)];
  return { x, y };
}
