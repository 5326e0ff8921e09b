import { integerText } from '../format.ts';
import { escaped } from './svg-text.ts';
import type { TextTable } from './table-text.ts';

/** What a page says of a design. */
export interface Report {
  readonly title: string;
  /** What it comes to, a name and a value each. */
  readonly counts: readonly (readonly [name: string, value: string])[];
  /** Its picture as SVG. */
  readonly svg: string;
  readonly items: TextTable;
  /** What is counted and its formula; a name is empty where a line goes on. */
  readonly formulas: readonly (readonly [name: string, formula: string])[];
}

/** Nothing is loaded and nothing runs, whatever the names of a design hold. */
const policy = "default-src 'none'; style-src 'unsafe-inline'";

const style = `
:root { color-scheme: light dark; }
body { font: 15px/1.5 Inter, Helvetica, Arial, sans-serif; max-width: 72rem; margin: 2rem auto; padding: 0 1.5rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.1rem; margin-top: 2.5rem; }
table { border-collapse: collapse; } th, td { padding: 0.25rem 0.75rem; text-align: left; vertical-align: top; }
th:first-child, td:first-child { padding-left: 0; } thead th { border-bottom: 1px solid; } th.number, td.number { text-align: right; font-variant-numeric: tabular-nums; }
code { font: 13px/1.5 'IBM Plex Mono', Menlo, Consolas, monospace; overflow-wrap: anywhere; }
figure { width: fit-content; max-width: 100%; overflow: auto; margin: 0; background: white; } figure svg { max-width: 100%; height: auto; }
`;

type Cell = TextTable['rows'][number][number];

const isNumber = (value: Cell): boolean => typeof value !== 'string' || /^[<\d.,]+ ?[\d.,]*%$/.test(value);

/** Numbers stand to the right, and what a column of them is called. */
const aligned = (isRight: boolean): string => (isRight ? ' class="number"' : '');

const cell = (value: Cell): string =>
  `<td${aligned(isNumber(value))}>${escaped(typeof value === 'string' ? value : integerText(value))}</td>`;

const pairs = (rows: readonly (readonly [string, string])[], write: (value: string) => string): string =>
  `<table><tbody>${rows
    .map(([name, value]) => `<tr><th scope="row">${escaped(name)}</th><td>${write(value)}</td></tr>`)
    .join('\n')}</tbody></table>`;

function tableOf({ columns, rows }: TextTable): string {
  const head = columns
    .map((column, at) => {
      const isRight = rows.length > 0 && rows.every((row) => isNumber(row[at]!));
      return `<th scope="col"${aligned(isRight)}>${escaped(column)}</th>`;
    })
    .join('');
  const body = rows.map((row) => `<tr>${row.map(cell).join('')}</tr>`).join('\n');
  return `<table><thead><tr>${head}</tr></thead>\n<tbody>${body}</tbody></table>`;
}

/** A page of one file: what a design comes to, its picture, its items, and its formulas. */
export function htmlReport({ title, counts, svg, items, formulas }: Report): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
<h1>${escaped(title)}</h1>
${pairs(counts, escaped)}
<h2>Figure</h2>
<figure>
${svg}</figure>
<h2>Items</h2>
${tableOf(items)}
<h2>Formulas</h2>
${pairs(formulas, (formula) => `<code>${escaped(formula)}</code>`)}
</body>
</html>
`;
}
