import type { LevelWire } from './level-types.ts';

/** Wires by whether they skip: where a longer way leads from the source of a wire to its target. */
export function markSkips(
  items: readonly { readonly name: string }[],
  wires: readonly Omit<LevelWire, 'skips'>[],
): readonly LevelWire[] {
  const rank = ranks(
    items.map((item) => item.name),
    wires.map((wire) => [wire.from.item, wire.to.item]),
  );
  return wires.map((wire) => ({ ...wire, skips: skips(rank, wire.from.item, wire.to.item) }));
}

/** True where a wire between two items would skip what lies between. */
export const skips = (rank: ReadonlyMap<string, number>, from: string, to: string): boolean =>
  (rank.get(to) ?? 0) - (rank.get(from) ?? 0) > 1;

/** The length of the longest way to each item; items of a loop keep what was found before it closed. */
export function ranks(
  names: readonly string[],
  links: readonly (readonly [from: string, to: string])[],
): ReadonlyMap<string, number> {
  const next = new Map<string, string[]>(names.map((name) => [name, []]));
  const waiting = new Map<string, number>(names.map((name) => [name, 0]));
  for (const [from, to] of links) {
    next.get(from)?.push(to);
    waiting.set(to, (waiting.get(to) ?? 0) + 1);
  }
  const rank = new Map<string, number>();
  const ready = names.filter((name) => waiting.get(name) === 0);
  for (const name of ready) rank.set(name, 0);
  // what becomes ready joins the end of the list while it is walked
  for (const name of ready) {
    for (const to of next.get(name) ?? []) {
      rank.set(to, Math.max(rank.get(to) ?? 0, (rank.get(name) ?? 0) + 1));
      const left = (waiting.get(to) ?? 0) - 1;
      waiting.set(to, left);
      if (left === 0) ready.push(to);
    }
  }
  return rank;
}
