type Link = readonly [from: string, to: string];

/** The links without those that close a loop: along what is left every way ends. */
export function flowing(names: readonly string[], links: readonly Link[]): readonly Link[] {
  const next = new Map<string, Link[]>(names.map((name) => [name, []]));
  for (const link of links) next.get(link[0])?.push(link);
  const entered = new Set<string>();
  const open = new Set<string>();
  const kept: Link[] = [];
  for (const start of names) {
    if (entered.has(start)) continue;
    // a way of its own in place of recursion: a chain of thousands of items is as deep
    const way: { readonly name: string; readonly rest: Iterator<Link> }[] = [];
    const enter = (name: string) => {
      entered.add(name);
      open.add(name);
      way.push({ name, rest: (next.get(name) ?? [])[Symbol.iterator]() });
    };
    enter(start);
    for (let at = way.at(-1); at !== undefined; at = way.at(-1)) {
      const { value: link } = at.rest.next();
      if (link === undefined) {
        open.delete(at.name);
        way.pop();
        continue;
      }
      if (open.has(link[1])) continue;
      kept.push(link);
      if (!entered.has(link[1])) enter(link[1]);
    }
  }
  return kept;
}
