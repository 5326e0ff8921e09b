import { integerText, unknown } from '../format.ts';
import type { AuditedFigure, Verdict } from './audit.ts';
import type { PublishedRow, Score, Subject } from './figure.ts';
import { subjectName } from './subject.ts';

/** What each verdict is called. */
export const verdictTitles: Readonly<Record<Verdict['kind'], string>> = {
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

/** A verdict as one sentence; a difference says how large it is, and why where a recount shows it. */
export function verdictText(verdict: Verdict): string {
  switch (verdict.kind) {
    case 'explained':
      return `off by ${signedText(verdict.by)}: ${verdict.reason}`;
    case 'unexplained':
      return `off by ${signedText(verdict.by)}, unexplained`;
    case 'absent':
      return verdict.why;
    default:
      return verdictTitles[verdict.kind];
  }
}

/** A subject with what it is set to: `res2net-50 w=14 s=8`. */
export function subjectText(subject: Subject): string {
  const settings = 'network' in subject ? (subject.settings ?? {}) : subject.fields;
  const set = Object.entries(settings).map(([name, value]) => ` ${name}=${value}`);
  const sizes = 'network' in subject && subject.input !== undefined ? ` at ${subject.input.join('×')}` : '';
  return `${subjectName(subject)}${set.join('')}${sizes}`;
}

/** Under which convention a figure was printed; null where it is no cost. */
export const figureConvention = ({ row, kind }: AuditedFigure): string | null =>
  kind === 'cost' ? (row.cost?.convention ?? null) : null;

/** What a figure is of: `params`, `cost, torchvision`. */
export function figureText(figure: AuditedFigure): string {
  const convention = figureConvention(figure);
  return convention === null ? figureTitles[figure.kind] : `${figureTitles.cost}, ${convention}`;
}

export const countedText = ({ count }: AuditedFigure): string =>
  count === null ? unknown : integerText(count);

export const scoreText = ({ measure, percent, weights }: Score): string =>
  `${measure} ${percent}%${weights === undefined ? '' : ` (${weights})`}`;

/** What a source is known to print but could not be read, beside what could; null where nothing is missing. */
export function unreadText(row: PublishedRow): string | null {
  if (row.unread === undefined) return null;
  return `${row.model}: ${(row.scores ?? []).map(scoreText).join(', ')} confirmed; not read: ${row.unread}`;
}
