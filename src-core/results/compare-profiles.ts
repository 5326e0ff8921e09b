import type { Comparable, ResultChange, Verdict } from './compare-results.ts';
import { changeOf, fewestRuns, ratioInterval } from './compare-results.ts';
import type { KeptProfile } from './kept-profile.ts';

/** A profile as far as it takes to hold its items against those of another. */
export interface ComparableProfile {
  readonly result: Comparable;
  readonly split: KeptProfile['split'];
  readonly items: KeptProfile['items'];
}

type ItemTime = KeptProfile['items'][number];

/** What is said of an item: it is slower, faster or neither, there are too few runs to tell, or only one profile has it. */
export type ItemVerdict = Verdict | 'new' | 'gone';

/** An item of two profiles. */
export interface ItemChange {
  readonly path: string;
  /** Whether no other item of either profile is inside it. */
  readonly isLeaf: boolean;
  /** Medians in milliseconds; null where a profile has no such item. */
  readonly before: number | null;
  readonly after: number | null;
  /** Milliseconds that it takes more; what is new or gone counts with its whole time. */
  readonly difference: number;
  /** Of the medians; null where one of them is none, or no time. */
  readonly ratio: number | null;
  /** Between what the ratio of this item alone lies at a confidence of 95%. */
  readonly interval: readonly [number, number] | null;
  /** The probability of intervals as far apart, or farther, where nothing changed. */
  readonly p: number | null;
  readonly verdict: ItemVerdict;
}

export interface ProfileChange {
  /** Of the runs without profiling; null where they took no time. */
  readonly whole: ResultChange | null;
  /** Whether shared kernels were split by other rules, so that items cannot be held against each other. */
  readonly otherSplit: boolean;
  /** By how much the time changed, the most first; items of one change by their paths. */
  readonly items: readonly ItemChange[];
}

/** Of all items that are said to be slower or faster, this share is expected to be so by chance. */
export const falseDiscoveries = 0.05;

/** The runtime tells the time of a kernel in whole microseconds: by as much may what it tells be too little, in milliseconds. */
const resolution = 0.001;

/** Standard deviations on each side that hold 95% of a normal distribution. */
const deviations = 1.959964;

/** Where times are told so coarsely that a median may be no time at all, no ratio is known. */
function widened({ ms, interval: [low, high], kernels }: ItemTime): Comparable['ms'] | null {
  const off = resolution * Math.max(1, kernels);
  const from = Math.min(low, ms) - off;
  return from <= 0 ? null : { median: ms, interval: [from, Math.max(high, ms) + off] };
}

/**
 * The complementary error function, to 1.2e-7 of its value.
 * W. H. Press et al., Numerical Recipes, section 6.2: a Chebyshev fit.
 */
function erfc(x: number): number {
  const z = Math.abs(x);
  const u = 2 / (2 + z);
  const y = 4 * u - 2;
  const terms = [
    -1.3026537197817094, 6.419697923564902e-1, 1.9476473204185836e-2, -9.561514786808631e-3,
    -9.46595344482036e-4, 3.66839497852761e-4, 4.2523324806907e-5, -2.0278578112534e-5, -1.624290004647e-6,
    1.30365583558e-6, 1.5626441722e-8, -8.5238095915e-8, 6.529054439e-9, 5.059343495e-9, -9.91364156e-10,
    -2.27365122e-10, 9.6467911e-11, 2.394038e-12, -6.886027e-12, 8.94487e-13, 3.13092e-13, -1.12708e-13,
    3.81e-16, 7.106e-15,
  ];
  let [now, last] = [0, 0];
  for (let at = terms.length - 1; at > 0; at--) [now, last] = [y * now - last + terms[at]!, now];
  const value = u * Math.exp(-z * z + (terms[0]! + y * now) / 2 - last);
  return x >= 0 ? value : 2 - value;
}

