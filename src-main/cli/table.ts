import { printable } from './printable.ts';

export interface Column {
  readonly title: string;
  /** Numbers stand at the right, so that their digits align. */
  readonly right?: boolean;
}

const widthOf = (text: string): number => [...text].length;

/** Not by a call with an argument for each: rows may be more than a call takes. */
const widestOf = (texts: readonly string[]): number =>
  texts.reduce((widest, text) => Math.max(widest, widthOf(text)), 0);

/** Lines of a table with aligned columns, its last line without padding at the end. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const cells = rows.map((row) => row.map(printable));
  const all = [columns.map((column) => column.title), ...cells];
  const widths = columns.map((_, index) => widestOf(all.map((row) => row[index] ?? '')));
  const line = (row: readonly string[]): string =>
    columns
      .map(({ right }, index) => {
        const cell = row[index] ?? '';
        const gap = ' '.repeat(widths[index]! - widthOf(cell));
        return right === true ? gap + cell : cell + gap;
      })
      .join('  ')
      .trimEnd();
  return `${all.map(line).join('\n')}\n`;
}

/** Names with their values, the values aligned. */
export function pairs(rows: readonly (readonly [string, string])[]): string {
  const width = widestOf(rows.map(([name]) => name));
  return rows
    .map(([name, value]) => `${printable(name).padEnd(width)}  ${printable(value)}`.trimEnd())
    .map((line) => `${line}\n`)
    .join('');
}
