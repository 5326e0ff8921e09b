import { expect, test } from 'vitest';
import { tableText } from './table-text.ts';

const table = {
  columns: ['s', 'params, trainable', 'note'],
  rows: [
    [2n, 25_306_536n, 'C_out | 5%'],
    [3n, null, '=HYPERLINK("x")'],
  ],
};

test('Markdown groups thousands and escapes what would end a cell', () => {
  expect(tableText(table, 'markdown')).toBe(
    [
      '| s | params, trainable | note |',
      '| --: | --: | :-- |',
      '| 2 | 25,306,536 | C\\_out \\| 5% |',
      '| 3 | — | =HYPERLINK("x") |',
      '',
    ].join('\n'),
  );
});

test('CSV has plain numbers, quotes commas and never opens as a formula', () => {
  expect(tableText(table, 'csv')).toBe(
    's,"params, trainable",note\r\n2,25306536,C_out | 5%\r\n3,,"\'=HYPERLINK(""x"")"\r\n',
  );
});

test('LaTeX escapes text and leaves mathematics', () => {
  const text = tableText({ ...table, rows: [...table.rows, [4n, -5n, '$k^{2}$']] }, 'latex');
  expect(text).toContain('\\begin{tabular}{rrl}');
  expect(text).toContain('2 & 25{,}306{,}536 & C\\_out | 5\\% \\\\');
  expect(text).toContain('4 & -5 & $k^{2}$ \\\\');
});
