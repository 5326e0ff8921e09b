import { matchSorter } from 'match-sorter';
import { markdownText } from '../../src-core/figure/cell-text.ts';
import type { AuditedFigure, Verdict } from '../../src-core/published/audit.ts';
import type { PublishedRow } from '../../src-core/published/figure.ts';
import { sources } from '../../src-core/published/figure.ts';
import { countedText, figureText, subjectText, verdictText } from '../../src-core/published/words.ts';
import { tCore } from '../locale/core-text.ts';
import type { PlainText } from '../locale/translate.ts';
import { t } from '../locale/translate.ts';
import { nameOf } from './points.ts';

/** Rows in which every word of a search is found: in the network, the model's name, or the source. */
export function soughtRows(rows: readonly PublishedRow[], query: string): readonly PublishedRow[] {
  const keys = [
    nameOf,
    (row: PublishedRow) => subjectText(row.subject),
    (row: PublishedRow) => row.model,
    (row: PublishedRow) => sources[row.source],
    (row: PublishedRow) => row.source,
  ];
  const kept = query
    .split(/\s+/)
    .filter((word) => word !== '')
    .reduce<readonly PublishedRow[]>(
      (left, word) => matchSorter(left, word, { keys, threshold: matchSorter.rankings.CONTAINS }),
      rows,
    );
  const found = new Set(kept);
  return rows.filter((row) => found.has(row));
}

export type VerdictChoice = Verdict['kind'] | 'all';

export const chosenFigures = (
  figures: readonly AuditedFigure[],
  choice: VerdictChoice,
): readonly AuditedFigure[] =>
  choice === 'all' ? figures : figures.filter(({ verdict }) => verdict.kind === choice);

const headings = [
  'Network',
  'Published as',
  'Source',
  'Read',
  'Figure',
  'Printed',
  'Ours',
  'Verdict',
] as const;

/** Whether the source itself was read, or what others write of it. */
export const readText = ({ confirmed }: PublishedRow): PlainText =>
  confirmed ? 'in the source' : 'second hand';

/** What a cell says in some language. */
type Say = (text: string) => string;
const inEnglish: Say = (text) => text;

const cells = (figure: AuditedFigure, say: Say): readonly string[] => [
  subjectText(figure.row.subject),
  figure.row.model,
  sources[figure.row.source],
  say(readText(figure.row)),
  say(figureText(figure)),
  figure.printed,
  countedText(figure),
  say(verdictText(figure.verdict)),
];

/** Characters that would end a cell or start markup. */

export function auditMarkdown(figures: readonly AuditedFigure[]): string {
  const line = (of: readonly string[]): string => `| ${of.join(' | ')} |`;
  return [
    line(headings.map((title) => t(title))),
    line(headings.map((title) => (title === 'Printed' || title === 'Ours' ? '--:' : ':--'))),
    ...figures.map((figure) => line(cells(figure, tCore).map(markdownText))),
    '',
  ].join('\n');
}

const quoted = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** The same as CSV. Our counts are plain integers; an unknown one is an empty field. */
export function auditCsv(figures: readonly AuditedFigure[]): string {
  const line = (figure: AuditedFigure): string =>
    cells(figure, inEnglish)
      .map((text, index) => quoted(headings[index] === 'Ours' ? String(figure.count ?? '') : text))
      .join(',');
  return [headings.map((title) => title.toLowerCase()).join(','), ...figures.map(line), ''].join('\n');
}
