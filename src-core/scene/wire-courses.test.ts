import fc from 'fast-check';
import { expect, test } from 'vitest';
import { largeDesign } from '../../e2e/large/large-design.ts';
import { Analyzer } from '../analysis/analyzer.ts';
import { catalogue } from '../catalogue.ts';
import type { Design } from '../document/design.ts';
import { applyEdit } from '../document/edit.ts';
import type { Scene } from './geometry.ts';
import { levelAt } from './level.ts';
import { sceneOf } from './scene.ts';
import { WireCourses } from './wire-courses.ts';

const analyzer = new Analyzer(catalogue);
const sceneFor = (design: Design): Scene => sceneOf(levelAt(analyzer.update(design), '', catalogue)!, 'TB');

function moved(design: Design, id: string, x: number, y: number): Design {
  const result = applyEdit(design, { kind: 'moveNodes', moves: [{ id, position: { x, y } }] });
  if (!result.ok) throw new Error('the move was refused');
  return result.value.design;
}

const coursesOf = (courses: WireCourses, scene: Scene) => scene.wires.map(({ id }) => courses.courseOf(id));

test('courses that follow drags, moves and removals are those that are found from nothing', () => {
  const design = largeDesign(60);
  const step = fc.record({
    at: fc.nat({ max: design.nodes.length - 1 }),
    x: fc.integer({ min: -200, max: 2400 }),
    y: fc.integer({ min: -200, max: 1600 }),
    isRemoved: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), (steps) => {
      const following = new WireCourses();
      let now = design;
      following.update(sceneFor(now));
      let shown = sceneFor(now);
      for (const { at, x, y, isRemoved } of steps) {
        const { id } = now.nodes[at % now.nodes.length]!;
        const held = shown.nodes.find(({ name }) => name === id)!;
        for (const part of [0.3, 0.8]) following.carry([{ ...held, x: part * x, y: part * y }]);
        const removed = isRemoved ? applyEdit(now, { kind: 'removeNode', id }) : null;
        now = removed?.ok ? removed.value.design : moved(now, id, x, y);
        shown = sceneFor(now);
        following.update(shown);
        const fresh = new WireCourses();
        fresh.update(shown);
        expect(coursesOf(following, shown)).toEqual(coursesOf(fresh, shown));
      }
      const { at, x, y } = steps[0]!;
      const resting = shown;
      const node = resting.nodes[at % resting.nodes.length]!;
      const dragged = { ...node, x: x + 50, y: y + 50 };
      following.carry([{ ...node, x: x + 20, y }]);
      following.carry([dragged]);
      const changed = following.move([]);
      for (const { id, from, to } of resting.wires)
        if ([from.item, to.item].includes(node.name)) expect(changed).toContain(id);
      const there = new WireCourses();
      there.update(
        resting,
        resting.nodes.map((each) => (each === node ? dragged : each)),
      );
      expect(coursesOf(following, resting)).toEqual(coursesOf(there, resting));
    }),
    { numRuns: 40 },
  );
});

test('what is carried takes the wires that end at it along, and no other', () => {
  const scene = sceneFor(largeDesign(60));
  const courses = new WireCourses();
  courses.update(scene);
  const before = coursesOf(courses, scene);
  const node = scene.nodes[20]!;
  const own = scene.wires.filter(({ from, to }) => [from.item, to.item].includes(node.name));
  const along = courses.carry([{ ...node, x: node.x + 300, y: node.y + 500 }]);
  expect(along.map(({ id }) => id).sort()).toEqual(own.map(({ id }) => id).sort());
  for (const { id, from, to } of along) {
    const known = courses.courseOf(id)!;
    expect([from.x - known.from.x, to.x - known.to.x]).toContain(300);
  }
  expect(coursesOf(courses, scene)).toEqual(before);
});

test('a move looks at the wires it can reach, whatever the size of the level', () => {
  const looked = [600, 3000].map((count) => {
    const design = largeDesign(count);
    const courses = new WireCourses();
    courses.update(sceneFor(design));
    expect(courses.looked).toBe(design.edges.length);
    const { id, position } = design.nodes[count / 2]!;
    courses.update(sceneFor(moved(design, id, position.x + 40, position.y + 4)));
    return courses.looked;
  });
  expect(looked[0]).toBeGreaterThan(0);
  expect(looked[1]).toBeLessThanOrEqual(12);
});
