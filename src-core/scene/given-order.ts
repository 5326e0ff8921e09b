import type { Direction } from './direction.ts';
import type { Level } from './level-types.ts';

/**
 * A level whose items stand somewhere, with items and wires in the order in which these stand across the flow: a layout that
 * leaves what is alike in the order of the lists keeps a person's rows. A level without places stays as it is.
 */
export function inGivenOrder(level: Level, direction: Direction): Level {
  const axis = direction === 'TB' ? 'x' : 'y';
  const across = new Map(level.items.map(({ name, position }) => [name, position?.[axis] ?? null]));
  if ([...across.values()].includes(null)) return level;
  const at = (name: string): number => across.get(name) ?? 0;
  return {
    ...level,
    items: [...level.items].sort((a, b) => at(a.name) - at(b.name)),
    wires: [...level.wires].sort(
      (a, b) => at(a.to.item) - at(b.to.item) || at(a.from.item) - at(b.from.item),
    ),
  };
}

/**
 * How far a layout keeps the order in which items stand across the flow: above 0 where most of those that stand beside each
 * other in it do so in that order, below where in the other, 0 where nothing is known.
 */
export function keptOrder(
  level: Level,
  direction: Direction,
  placeOf: (name: string) => { readonly along: number; readonly across: number },
): number {
  const axis = direction === 'TB' ? 'x' : 'y';
  let kept = 0;
  const placed = level.items.flatMap(({ name, position }) =>
    position === null ? [] : [{ ...placeOf(name), before: position[axis] }],
  );
  for (const [index, a] of placed.entries()) {
    for (const b of placed.slice(index + 1))
      if (Math.abs(a.along - b.along) < 1)
        kept += Math.sign(b.across - a.across) * Math.sign(b.before - a.before);
  }
  return kept;
}
