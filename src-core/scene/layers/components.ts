import type { Level } from '../level-types.ts';

type Part = Pick<Level, 'items' | 'wires'>;

/** The parts of a level that no wire joins, in the order of their first items. */
export function components({ items, wires }: Part): readonly Part[] {
  const root = new Map(items.map(({ name }) => [name, name]));
  const rootOf = (name: string): string => {
    let at = name;
    for (let up = root.get(at) ?? at; up !== at; up = root.get(at) ?? at) {
      root.set(at, root.get(up) ?? up);
      at = up;
    }
    return at;
  };
  for (const { from, to } of wires) root.set(rootOf(to.item), rootOf(from.item));
  const parts = new Map<string, { items: Part['items'][number][]; wires: Part['wires'][number][] }>();
  for (const item of items) {
    const key = rootOf(item.name);
    const part = parts.get(key) ?? { items: [], wires: [] };
    part.items.push(item);
    parts.set(key, part);
  }
  for (const wire of wires) parts.get(rootOf(wire.from.item))?.wires.push(wire);
  return [...parts.values()];
}
