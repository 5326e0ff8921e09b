import { integerText } from '../format.ts';
import type { FigureKind } from './count.ts';
import { countFigure, figureKinds } from './count.ts';
import type { PublishedRow } from './figure.ts';
import { agreement, binaryUnit, readPrinted } from './printed.ts';
import { recount } from './reasons.ts';
import { publishedRows } from './rows.ts';
import type { Absence, Counted } from './subject.ts';
import { countSubject, subjectName } from './subject.ts';

/**
 * How a published figure stands to our count. `by` is our count less the printed figure. A reason is a recount that gives
 * the printed figure; a difference without one is unexplained, and says so.
 */
export type Verdict =
  | { readonly kind: 'equal' | 'rounded' | 'truncated' }
  | { readonly kind: 'explained'; readonly by: bigint; readonly reason: string; readonly recount: bigint }
  | { readonly kind: 'unexplained'; readonly by: bigint }
  | { readonly kind: 'absent'; readonly why: Absence };
export const verdictKinds = ['equal', 'rounded', 'truncated', 'explained', 'unexplained', 'absent'] as const;

/** One published figure with our count and the verdict. */
export interface AuditedFigure {
  readonly row: PublishedRow;
  readonly kind: FigureKind;
  readonly printed: string;
  /** Null where the subject cannot be counted. */
  readonly count: bigint | null;
  readonly verdict: Verdict;
}

/**
 * Whether all figures of a row's source are printed by 1024s, as far as they can be counted: a source writes all of them
 * one way, so that one that fits by chance explains nothing.
 */
const writesBy1024 = ({ source }: PublishedRow, kind: FigureKind): boolean =>
  publishedRows
    .filter((row) => row.source === source && row[kind] !== undefined)
    .every((row) => {
      const counted = countSubject(row.subject);
      return typeof counted === 'string' || binaryUnit(countFigure(row, kind, counted), row[kind]!) !== null;
    });

function verdictOf(row: PublishedRow, kind: FigureKind, counted: Counted, count: bigint): Verdict {
  const printed = row[kind]!;
  const reading = readPrinted(printed);
  const agrees = agreement(count, reading);
  if (agrees !== null) return { kind: agrees };
  const by = count - reading.value;
  const shown = printed.claim === undefined ? null : recount(printed.claim, { row, kind, counted });
  if (shown !== null && agreement(shown.count, reading) !== null) {
    return { kind: 'explained', by, reason: shown.sentence, recount: shown.count };
  }
  const unit = binaryUnit(count, printed);
  if (unit === null || !writesBy1024(row, kind)) return { kind: 'unexplained', by };
  const reason = `printed by 1024s: its ${printed.text.at(-1)} is ${integerText(unit)}`;
  return { kind: 'explained', by, reason, recount: count };
}

/**
 * Holds each figure of a row against our count.
 * @param counted the row's subject where it is counted already
 */
export function auditRow(row: PublishedRow, counted = countSubject(row.subject)): readonly AuditedFigure[] {
  const kinds = figureKinds.filter((kind) => row[kind] !== undefined);
  return kinds.map((kind) => {
    const printed = row[kind]!.text;
    if (typeof counted === 'string') {
      return { row, kind, printed, count: null, verdict: { kind: 'absent', why: counted } };
    }
    const count = countFigure(row, kind, counted);
    return { row, kind, printed, count, verdict: verdictOf(row, kind, counted, count) };
  });
}

/** Names that published rows speak of. */
export const publishedNames = (): readonly string[] => [
  ...new Set(publishedRows.map(({ subject }) => subjectName(subject))),
];

/** The rows about a network or block, or all of them. */
export const rowsAbout = (name: string | null): readonly PublishedRow[] =>
  publishedRows.filter(({ subject }) => name === null || subjectName(subject) === name);

/** Holds every published figure about a network or block, or about all of them, against our count. */
export const audit = (name: string | null = null): readonly AuditedFigure[] =>
  rowsAbout(name)
    .filter((row) => figureKinds.some((kind) => row[kind] !== undefined))
    .flatMap((row) => auditRow(row));
