import { conventions } from '../../src-core/analysis/conventions/rules.ts';
import { code, table } from './markdown.ts';

const begin = '<!-- conventions -->\n';
const end = '<!-- /conventions -->';

/**
 * docs/conventions.md with the table of conventions between its two marks.
 * @throws where a mark is missing
 */
export function conventionsPage(page: string): string {
  const from = page.indexOf(begin);
  const to = page.indexOf(end);
  if (from === -1 || to < from) throw new Error(`docs/conventions.md lacks ${begin.trim()} or ${end}`);
  const rows = conventions.map(({ name, counts, source, ...rest }) => [
    code(name),
    counts,
    'note' in rest ? rest.note : '',
    source,
  ]);
  const lines = table(['name', 'counts', 'to know', 'source'], rows);
  return page.slice(0, from) + begin + lines.join('\n') + page.slice(to);
}
