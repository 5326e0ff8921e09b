import type { Steps } from '../steps.ts';
import type { Direction } from './direction.ts';
import type { Scene, SceneNode, SceneWire } from './geometry.ts';
import { flowPorts, sizeOf } from './geometry.ts';
import { houseScene } from './house.ts';
import { layeredScene } from './layered.ts';
import type { Level, LevelItem, LevelWire } from './level.ts';
import { sceneOfLevel } from './level-scene.ts';
import { inParts } from './parts.ts';

const nodes: Readonly<Record<Direction, WeakMap<LevelItem, SceneNode>>> = {
  TB: new WeakMap(),
  LR: new WeakMap(),
};
const wires = new WeakMap<LevelWire, SceneWire>();
const wireLists = new WeakMap<readonly LevelWire[], readonly SceneWire[]>();

function nodeOf(item: LevelItem, direction: Direction): SceneNode {
  const known = nodes[direction].get(item);
  if (known !== undefined) return known;
  const size = sizeOf(item, direction, true);
  const { path, name, role, position } = item;
  const node: SceneNode = {
    path,
    name,
    role,
    ...size,
    x: position?.x ?? 0,
    y: position?.y ?? 0,
    ports: flowPorts(item, size, direction),
  };
  nodes[direction].set(item, node);
  return node;
}

function wireOf(wire: LevelWire): SceneWire {
  const known = wires.get(wire) ?? { ...wire, lane: null };
  wires.set(wire, known);
  return known;
}

function wiresOf(list: readonly LevelWire[]): readonly SceneWire[] {
  const known = wireLists.get(list) ?? list.map(wireOf);
  wireLists.set(list, known);
  return known;
}

/**
 * The scene of items that a person draws, which stand where the design puts them. Of an item or wire that is as before the
 * node or wire is the same object.
 */
function freeScene(level: Level, direction: Direction): Scene {
  return sceneOfLevel(level, direction, {
    nodes: level.items.map((item) => nodeOf(item, direction)),
    wires: wiresOf(level.wires),
  });
}

/** Places everything a level shows: as the design says, as the block's house layout says, or in layers. */
export function sceneOf(level: Level, direction: Direction): Scene {
  if (level.isDrawn) return freeScene(level, direction);
  if (level.cells !== null) return houseScene(level, level.cells);
  return layeredScene(level, direction);
}

/** As `sceneOf`, in steps where a person draws. */
export function* placing(level: Level, direction: Direction): Steps<Scene> {
  if (level.isDrawn) {
    for (const some of inParts(level.items)) {
      for (const item of some) nodeOf(item, direction);
      yield;
    }
  }
  return sceneOf(level, direction);
}
