import { integerText, unknown } from '../../../src-core/analysis/format.ts';
import { networkOf } from '../../../src-core/catalogue.ts';
import { shortened } from '../../../src-core/document/shown.ts';
import { fail, issue, ok } from '../../../src-core/errors.ts';
import type { AuditedFigure, Verdict } from '../../../src-core/published/audit.ts';
import { audit, publishedNames, rowsAbout, verdictKinds } from '../../../src-core/published/audit.ts';
import type { PublishedRow, SourceName, Subject } from '../../../src-core/published/figure.ts';
import { sources } from '../../../src-core/published/figure.ts';
import { subjectName } from '../../../src-core/published/subject.ts';
import type { Outcome } from '../answer.ts';
import type { Json } from '../json.ts';
import { pairs, table } from '../table.ts';

const titles: Readonly<Record<Verdict['kind'], string>> = {
  equal: 'equal',
  rounded: 'equal after rounding',
  truncated: 'equal after truncation',
  explained: 'off, with a reason shown by a count',
  unexplained: 'off, unexplained',
  absent: 'not in the catalogue',
};
const figureTitles = { params: 'params', convWeights: 'conv weights', cost: 'cost' } as const;

const signedText = (value: bigint): string =>
  value < 0n ? `−${integerText(-value)}` : `+${integerText(value)}`;

export function verdictText(verdict: Verdict): string {
  switch (verdict.kind) {
    case 'explained':
      return `off by ${signedText(verdict.by)}: ${verdict.reason}`;
    case 'unexplained':
      return `off by ${signedText(verdict.by)}, unexplained`;
    case 'absent':
      return verdict.why;
    default:
      return titles[verdict.kind];
  }
}

/** A subject with what it is set to: `res2net-50 w=14 s=8`. */
export function subjectText(subject: Subject): string {
  const settings = 'network' in subject ? (subject.settings ?? {}) : subject.fields;
  const set = Object.entries(settings).map(([name, value]) => ` ${name}=${value}`);
  const sizes = 'network' in subject && subject.input !== undefined ? ` at ${subject.input.join('×')}` : '';
  return `${subjectName(subject)}${set.join('')}${sizes}`;
}

const conventionName = ({ row, kind }: AuditedFigure): string | null =>
  kind === 'cost' ? (row.cost?.convention ?? null) : null;

function figureText(figure: AuditedFigure): string {
  const convention = conventionName(figure);
  return convention === null ? figureTitles[figure.kind] : `${figureTitles.cost}, ${convention}`;
}

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
  figure.count === null ? unknown : integerText(figure.count),
  verdictText(figure.verdict),
];

export const verdictCounts = (figures: readonly AuditedFigure[]): readonly (readonly [string, number])[] =>
  verdictKinds.map((kind) => [titles[kind], figures.filter(({ verdict }) => verdict.kind === kind).length]);

const scoresText = ({ scores = [] }: PublishedRow): string =>
  scores
    .map(
      ({ measure, percent, weights }) =>
        `${measure} ${percent}%${weights === undefined ? '' : ` (${weights})`}`,
    )
    .join(', ');

/** What a source is known to print but could not be read, beside what could. */
export const unreadLines = (rows: readonly PublishedRow[]): string[] =>
  rows.flatMap((row) =>
    row.unread === undefined ? [] : [`${row.model}: ${scoresText(row)} confirmed; not read: ${row.unread}`],
  );

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
    convention: conventionName(figure),
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
    return fail(issue('design/unknown', {}, { name: shortened(name), known: known.join(', ') }));
  }
  const rows = rowsAbout(name);
  const figures = audit(name);
  return ok({ json: jsonOf(rows, figures), text: textOf(name, rows, figures) });
}
