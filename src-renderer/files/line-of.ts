import { t } from '../locale/translate.ts';
/** Where a character of a text stands, as editors say it: `line 4, column 12`. */
export function lineOf(text: string, at: number): string {
  const before = text.slice(0, at).split(/\r\n|\r|\n/);
  return t('line {line}, column {column}', { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 });
}
