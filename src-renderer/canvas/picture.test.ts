import { expect, test } from 'vitest';
import { largeDesign } from '../../e2e/large/large-design.ts';
import { analyze } from '../../src-core/analysis/analyzer.ts';
import { catalogue } from '../../src-core/catalogue.ts';
import { levelAt } from './level.ts';
import { Picture } from './picture.ts';
import { sceneOf } from './scene.ts';

const design = largeDesign(400);
const scene = sceneOf(levelAt(analyze(design, catalogue), '')!, 'TB');

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
  for (const { id } of own) expect(picture.moving.has(id)).toBe(true);
  expect(picture.moving.size).toBeLessThanOrEqual(own.length + 4);
  picture.show(scene);
  expect(picture.placed).toBe(1);
  expect(picture.moving.size).toBe(0);
  expect(picture.nodeAt(path)).toMatchObject({ x, y });
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
