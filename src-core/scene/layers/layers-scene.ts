import type { Direction } from '../direction.ts';
import type { Scene, SceneNode, SceneWire } from '../geometry.ts';
import { flowPorts, gap, sizeOf } from '../geometry.ts';
import { sceneOfLevel } from '../level-scene.ts';
import type { Level, LevelWire } from '../level-types.ts';
import { components } from './components.ts';
import type { Sizing, Spot } from './part-layout.ts';
import { partLayout } from './part-layout.ts';

/** Space between layers for each wire that may turn there, up to so many. */
const turnSpace = 12;
const mostTurns = 12;
/** Space between parts that no wire joins. */
const between = 160;
/** How much wider than high parts are packed, as a window is. */
const aspect = 1.6;

/**
 * Places the items of a large level along the flow: in layers, in an order in which wires cross seldom, folded into columns
 * where it is much longer than wide; parts that no wire joins stand beside each other. Takes time that grows with the
 * number of items and wires, and no more stack for more of them.
 */
export function layersScene(level: Level, direction: Direction): Scene {
  const isDown = direction === 'TB';
  const sizes = new Map(level.items.map((item) => [item.name, sizeOf(item, direction, level.isDrawn)]));
  const most = level.items.reduce(
    (ports, item) => Math.max(ports, item.inputs.length, item.outputs.length),
    0,
  );
  const space = Math.max(gap[direction], Math.min(most + 1, mostTurns) * turnSpace);
  const sizing: Sizing = { sizeOf: (name) => sizes.get(name) ?? { width: 0, height: 0 }, isDown, space };
  const parts = components(level).map((part) => partLayout(part, sizing));
  const area = parts.reduce((sum, part) => sum + (part.across + between) * (part.along + between), 0);
  const widest = Math.sqrt(area * aspect);
  const corners = new Map<string, Spot>();
  const lanes = new Map<LevelWire, number>();
  let [across, along, deepest] = [0, 0, 0];
  for (const part of parts) {
    if (across > 0 && across + part.across > widest) {
      [across, along, deepest] = [0, along + deepest + between, 0];
    }
    for (const [name, spot] of part.corners)
      corners.set(name, { across: spot.across + across, along: spot.along + along });
    for (const [wire, lane] of part.lanes) lanes.set(wire, lane + across);
    across += part.across + between;
    deepest = Math.max(deepest, part.along);
  }
  const nodes = level.items.map((item): SceneNode => {
    const size = sizes.get(item.name) ?? sizeOf(item, direction, level.isDrawn);
    const spot = corners.get(item.name) ?? { across: 0, along: 0 };
    const at = isDown ? { x: spot.across, y: spot.along } : { x: spot.along, y: spot.across };
    const { path, name, role } = item;
    return { path, name, role, ...size, ...at, ports: flowPorts(item, size, direction) };
  });
  const wires = level.wires.map((wire): SceneWire => ({ ...wire, lane: lanes.get(wire) ?? null }));
  return sceneOfLevel(level, direction, { nodes, wires });
}
