import { conventionOf } from '../../src-core/analysis/conventions/conventions.ts';
import type { ConventionName } from '../../src-core/analysis/conventions/rules.ts';
import { networkOf } from '../../src-core/catalogue.ts';
import type { PublishedRow, Score } from '../../src-core/published/figure.ts';
import { readPrinted } from '../../src-core/published/printed.ts';
import { subjectName } from '../../src-core/published/subject.ts';
import { t } from '../locale/translate.ts';
import type { AuditedRow } from '../store/published.ts';

/** What accuracies are held against: work, parameters, or milliseconds that were measured on this machine. */
export type PublishedAxis = 'cost' | 'params' | 'time';

/** One published accuracy: where its source puts it, and where we do. Null stands for unknown. */
export interface PublishedPoint {
  readonly id: string;
  readonly row: PublishedRow;
  readonly audited: AuditedRow;
  readonly score: Score;
  /** Percent of images whose class is named right at the first guess. */
  readonly top1: number;
  /** What the source prints, in the unit of the axis. */
  readonly printed: number | null;
  /** What we count or have measured, in the unit of the axis. */
  readonly ours: number | null;
  /** What the network is called beside its point. */
  readonly name: string;
}

/** A design's median time on this machine in milliseconds, by what it computes; null where it was not measured. */
export type TimeOf = (row: AuditedRow) => number | null;

/** What a row's network is called in the app, or as its source names it. */
export function nameOf({ subject, model }: PublishedRow): string {
  const ready = networkOf(subjectName(subject));
  if (ready === undefined) return model;
  const settings = 'network' in subject ? Object.entries(subject.settings ?? {}) : [];
  return [ready.title, ...settings.map(([name, value]) => `${name} ${value}`)].join(' ');
}

/** The networks that rows speak of, where these are several: they compute alike, and differ in how they were trained. */
export function alikeText(rows: readonly PublishedRow[]): string | null {
  const titles = rows.map(({ subject, model }) => networkOf(subjectName(subject))?.title ?? model);
  const names = [...new Set(titles)];
  if (names.length < 2) return null;
  return t('{names} and {last} compute alike: these are the rows of all.', {
    names: names.slice(0, -1).join(', '),
    last: names.at(-1) ?? '',
  });
}

/** A printed cost in the unit of the axis: sources differ in how often they count a multiply-accumulate. */
function printedCost({ cost }: PublishedRow, name: ConventionName): number | null {
  if (cost === undefined) return null;
  const perMac = Number(conventionOf(name).perMac) / Number(conventionOf(cost.convention).perMac);
  return Number(readPrinted(cost).value) * perMac;
}

/** Every accuracy that has a place, the printed or our own. */
export function publishedPoints(
  rows: readonly AuditedRow[],
  axis: PublishedAxis,
  name: ConventionName,
  timeOf: TimeOf,
): readonly PublishedPoint[] {
  return rows.flatMap((audited) => {
    const { row } = audited;
    // What could not be read has no place, and is not given one: see `levels`.
    if (row.unread !== undefined) return [];
    const printed = {
      cost: printedCost(row, name),
      params: row.params === undefined ? null : Number(readPrinted(row.params).value),
      time: null,
    }[axis];
    const count = { cost: audited.costs.get(name) ?? null, params: audited.params, time: null }[axis];
    const ours = axis === 'time' ? timeOf(audited) : count === null ? null : Number(count);
    if (printed === null && ours === null) return [];
    return (row.scores ?? [])
      .filter(({ measure }) => measure === 'top-1')
      .map((score) => ({
        id: `${row.source} ${row.model} ${score.weights ?? ''}`,
        row,
        audited,
        score,
        top1: Number(score.percent),
        printed,
        ours,
        name: nameOf(row),
      }));
  });
}

/** A confirmed accuracy whose parameters and cost could not be read: a height without a place. */
export interface PublishedLevel {
  readonly row: PublishedRow;
  readonly score: Score;
  readonly top1: number;
}

export const publishedLevels = (rows: readonly PublishedRow[]): readonly PublishedLevel[] =>
  rows.flatMap((row) =>
    row.unread === undefined
      ? []
      : (row.scores ?? [])
          .filter(({ measure }) => measure === 'top-1')
          .map((score) => ({ row, score, top1: Number(score.percent) })),
  );
