import type { TableFormat } from '../../src-core/figure/table-text.ts';
import { tCore } from '../locale/core-text.ts';

/** How a format says the words of a table: Markdown is read by people, in the window's language; the rest by programs. */
export const wordsFor = (format: TableFormat): ((text: string) => string) =>
  format === 'markdown' ? tCore : (text) => text;
