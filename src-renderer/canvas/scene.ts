import type { Direction } from '../store/direction.ts';
import type { Scene, SceneNode } from './geometry.ts';
import { flowPorts, sizeOf } from './geometry.ts';
import { houseScene } from './house.ts';
import { layeredScene } from './layered.ts';
import type { Level } from './level.ts';

/** The scene of items that a person draws, which stand where the design puts them. */
function freeScene(level: Level, direction: Direction): Scene {
  const nodes = level.items.map((item): SceneNode => {
    const size = sizeOf(item, direction, true);
    const { path, name, role, position } = item;
    return {
      path,
      name,
      role,
      ...size,
      x: position?.x ?? 0,
      y: position?.y ?? 0,
      ports: flowPorts(item, size, direction),
    };
  });
  return {
    path: level.path,
    isDrawn: level.isDrawn,
    direction,
    isHouse: false,
    nodes,
    wires: level.wires.map((wire) => ({ ...wire, lane: null })),
  };
}

/** Places everything a level shows: as the design says, as the block's house layout says, or in layers. */
export function sceneOf(level: Level, direction: Direction): Scene {
  if (level.isDrawn) return freeScene(level, direction);
  if (level.cells !== null) return houseScene(level, level.cells);
  return layeredScene(level, direction);
}
