import type { Level, LevelWire } from './level-types.ts';

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

/**
 * Where each item of a level stands along the flow: as far on as the longest way to it, and what nothing feeds just before
 * what it feeds. Null of a level with loops.
 */
export function flowRanks({
  items,
  wires,
}: Pick<Level, 'items' | 'wires'>): ReadonlyMap<string, number> | null {
  const names = items.map(({ name }) => name);
  const links = wires.map(({ from, to }) => [from.item, to.item] as const);
  const rank = new Map(ranks(names, links));
  if (rank.size < items.length) return null;
  const fed = new Set(links.map(([, to]) => to));
  for (const name of names) {
    if (fed.has(name)) continue;
    const next = links.flatMap(([from, to]) => (from === name ? (rank.get(to) ?? 0) : []));
    if (next.length > 0) rank.set(name, Math.min(...next) - 1);
  }
  return rank;
}
