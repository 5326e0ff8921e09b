import { audit, rowsAbout } from '../../src-core/published/audit.ts';
import { sources } from '../../src-core/published/figure.ts';
import { auditCells, auditColumns, unreadLines, verdictCounts } from '../cli/commands/audit.ts';
import { generatedLine, table } from './markdown.ts';

const columnTitles = auditColumns.map(({ title }) => title.toLowerCase());
const numberTitles = auditColumns.flatMap((column) =>
  'right' in column ? [column.title.toLowerCase()] : [],
);

/** docs/audit.md: every published figure with its verdict. */
export function auditPage(): string {
  const figures = audit();
  const verdicts = verdictCounts(figures).map(([title, count]) => [title, String(count)]);
  const text = [
    generatedLine('src-core/published'),
    '',
    '# Published figures against our counts',
    '',
    '`npx blockwright audit` prints the same.',
    '',
    'A figure is **equal**, equal **after rounding** or **after truncation** to the digits that are printed, or **off** by our count less the',
    'printed one. A reason stands only where it was counted again and gave the printed figure; a difference without such a reason is',
    '**unexplained**. Figures read second hand say so in their source.',
    '',
    ...unreadLines(rowsAbout(null)),
    '',
    ...table(['verdict', 'figures'], verdicts, new Set(['figures'])),
    '## Figures',
    '',
    ...table(columnTitles, figures.map(auditCells), new Set(numberTitles)),
    '## Sources',
    '',
    ...table(['source', 'read in'], Object.entries(sources)),
  ].join('\n');
  return `${text.trimEnd()}\n`;
}
