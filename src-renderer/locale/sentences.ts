/** What an issue says in the window: as `src-core/errors.ts` says it for all else, or in Chinese. */
import type { Issue, Where } from '../../src-core/errors.ts';
import { place as placeInEnglish, sentence as sentenceInEnglish } from '../../src-core/errors.ts';
import { tCore } from './core-text.ts';
import { isChinese } from './locale.ts';
import { holePattern, t } from './translate.ts';
import { issues } from './zh/issues.ts';

/** The data of issues in which words of ours stand, rather than names and numbers. */
const wordKeys: ReadonlySet<string> = new Set([
  'detail',
  'nearest',
  'expected',
  'got',
  'reason',
  'instead',
  'axis',
  'counts',
]);

/** The sentence of an issue without its place, in the window's language. */
export function sentence(issue: Issue): string {
  if (!isChinese()) return sentenceInEnglish(issue);
  const data: Readonly<Record<string, string | number>> = issue.data;
  return issues[issue.code].replace(holePattern, (_, key: string) => {
    const shown = String(data[key]);
    return wordKeys.has(key) ? tCore(shown) : shown;
  });
}

/** The place of an issue: file, item path, field or port. Empty when it has none. */
export function place(where: Where): string {
  if (!isChinese()) return placeInEnglish(where);
  return [
    where.file,
    where.node,
    where.field === undefined ? undefined : t('field {name}', { name: where.field }),
    where.port === undefined ? undefined : t('port {name}', { name: where.port }),
    where.at === undefined ? undefined : t('character {number}', { number: where.at + 1 }),
  ]
    .filter((part) => part !== undefined)
    .join('，');
}

/** The whole issue as one line: place, then sentence. */
export function describe(issue: Issue): string {
  const at = place(issue.where);
  return at === '' ? sentence(issue) : t('{place}: {sentence}', { place: at, sentence: sentence(issue) });
}
