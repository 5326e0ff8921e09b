import type { StoredResult } from './result.ts';

/** Of a measurement what it takes to hold it against another. */
export type Comparable = Pick<
  StoredResult,
  'graph' | 'machine' | 'device' | 'adapter' | 'onnxruntime' | 'steady' | 'busy'
> & {
  readonly settings: Pick<StoredResult['settings'], 'precision' | 'level' | 'threads' | 'runs'>;
  readonly ms: Pick<StoredResult['ms'], 'median' | 'interval'>;
};

/** What two measurements may differ in besides their times. The size of a batch is part of what is computed. */
const conditions = ['design', 'machine', 'device', 'precision', 'level', 'threads', 'onnxruntime'] as const;
export type Condition = (typeof conditions)[number];

/** What there is to say against a comparison: one of the two was disturbed, or its runs did not settle. */
type Doubt = 'busy' | 'unsteady';

/** What a comparison says of the second measurement; `unknown` where there are too few runs to tell. */
export type Verdict = 'slower' | 'faster' | 'alike' | 'unknown';

/** A measurement held against another, which is its base. */
export interface ResultChange {
  /** Of the medians: 1.1 for a tenth more time. */
  readonly ratio: number;
  /** Between what the ratio lies at a confidence of 95%, as far as the runs tell. */
  readonly interval: readonly [number, number];
  readonly verdict: Verdict;
  readonly differs: readonly Condition[];
  readonly doubts: readonly Doubt[];
}

/** The interval of a median of fewer runs cannot hold it at 95%: all five lie on one side of it once in 16 times. */
export const fewestRuns = 6;

const hypotenuse = (a: number, b: number): number => Math.sqrt(a * a + b * b);

/**
 * The interval of the ratio of two medians by their own intervals: in logarithms, where a ratio is a difference, each end is
 * as far from it as the root of the sum of the squares of the two distances that make it so. Narrower than asking whether the
 * intervals overlap, and no assumption about how times are spread beyond their own intervals.
 * G. Y. Zou and A. Donner, Construction of confidence limits about effect measures, Statistics in Medicine 27 (2008), 1693-1702.
 */
export function ratioInterval(base: Comparable['ms'], other: Comparable['ms']): readonly [number, number] {
  const distance = (from: number, to: number): number => Math.abs(Math.log(to / from));
  const [low, high] = base.interval;
  const [otherLow, otherHigh] = other.interval;
  const ratio = other.median / base.median;
  return [
    ratio * Math.exp(-hypotenuse(distance(other.median, otherLow), distance(base.median, high))),
    ratio * Math.exp(hypotenuse(distance(other.median, otherHigh), distance(base.median, low))),
  ];
}

function verdictOf([low, high]: readonly [number, number], runs: number): Verdict {
  if (runs < fewestRuns) return 'unknown';
  if (low > 1) return 'slower';
  return high < 1 ? 'faster' : 'alike';
}

const conditionOf: Readonly<Record<Condition, (of: Comparable) => string | number | null>> = {
  design: ({ graph }) => graph,
  machine: ({ machine }) => machine,
  device: ({ device, adapter }) => `${device} ${adapter}`,
  precision: ({ settings }) => settings.precision,
  level: ({ settings }) => settings.level,
  threads: ({ settings }) => settings.threads,
  onnxruntime: ({ onnxruntime }) => onnxruntime,
};

/** How a measurement compares to its base; null where there is no time to divide by. */
export function changeOf(base: Comparable, other: Comparable): ResultChange | null {
  if (![base, other].every(({ ms }) => ms.interval[0] > 0 && ms.median > 0)) return null;
  const interval = ratioInterval(base.ms, other.ms);
  return {
    ratio: other.ms.median / base.ms.median,
    interval,
    verdict: verdictOf(interval, Math.min(base.settings.runs, other.settings.runs)),
    differs: conditions.filter((name) => conditionOf[name](base) !== conditionOf[name](other)),
    doubts: [
      ...(base.busy.length + other.busy.length > 0 ? (['busy'] as const) : []),
      ...(base.steady && other.steady ? [] : (['unsteady'] as const)),
    ],
  };
}

/**
 * What each result is held against: the one that was chosen, whatever it computes; else the oldest of the same graph.
 * @param results the newest first
 */
export function basesOf(
  results: readonly StoredResult[],
  chosen: StoredResult | null,
): (result: StoredResult) => StoredResult {
  if (chosen !== null) return () => chosen;
  const oldest = new Map(results.map((result) => [result.graph, result]));
  return ({ graph }) => oldest.get(graph)!;
}

/** A ratio of times, such as `1.250`; of more than a hundredfold no decimals. */
const ratioOf = (ratio: number): string => (ratio < 100 ? ratio.toFixed(3) : ratio.toFixed(0));

/** `1.250 (1.213–1.289)`: the ratio and its interval. */
export const changeText = ({
  ratio,
  interval: [low, high],
}: Pick<ResultChange, 'ratio' | 'interval'>): string =>
  `${ratioOf(ratio)} (${ratioOf(low)}–${ratioOf(high)})`;
