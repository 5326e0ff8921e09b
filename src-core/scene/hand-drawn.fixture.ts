import { analyze } from '../analysis/analyzer.ts';
import { catalogue, networkOf } from '../catalogue.ts';
import type { Direction } from './direction.ts';
import type { Scene } from './geometry.ts';
import { layeredScene, tidied } from './layered.ts';
import type { Level, LevelItem, LevelWire } from './level.ts';
import { levelAt } from './level.ts';
import { markSkips } from './ranks.ts';
import { sceneOf } from './scene.ts';
import { WireCourses } from './wire-courses.ts';

/** A level of a ready network as a person would have drawn it: every item an item of the design, all in a heap. */
export function heapOf(network: string, path = ''): Level {
  const { design } = networkOf(network)!;
  const level = levelAt(analyze(design, catalogue), path, catalogue)!;
  const items = level.items.map((item): LevelItem => ({ ...item, role: 'item', position: { x: 0, y: 0 } }));
  return { ...level, isDrawn: true, cells: null, items };
}

/** Layers that read what all layers before them made, joined, as in a dense block. */
export function denseHeap(layers: number): Level {
  const items: LevelItem[] = [];
  const wires: Omit<LevelWire, 'skips'>[] = [];
  const add = (name: string, feeds: readonly string[], isBlock: boolean): string => {
    const inputs = feeds.map((_, index) => `in${index}`);
    items.push({
      path: name,
      name,
      role: 'item',
      inputs,
      outputs: ['out'],
      isBlock,
      position: { x: 0, y: 0 },
    });
    feeds.forEach((feed, index) => {
      const id = `${feed}>${name}`;
      wires.push({
        id,
        from: { item: feed, port: 'out' },
        to: { item: name, port: `in${index}` },
        shape: null,
      });
    });
    return name;
  };
  const made = [add('input', [], false)];
  for (let layer = 1; layer <= layers; layer += 1) {
    const from = layer === 1 ? made : [add(`concat${layer}`, made, false)];
    made.push(add(`layer${layer}`, from, true));
  }
  add('output', [add('concat', made, false)], false);
  return { path: '', isDrawn: true, items, wires: markSkips(items, wires), cells: null };
}

/** The scene of a level once it is laid out, as a window shows it, with its wires routed. */
export function laidOut(level: Level, direction: Direction): { scene: Scene; courses: WireCourses } {
  const places = tidied(level, layeredScene(level, direction));
  const items = level.items.map((item) => ({ ...item, position: places.get(item.name)! }));
  const scene = sceneOf({ ...level, items }, direction);
  const courses = new WireCourses();
  courses.update(scene);
  return { scene, courses };
}
