import { expect, test } from 'vitest';
import { largeDesign } from '../../e2e/large/large-design.ts';
import { analyze } from '../../src-core/analysis/analyzer.ts';
import { catalogue } from '../../src-core/catalogue.ts';
import { levelAt } from '../../src-core/scene/level.ts';
import { sceneOf } from '../../src-core/scene/scene.ts';
import type { Stale } from './picture.ts';
import { Picture } from './picture.ts';

const design = largeDesign(400);
const scene = sceneOf(levelAt(analyze(design, catalogue), '', catalogue)!, 'TB');

function shown(): Picture {
  const picture = new Picture();
  picture.show(scene);
  return picture;
}

test('every item is found by its place, and every wire along its course', () => {
  const picture = shown();
  for (const { path, x, y, width, height } of scene.nodes)
    expect(picture.itemAt({ x: x + width / 2, y: y + height / 2 })?.path).toBe(path);
  for (const { id } of scene.wires) {
    const { points } = picture.wireOf(id)!;
    const [a, b] = [points[0]!, points[1]!];
    expect(picture.wireAt({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }, 1)).not.toBeNull();
  }
});

test('a picture that is made in steps says what one that is shown at once says, also after a drag', () => {
  const whole = shown();
  const made = new Picture();
  const stale: Stale[] = [];
  made.onChange((what) => stale.push(what));
  const steps = Picture.of(scene);
  let count = 1;
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done !== true) {
      count += 1;
      continue;
    }
    made.become(step.value);
    break;
  }
  expect(count).toBeGreaterThan(5);
  // The same once more, as a level gives it after its picture was made, is nothing to draw.
  made.show({ ...scene });
  expect(stale).toEqual([null]);
  const { path } = scene.nodes[200]!;
  for (const by of [null, { x: 300, y: 8 }]) {
    if (by !== null) for (const picture of [whole, made]) picture.drag([path], by);
    for (const { id } of scene.wires) expect(made.wireOf(id)).toEqual(whole.wireOf(id));
    for (const node of scene.nodes) expect(made.nodeNamed(node.name)).toEqual(whole.nodeNamed(node.name));
    expect(made.bounds()).toEqual(whole.bounds());
  }
});

test('an empty place holds nothing, and a margin reaches the item beside it', () => {
  const picture = shown();
  const { x, y, path } = scene.nodes[0]!;
  expect(picture.itemAt({ x: x - 10, y: y + 5 })).toBeNull();
  expect(picture.itemAt({ x: x - 10, y: y + 5 }, 12)?.path).toBe(path);
});

test('a drag places what it moves, lifts the wires that follow, and showing the scene lets go', () => {
  const picture = shown();
  const { path, x, y } = scene.nodes[200]!;
  picture.drag([path], { x: 30, y: 8 });
  expect(picture.placed).toBe(1);
  expect(picture.nodeAt(path)).toMatchObject({ x: x + 30, y: y + 8 });
  const own = scene.wires.filter(({ from, to }) => [from.item, to.item].includes(scene.nodes[200]!.name));
  for (const { id } of own) expect(picture.isMovingWire(id)).toBe(true);
  expect(picture.moving).toHaveLength(own.length);
  picture.rest();
  expect(picture.moving.length).toBeGreaterThanOrEqual(own.length);
  picture.show(scene);
  expect(picture.placed).toBe(1);
  expect(picture.moving).toEqual([]);
  expect(picture.nodeAt(path)).toMatchObject({ x, y });
});

test('a drag tells once what it lifts off the ground, and what it puts back where it is let go', () => {
  const picture = shown();
  const told: Stale[] = [];
  picture.onChange((stale) => told.push(stale));
  const { path, name } = scene.nodes[200]!;
  const own = scene.wires.filter(({ from, to }) => [from.item, to.item].includes(name));
  const before = own.map(({ id }) => picture.wireOf(id)!);
  picture.drag([path], { x: 4, y: 0 });
  picture.drag([path], { x: 5, y: 0 });
  const [first, second] = told;
  expect(first?.nodes).toEqual([scene.nodes[200]]);
  expect(first?.wires).toEqual(expect.arrayContaining(before));
  expect(second).toEqual({ nodes: [], wires: [] });
  const there = picture.nodeAt(path);
  picture.putBack();
  expect(told[2]?.nodes).toEqual(expect.arrayContaining([there, scene.nodes[200]]));
  expect(told[2]?.wires).toEqual(expect.arrayContaining(before));
});

test('a scene with other wires may look otherwise anywhere', () => {
  const picture = shown();
  const told: Stale[] = [];
  picture.onChange((stale) => told.push(stale));
  picture.show({ ...scene, wires: scene.wires.slice(1) });
  expect(told).toEqual([null]);
});

test('the bounds of some items hold them and no more', () => {
  const picture = shown();
  const [a, b] = [scene.nodes[3]!, scene.nodes[5]!];
  expect(picture.bounds([a.path, b.path])).toEqual({
    x: a.x,
    y: a.y,
    width: a.width,
    height: b.y + b.height - a.y,
  });
  expect(new Picture().bounds()).toBeNull();
});
