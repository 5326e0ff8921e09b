import { integerText } from '../format.ts';
import { csvText, markdownText } from './cell-text.ts';

/** A table that is taken away as text. Whole numbers stay numbers: grouped for people, plain for programs. */
export interface TextTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | bigint | null)[])[];
}

export type TableFormat = 'markdown' | 'csv' | 'latex';

type Cell = string | bigint | null;

const shown = (cell: Cell): string => (typeof cell === 'string' ? cell : integerText(cell));

/** `+0.35%`, `< +0.01%`, `12.5`. */
const numeric = /^([<>] )?[-+]?[\d.,]+%?$/;

/** Whether a column holds numbers, and so stands to the right. */
const isNumeric = ({ rows }: TextTable, column: number): boolean =>
  rows.length > 0 &&
  rows.every((row) => typeof row[column] !== 'string' || numeric.test(String(row[column])));

/** A text between backticks is code and stays as it is. */
const markdownCell = (cell: Cell): string =>
  typeof cell === 'string' && /^`[^`|\n]*`$/.test(cell) ? cell : markdownText(shown(cell));

function markdown(table: TextTable): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(table.columns.map(markdownCell)),
    line(table.columns.map((_, column) => (isNumeric(table, column) ? '--:' : ':--'))),
    ...table.rows.map((row) => line(row.map(markdownCell))),
    '',
  ].join('\n');
}

const csvCell = (cell: Cell): string =>
  cell === null ? '' : typeof cell === 'bigint' ? String(cell) : csvText(cell);

const csv = ({ columns, rows }: TextTable): string =>
  [columns, ...rows].map((row) => `${row.map(csvCell).join(',')}\r\n`).join('');

const latexWords: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '—': '---',
  '…': '\\dots{}',
  '−': '$-$',
  '∂': '$\\partial$',
  '→': '$\\to$',
  '<': '$<$',
  '>': '$>$',
};

/** A text between dollars is mathematics already and stays as it is. */
const latexCell = (cell: Cell): string => {
  if (typeof cell === 'bigint') return integerText(cell).replaceAll(',', '{,}');
  if (cell !== null && /^\$.*\$$/s.test(cell)) return cell;
  return shown(cell).replaceAll(/[\\~^—…−∂→<>#$%&_{}]/g, (found) => latexWords[found] ?? `\\${found}`);
};

function latex(table: TextTable): string {
  const line = (cells: readonly string[]) => `  ${cells.join(' & ')} \\\\`;
  const sides = table.columns.map((_, column) => (isNumeric(table, column) ? 'r' : 'l')).join('');
  return [
    `\\begin{tabular}{${sides}}`,
    '  \\hline',
    line(table.columns.map(latexCell)),
    '  \\hline',
    ...table.rows.map((row) => line(row.map(latexCell))),
    '  \\hline',
    '\\end{tabular}',
    '',
  ].join('\n');
}

const formats: Readonly<Record<TableFormat, (table: TextTable) => string>> = { markdown, csv, latex };

export const tableText = (table: TextTable, format: TableFormat): string => formats[format](table);
