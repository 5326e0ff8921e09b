import type { Expr } from '../../src-core/algebra/expression.ts';
import { isInteger } from '../../src-core/algebra/expression.ts';
import type { Analysis } from '../../src-core/analysis/analyzer.ts';
import type { Convention } from '../../src-core/analysis/conventions/convention.ts';
import { costUnder, expansionCost } from '../../src-core/analysis/conventions/cost.ts';
import { itemAt } from '../../src-core/analysis/item-paths.ts';
import type { ItemChange } from '../../src-core/results/compare-profiles.ts';
import { spotIn } from './drawings.ts';
import { joinPath } from './navigation.ts';
import type { MeasuredTime } from './profile-times.ts';
import type { HeatMetric } from './view.ts';

export type Metric = Exclude<HeatMetric, 'off'>;

type Changes = ReadonlyMap<string, ItemChange>;
type Times = ReadonlyMap<string, MeasuredTime> | null;

const number = (value: Expr | null | undefined): number | null =>
  value != null && isInteger(value) ? Number(value) : null;

/** What a metric is read from besides the analysis: the times of a profile, and the convention of costs. */
export interface Reading {
  readonly times: Times;
  /** What changed since an earlier profile; absent where none is compared with. */
  readonly changes?: Changes | null;
  readonly convention: Convention;
}

/** Milliseconds more or less, where that is a difference at all: 0 where none was seen. */
function toldDifference(change: ItemChange | undefined): number | null {
  if (change === undefined || change.verdict === 'unknown' || change.verdict === 'gone') return null;
  return change.verdict === 'alike' ? 0 : change.difference;
}

/** One metric of an item as a plain number, for lengths and colours only; null where it is unknown. */
export function metricAt(
  analysis: Analysis,
  path: string,
  metric: Metric,
  { times, convention, changes }: Reading,
): number | null {
  if (metric === 'difference') return toldDifference(changes?.get(path));
  if (metric === 'time') return times?.get(path)?.ms ?? null;
  const item = itemAt(analysis, path);
  if (metric === 'params') return number(item?.facts?.params);
  const cost = number(expansionCost(item?.expansion, convention).value);
  if (metric === 'macs') return cost;
  const ms = times?.get(path)?.ms;
  return cost === null || ms === undefined || ms === 0 || cost === 0 ? null : cost / ms / 1e6;
}

/** What a share is a share of: the design's total; null where it is unknown, or where the metric does not add up. */
export function metricTotal(
  analysis: Analysis,
  metric: Metric,
  totalMs: number | null,
  convention: Convention,
): number | null {
  if (metric === 'time') return totalMs;
  if (metric === 'throughput' || metric === 'difference') return null;
  return number(metric === 'params' ? analysis.totals?.params : costUnder(analysis, convention).value);
}

/** Names of the items on a level inside another; those that were drawn are there even while it has problems. */
function namesIn(analysis: Analysis, level: string): readonly string[] {
  const { drawing } = spotIn(analysis.design, level);
  if (drawing === null) return (itemAt(analysis, level)?.expansion?.children ?? []).map(({ name }) => name);
  return analysis.design.nodes.filter(({ parent }) => parent === drawing).map(({ id }) => id);
}

/** By what is known of the items, which stays the same object where an edit only moves some. */
const known = new WeakMap<Analysis['items'], Reading & { largest: Map<string, number> }>();

/** The largest size of a value among the items of a level: the full length of a bar, the end of the heat scale. */
export function largestAt(analysis: Analysis, level: string, metric: Metric, reading: Reading): number {
  let entry = known.get(analysis.items);
  const changes = reading.changes ?? null;
  if (
    entry === undefined ||
    entry.times !== reading.times ||
    entry.convention !== reading.convention ||
    entry.changes !== changes
  ) {
    entry = { times: reading.times, convention: reading.convention, changes, largest: new Map() };
    known.set(analysis.items, entry);
  }
  const key = `${metric} ${level}`;
  const found = entry.largest.get(key);
  if (found !== undefined) return found;
  const names = level === '' ? [...analysis.items.keys()] : namesIn(analysis, level);
  const largest = Math.max(
    0,
    ...names.map((name) => Math.abs(metricAt(analysis, joinPath(level, name), metric, reading) ?? 0)),
  );
  entry.largest.set(key, largest);
  return largest;
}
