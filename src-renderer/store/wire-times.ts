import type { ProfileWire } from '../../src-core/contract.ts';

/** Time of changes of layout and copies on the wire between two items. */
export interface WireTime {
  readonly ms: number;
  readonly kernels: number;
}

/** Names what runs between two items of a level, by their paths. */
export const betweenItems = (from: string, to: string): string => JSON.stringify([from, to]);

/** The deepest two items of one level that hold two leaves; null where one leaf holds the other. */
function endsOf({ from, to }: ProfileWire): readonly [string, string] | null {
  const [a, b] = [from.split('/'), to.split('/')];
  const level = a.findIndex((name, index) => name !== b[index]);
  if (level < 0 || b[level] === undefined) return null;
  return [a.slice(0, level + 1).join('/'), b.slice(0, level + 1).join('/')];
}

/**
 * The times of a profile's wires between items of one level: a wire between two leaves is drawn on that level on which they lie
 * in different items, and nowhere else, so that no time is shown twice.
 */
export function wireTimes(wires: readonly ProfileWire[]): ReadonlyMap<string, WireTime> {
  const sums = new Map<string, WireTime>();
  for (const wire of wires) {
    const ends = endsOf(wire);
    if (ends === null) continue;
    const key = betweenItems(...ends);
    const sum = sums.get(key) ?? { ms: 0, kernels: 0 };
    sums.set(key, { ms: sum.ms + wire.ms, kernels: sum.kernels + wire.kernels });
  }
  return sums;
}
