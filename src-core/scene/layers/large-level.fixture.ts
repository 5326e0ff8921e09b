import type { Level, LevelItem, LevelWire } from '../level-types.ts';
import { markSkips } from '../ranks.ts';

/** Shapes that large levels have. */
export const kinds = ['chain', 'skips', 'cells', 'fan', 'loose', 'chains', 'loop', 'random'] as const;
export type Kind = (typeof kinds)[number];

/** Numbers from 0 to 1 that follow from a seed. */
function numbers(seed: number): () => number {
  let state = seed % 2147483647;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

/** A level of `count` items; `seed` decides what is random in it. */
export function largeLevel(kind: Kind, count: number, seed = 1): Level {
  const items: LevelItem[] = [];
  const wires: Omit<LevelWire, 'skips'>[] = [];
  const add = (inputs: readonly string[]): string => {
    const name = `n${items.length}`;
    const position = { x: 0, y: 0 };
    items.push({ path: name, name, role: 'item', inputs, outputs: ['out'], isBlock: false, position });
    return name;
  };
  const wire = (from: string, to: string, port: string) =>
    wires.push({
      id: `w${wires.length}`,
      from: { item: from, port: 'out' },
      to: { item: to, port },
      shape: null,
    });
  const after = (from: string): string => {
    const name = add(['in']);
    wire(from, name, 'in');
    return name;
  };
  const sum = (a: string, b: string): string => {
    const name = add(['a', 'b']);
    wire(a, name, 'a');
    wire(b, name, 'b');
    return name;
  };
  const random = numbers(seed);
  const any = (): string => items[Math.floor(random() * items.length)]?.name ?? '';
  const first = add([]);
  let [last, start] = [first, first];
  const ends = Array.from({ length: 10 }, () => first);
  const grow: Readonly<Record<Kind, () => void>> = {
    chain: () => {
      last = after(last);
    },
    skips: () => {
      last = sum(after(after(after(last))), start);
      start = last;
    },
    cells: () => {
      const from = last;
      last = sum(sum(after(from), after(from)), sum(after(from), after(from)));
    },
    fan: () => void after(first),
    loose: () => void add(['in']),
    chains: () => {
      for (const [index, end] of ends.entries()) ends[index] = after(end);
    },
    loop: () => {
      last = after(last);
    },
    random: () => void sum(any(), any()),
  };
  while (items.length < count) grow[kind]();
  if (kind === 'loop') wire(last, items[1]?.name ?? '', 'in');
  return { path: '', isDrawn: true, items, wires: markSkips(items, wires), cells: null };
}
