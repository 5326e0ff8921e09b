import type { Convention } from '../../src-core/analysis/conventions/convention.ts';
import { unitOf } from '../../src-core/analysis/conventions/conventions.ts';
import { csvText, markdownText } from '../../src-core/figure/cell-text.ts';
import { integerText, unknown } from '../../src-core/format.ts';
import { t } from '../locale/translate.ts';
import { conventionLabel } from '../store/convention-words.ts';
import { rateUnit } from '../ui/figures.ts';
import type { TimeNode } from './profile-tree.ts';
import { besideNames, throughput } from './profile-tree.ts';

/** Exact milliseconds: whole microseconds, so that the rows of a table add up to the digit. */
export const exactMs = (microseconds: number): string => (microseconds / 1000).toFixed(3);

/** A share of a total as percent. */
export const shareOf = (part: number, total: number): string =>
  total > 0 ? `${((part / total) * 100).toFixed(1)}%` : unknown;

/** The headings of work and of work per time. */
export const costTitle = (convention: Convention): string => unitOf(convention);
export const rateTitle = (convention: Convention): string => rateUnit({ unit: unitOf(convention) });

/** Billions per second, to three digits; unknown where there is no time, no such work, or either is unknown. */
function billionsText(perSecond: number | null): string {
  if (perSecond === null) return unknown;
  const billions = perSecond / 1e9;
  return billions >= 100 ? billions.toFixed(0) : billions >= 10 ? billions.toFixed(1) : billions.toFixed(2);
}

export const rateText = (node: Pick<TimeNode, 'cost' | 'microseconds'>): string =>
  billionsText(throughput(node));

/** How much longer the profiled runs took: `+2.3%`. */
export function overheadText(profiled: number, plain: number): string {
  if (!(plain > 0)) return unknown;
  const percent = (profiled / plain - 1) * 100;
  return `${percent < 0 ? '−' : '+'}${Math.abs(percent).toFixed(1)}%`;
}

/** Profiling costs from nothing to a quarter; where it seems to cost another share, the machine did something else. */
export function isDisturbed(profiled: number, plain: number): boolean {
  if (!(plain > 0)) return false;
  const cost = profiled - plain;
  return cost < -plain / 20 || cost > plain / 4;
}

/** What a row is called where it is read: items by their own name, what stands beside them in the window's language. */
export const nameOf = ({ kind, name }: TimeNode): string => (kind === 'item' ? name : t(besideNames[kind]));

export interface TextRow {
  readonly node: TimeNode;
  readonly depth: number;
}

const aligned = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** The rows as a Markdown table, indented by depth, with the total below. */
export function markdownTable(rows: readonly TextRow[], total: TimeNode, convention: Convention): string {
  const line = ({ node, depth }: TextRow) =>
    aligned([
      `${'&nbsp;&nbsp;'.repeat(depth)}${node.kind === 'item' ? markdownText(node.name) : `*${nameOf(node)}*`}`,
      exactMs(node.microseconds),
      shareOf(node.microseconds, total.microseconds),
      node.kernels === null ? unknown : integerText(node.kernels),
      integerText(node.cost),
      rateText(node),
    ]);
  const sum = aligned([
    `**${t('total')}**`,
    `**${exactMs(total.microseconds)}**`,
    '100.0%',
    integerText(total.kernels),
    integerText(total.cost),
    rateText(total),
  ]);
  return [
    aligned([
      t('Path'),
      'ms',
      t('Share'),
      t('Kernels'),
      `${costTitle(convention)}, ${conventionLabel(convention)}`,
      rateTitle(convention),
    ]),
    aligned([':--', '--:', '--:', '--:', '--:', '--:']),
    ...rows.map(line),
    sum,
    '',
  ].join('\n');
}

/** Every row at every depth, in exported order. */
export function allRows(root: TimeNode, depth = 0): readonly TextRow[] {
  return root.children.flatMap((node) => [{ node, depth }, ...allRows(node, depth + 1)]);
}

/** Every row as CSV, numbers plain; an unknown number is an empty field. Rows of a depth add up to the row around them. */
export function csvTable(root: TimeNode, { name }: Pick<Convention, 'name'>): string {
  const line = ({ node, depth }: TextRow) =>
    [
      csvText(node.path ?? node.name),
      depth,
      exactMs(node.microseconds),
      root.microseconds > 0 ? (node.microseconds / root.microseconds).toFixed(6) : '',
      node.kernels ?? '',
      node.cost ?? '',
    ].join(',');
  return [
    `path,depth,ms,share,kernels,${name}`,
    ...allRows(root).map(line),
    line({ node: root, depth: 0 }),
    '',
  ].join('\n');
}
