/** A leaf item's time, and what kind of item it is. */
interface TimedLeaf {
  readonly kind: string;
  readonly ms: number;
}

const most = 2;

/**
 * The kinds of items in which most of the time goes, the slowest first: as few as hold more than half of it, at most two.
 * Empty where no two do.
 */
export function dominantKinds(leaves: readonly TimedLeaf[]): readonly string[] {
  const sums = new Map<string, number>();
  let all = 0;
  for (const { kind, ms } of leaves) {
    sums.set(kind, (sums.get(kind) ?? 0) + ms);
    all += ms;
  }
  const slowest = [...sums].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const kinds: string[] = [];
  let held = 0;
  for (const [kind, ms] of slowest.slice(0, most)) {
    kinds.push(kind);
    held += ms;
    if (held > all / 2) return kinds;
  }
  return [];
}
