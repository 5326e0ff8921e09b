import { networkOf } from '../../../src-core/catalogue.ts';
import { ok } from '../../../src-core/errors.ts';
import type { AuditedFigure, Verdict } from '../../../src-core/published/audit.ts';
import { audit, publishedNames, rowsAbout, verdictKinds } from '../../../src-core/published/audit.ts';
import type { PublishedRow, SourceName } from '../../../src-core/published/figure.ts';
import { sources } from '../../../src-core/published/figure.ts';
import { subjectName } from '../../../src-core/published/subject.ts';
import {
  countedText,
  figureConvention,
  figureText,
  subjectText,
  unreadText,
  verdictText,
  verdictTitles,
} from '../../../src-core/published/words.ts';
import type { Outcome } from '../answer.ts';
import { unknownDesign } from '../designs.ts';
import type { Json } from '../json.ts';
import { pairs, table } from '../table.ts';

/** The table of audited figures, as rows of text. */
export const auditColumns = [
  { title: 'SUBJECT' },
  { title: 'PUBLISHED AS' },
  { title: 'SOURCE' },
  { title: 'FIGURE' },
  { title: 'PRINTED', right: true },
  { title: 'OURS', right: true },
  { title: 'VERDICT' },
] as const;
export const auditCells = (figure: AuditedFigure): string[] => [
  subjectText(figure.row.subject),
  figure.row.model,
  figure.row.source,
  figureText(figure),
  figure.printed,
  countedText(figure),
  verdictText(figure.verdict),
];

export const verdictCounts = (figures: readonly AuditedFigure[]): readonly (readonly [string, number])[] =>
  verdictKinds.map((kind) => [
    verdictTitles[kind],
    figures.filter(({ verdict }) => verdict.kind === kind).length,
  ]);

/** What a source is known to print but could not be read, beside what could. */
export const unreadLines = (rows: readonly PublishedRow[]): string[] =>
  rows.flatMap((row) => unreadText(row) ?? []);

const usedSources = (rows: readonly PublishedRow[]): SourceName[] => [
  ...new Set(rows.map(({ source }) => source)),
];

function textOf(
  name: string | null,
  rows: readonly PublishedRow[],
  figures: readonly AuditedFigure[],
): string {
  if (rows.length === 0) return `nothing published about ${name} is on record\n`;
  const unread = unreadLines(rows).map((line) => `${line}\n`);
  const others = rows.filter((row) => !figures.some((figure) => figure.row === row)).length;
  const parts = [
    ...(figures.length === 0 ? [] : [table(auditColumns, figures.map(auditCells))]),
    ...(unread.length === 0 ? [] : [unread.join('')]),
    pairs([
      ...verdictCounts(figures).map(([title, count]) => [title, String(count)] as const),
      ['rows without a figure to count', String(others)],
    ]),
    pairs(usedSources(rows).map((source) => [source, sources[source]] as const)),
  ];
  return parts.join('\n');
}

function verdictJson(verdict: Verdict): Json {
  if (verdict.kind === 'explained') {
    const { by, reason, recount } = verdict;
    return { kind: verdict.kind, by, reason, recount };
  }
  return { ...verdict };
}

function rowJson(row: PublishedRow): { readonly [key: string]: Json } {
  const { subject, model, source, confirmed } = row;
  const settings = 'network' in subject ? (subject.settings ?? {}) : subject.fields;
  return {
    subject: subjectName(subject),
    settings: { ...settings },
    input: subject.input === undefined ? null : [...subject.input],
    model,
    source: sources[source],
    confirmed,
  };
}

const jsonOf = (rows: readonly PublishedRow[], figures: readonly AuditedFigure[]): Json => ({
  figures: figures.map((figure) => ({
    ...rowJson(figure.row),
    figure: figure.kind,
    convention: figureConvention(figure),
    printed: figure.printed,
    count: figure.count,
    verdict: verdictJson(figure.verdict),
  })),
  rows: rows.map((row) => ({
    ...rowJson(row),
    scores: (row.scores ?? []).map(({ measure, percent, weights = null }) => ({ measure, percent, weights })),
    latency: (row.latency ?? []).map((latency) => ({ ...latency })),
    unread: row.unread ?? null,
  })),
  counts: Object.fromEntries(
    verdictKinds.map((kind) => [kind, figures.filter(({ verdict }) => verdict.kind === kind).length]),
  ),
});

/** Holds published figures against our counts: all of them, or those about one network or block. Issue: design/unknown. */
export function auditFigures(name: string | null): Outcome {
  const known = publishedNames();
  if (name !== null && !known.includes(name) && networkOf(name) === undefined) {
    return unknownDesign(name, known);
  }
  const rows = rowsAbout(name);
  const figures = audit(name);
  return ok({ json: jsonOf(rows, figures), text: textOf(name, rows, figures) });
}
