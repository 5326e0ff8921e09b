import type { Calibration } from './calibration.ts';
import { dominantKinds } from './dominant.ts';
import type { Roofline, Work } from './roofline.ts';
import { rooflineOfAll } from './roofline.ts';

/** What a leaf item did in a profile, and what kind of item it is. */
export interface LeafWork extends Work {
  readonly path: string;
  readonly kind: string;
}

/** What an item and all inside it did. */
export interface ItemSummary extends Work {
  readonly path: string;
  /** Kinds of leaf items in which most of the time goes. */
  readonly dominant: readonly string[];
  /** Null on a device that was not calibrated, or where bytes are not known. */
  readonly roofline: Roofline | null;
}

function summaryOf(path: string, leaves: readonly LeafWork[], calibration: Calibration | null): ItemSummary {
  const sum = (pick: (leaf: LeafWork) => number): number => leaves.reduce((all, leaf) => all + pick(leaf), 0);
  return {
    path,
    ms: sum(({ ms }) => ms),
    macs: sum(({ macs }) => macs),
    bytes: leaves.some(({ bytes }) => bytes === null) ? null : sum(({ bytes }) => bytes ?? 0),
    kernels: sum(({ kernels }) => kernels),
    dominant: dominantKinds(leaves),
    roofline:
      calibration === null
        ? null
        : rooflineOfAll(
            leaves.filter(({ ms }) => ms > 0),
            calibration,
          ),
  };
}

/** The items around and at every leaf, by path; an item stands before those inside it. */
export function itemSummaries(
  leaves: readonly LeafWork[],
  calibration: Calibration | null,
): ReadonlyMap<string, ItemSummary> {
  const inside = new Map<string, LeafWork[]>();
  for (const leaf of leaves) {
    const names = leaf.path.split('/');
    for (const [depth] of names.entries()) {
      const path = names.slice(0, depth + 1).join('/');
      const others = inside.get(path);
      if (others === undefined) inside.set(path, [leaf]);
      else others.push(leaf);
    }
  }
  return new Map([...inside].map(([path, own]) => [path, summaryOf(path, own, calibration)]));
}
