import type { Position } from '../document/design.ts';
import type { Rect, Scene } from './geometry.ts';
import { corners } from './route.ts';
import type { WireCourses } from './wire-courses.ts';

/** What a drawing is judged by. */
export interface Measured {
  /** Pairs of items that stand over each other. */
  readonly overlaps: number;
  /** Wires that run through an item which they do not end at. */
  readonly through: number;
  /** Points at which wires of different sources cross. */
  readonly crossings: number;
  /** Wires that skip nothing, and how many of these lead straight on. */
  readonly steps: number;
  readonly straight: number;
}

type Segment = readonly [Position, Position];

const apart = (a: Rect, b: Rect): boolean =>
  a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;

/** A horizontal and a vertical stretch that cross within both. */
function cross(a: Segment, b: Segment): boolean {
  const isFlat = ([p, q]: Segment): boolean => p.y === q.y;
  if (isFlat(a) === isFlat(b)) return false;
  const [flat, steep] = isFlat(a) ? [a, b] : [b, a];
  const [x, y] = [steep[0].x, flat[0].y];
  const within = (at: number, p: number, q: number): boolean =>
    at > Math.min(p, q) + 1 && at < Math.max(p, q) - 1;
  return within(x, flat[0].x, flat[1].x) && within(y, steep[0].y, steep[1].y);
}

/** Counts what a person sees of a scene whose wires are routed. */
export function measured(scene: Scene, courses: WireCourses): Measured {
  const { nodes, wires } = scene;
  const lines = wires.flatMap((wire) => {
    const course = courses.courseOf(wire.id);
    if (course === null) return [];
    const points = corners(course.from, course.to, course.lane, course.turn, course.leave);
    const segments = points.slice(1).map((to, index): Segment => [points[index]!, to]);
    return [{ wire, segments, course }];
  });
  const source = ({ from }: { from: { item: string; port: string } }): string => `${from.item}:${from.port}`;
  let [overlaps, through, crossings] = [0, 0, 0];
  for (const [index, a] of nodes.entries())
    for (const b of nodes.slice(index + 1)) if (!apart(a, b)) overlaps += 1;
  for (const { wire, segments } of lines) {
    const others = nodes.filter(({ name }) => name !== wire.from.item && name !== wire.to.item);
    const isThrough = segments.some(([p, q]) => {
      const line = {
        x: Math.min(p.x, q.x),
        y: Math.min(p.y, q.y),
        width: Math.abs(p.x - q.x),
        height: Math.abs(p.y - q.y),
      };
      return others.some(
        (node) => !apart(node, { ...line, width: line.width + 0.5, height: line.height + 0.5 }),
      );
    });
    if (isThrough) through += 1;
  }
  for (const [index, a] of lines.entries())
    for (const b of lines.slice(index + 1)) {
      if (source(a.wire) === source(b.wire)) continue;
      for (const p of a.segments) for (const q of b.segments) if (cross(p, q)) crossings += 1;
    }
  const steps = lines.filter(({ wire }) => !wire.skips);
  const isDown = scene.direction === 'TB';
  const straight = steps.filter(
    ({ course: { from, to } }) => Math.abs(isDown ? from.x - to.x : from.y - to.y) < 2,
  );
  return { overlaps, through, crossings, steps: steps.length, straight: straight.length };
}
