interface Ended {
  readonly from: { readonly item: string };
  readonly to: { readonly item: string };
}

const known = new WeakMap<readonly Ended[], ReadonlySet<string>>();

/** Names of the items at which one of these wires ends. */
export function wiredItems(wires: readonly Ended[]): ReadonlySet<string> {
  const names = known.get(wires) ?? new Set(wires.flatMap(({ from, to }) => [from.item, to.item]));
  known.set(wires, names);
  return names;
}
