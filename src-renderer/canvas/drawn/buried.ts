import type { Rect } from '../../../src-core/scene/geometry.ts';

/** From this many on, what nobody can see is worth looking for: in a design written by a program all items may lie in one place. */
const manyFrom = 500;

/** Areas in their order of drawing without those that a later one of the same place and size covers, where they are many. */
export function withoutBuried<Area extends Rect>(areas: readonly Area[]): readonly Area[] {
  if (areas.length < manyFrom) return areas;
  const places = new Set<string>();
  const seen: Area[] = [];
  for (const area of areas.toReversed()) {
    const place = `${area.x} ${area.y} ${area.width} ${area.height}`;
    if (places.has(place)) continue;
    places.add(place);
    seen.push(area);
  }
  return seen.reverse();
}
