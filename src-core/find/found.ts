/** What was found on a level and below it; equal insides share one. */
export interface FoundInside {
  readonly count: number;
  readonly entries: readonly FoundEntry[];
}

export interface FoundEntry {
  /** What leads to the item from the level: its name, or `copy1/name` where the copies stand between. */
  readonly way: string;
  readonly isFound: boolean;
  readonly inside: FoundInside;
  /** What is found of the level before this item. */
  readonly before: number;
}

export const nothing: FoundInside = { count: 0, entries: [] };

/** The items that a search finds, each before what is inside it, in exported order. Counting is done; paths are made as they are asked for. */
export class Found {
  readonly #all: FoundInside;

  constructor(all: FoundInside) {
    this.#all = all;
  }

  get count(): number {
    return this.#all.count;
  }

  /** The paths of the items from one index up to another, at most as many as there are. */
  slice(from: number, to: number): readonly string[] {
    const paths: string[] = [];
    collect(this.#all, '', from, to, paths);
    return paths;
  }

  /** Where an item stands among those found, or else the first behind its place; the count where there is none behind. */
  indexFrom(path: string): { readonly index: number; readonly isFound: boolean } {
    let inside = this.#all;
    let index = 0;
    let rest = path;
    for (;;) {
      const entry = inside.entries.find(({ way }) => rest === way || rest.startsWith(`${way}/`));
      if (entry === undefined) return { index, isFound: false };
      index += entry.before;
      if (rest === entry.way) return { index, isFound: entry.isFound };
      if (entry.isFound) index += 1;
      inside = entry.inside;
      rest = rest.slice(entry.way.length + 1);
    }
  }
}

function collect({ entries }: FoundInside, level: string, from: number, to: number, paths: string[]): void {
  for (const { way, isFound, inside, before } of entries) {
    if (before >= to) return;
    const own = isFound ? 1 : 0;
    if (before + own + inside.count <= from) continue;
    const path = level === '' ? way : `${level}/${way}`;
    if (isFound && before >= from) paths.push(path);
    collect(inside, path, from - before - own, to - before - own, paths);
  }
}

/** Entries of a level with what is found before each. */
export function inOrder(entries: readonly Omit<FoundEntry, 'before'>[]): FoundInside {
  let count = 0;
  const placed = entries.map((entry): FoundEntry => {
    const before = count;
    count += (entry.isFound ? 1 : 0) + entry.inside.count;
    return { ...entry, before };
  });
  return { count, entries: placed };
}