/** The two-sided probability that belongs to an interval: 0.05 where it just reaches 1. */
function probability(ratio: number, [low, high]: readonly [number, number]): number {
  const towards = ratio > 1 ? Math.log(ratio / low) : Math.log(high / ratio);
  const away = Math.abs(Math.log(ratio));
  if (away === 0) return 1;
  return towards === 0 ? 0 : erfc((away / towards) * (deviations / Math.SQRT2));
}

/**
 * The largest probability that still counts, so that of all that count no more than a share is expected by chance; 0 for none. It
 * holds where tests go together, as those of an item and of what is inside it do.
 * Y. Benjamini and Y. Hochberg, Controlling the false discovery rate, J. R. Statist. Soc. B 57 (1995), 289-300; Y. Benjamini
 * and D. Yekutieli, Annals of Statistics 29 (2001), 1165-1188, for tests that depend on each other.
 */
function discoveryBound(probabilities: readonly number[], share: number): number {
  const sorted = [...probabilities].sort((a, b) => a - b);
  return sorted.reduce((bound, p, index) => (p <= ((index + 1) / sorted.length) * share ? p : bound), 0);
}

type Tested = Pick<ItemChange, 'ratio' | 'interval' | 'p'>;
const untested: Tested = { ratio: null, interval: null, p: null };

function tested(before: ItemTime | undefined, after: ItemTime | undefined): Tested {
  const [base, other] = [before, after].map((item) => (item === undefined ? null : widened(item)));
  if (base == null || other == null) return untested;
  const ratio = other.median / base.median;
  const interval = ratioInterval(base, other);
  return { ratio, interval, p: probability(ratio, interval) };
}

function withPaths(items: readonly ItemTime[]): ReadonlyMap<string, ItemTime> {
  return new Map(items.map((item) => [item.path, item]));
}

/** Every path that another path goes on from. */
function surroundings(paths: Iterable<string>): ReadonlySet<string> {
  const found = new Set<string>();
  for (const path of paths) {
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1))
      found.add(path.slice(0, end));
  }
  return found;
}

/**
 * Holds the items of a profile against those of another, by their paths: an item that was renamed or moved is gone under its
 * old path and new under its new one. Of items that both have, those count as slower or faster that `discoveryBound` lets pass.
 */
export function compareProfiles(base: ComparableProfile, other: ComparableProfile): ProfileChange {
  const [old, now] = [withPaths(base.items), withPaths(other.items)];
  const paths = [...new Set([...now.keys(), ...old.keys()])];
  const inner = surroundings(paths);
  const runs = Math.min(base.result.settings.runs, other.result.settings.runs);
  const rows = paths.map((path) => {
    const [before, after] = [old.get(path), now.get(path)];
    return { path, before, after, ...tested(before, after) };
  });
  const bound = discoveryBound(
    rows.flatMap(({ p }) => p ?? []),
    falseDiscoveries,
  );
  const verdictOf = ({ before, after, ratio, p }: (typeof rows)[number]): ItemVerdict => {
    if (before === undefined) return 'new';
    if (after === undefined) return 'gone';
    if (runs < fewestRuns || ratio === null || p === null) return 'unknown';
    if (p > bound) return 'alike';
    return ratio > 1 ? 'slower' : 'faster';
  };
  const items = rows.map(
    (row): ItemChange => ({
      path: row.path,
      isLeaf: !inner.has(row.path),
      before: row.before?.ms ?? null,
      after: row.after?.ms ?? null,
      difference: (row.after?.ms ?? 0) - (row.before?.ms ?? 0),
      ratio: row.ratio,
      interval: row.interval,
      p: row.p,
      verdict: verdictOf(row),
    }),
  );
  items.sort((a, b) => Math.abs(b.difference) - Math.abs(a.difference) || (a.path < b.path ? -1 : 1));
  return {
    whole: changeOf(base.result, other.result),
    otherSplit: base.split !== other.split,
    items,
  };
}
