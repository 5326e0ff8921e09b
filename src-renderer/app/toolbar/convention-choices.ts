import { matchSorter, rankings } from 'match-sorter';
import type { Convention } from '../../../src-core/analysis/conventions/convention.ts';
import { conventions } from '../../../src-core/analysis/conventions/rules.ts';
import type { PlainText } from '../../locale/translate.ts';

/** Conventions that are offered together. */
export interface ConventionGroup {
  readonly id: string;
  readonly title: PlainText;
  readonly conventions: readonly Convention[];
}

const isOwn = ({ name }: Convention): boolean => name === 'macs' || name === 'flops';

const groups: readonly { id: string; title: PlainText; holds: (convention: Convention) => boolean }[] = [
  { id: 'own', title: 'Blockwright', holds: isOwn },
  {
    id: 'one',
    title: 'Tools that count a multiply-accumulate once',
    holds: (c) => !isOwn(c) && c.perMac === 1n,
  },
  { id: 'two', title: 'Tools that count it twice', holds: (c) => !isOwn(c) && c.perMac !== 1n },
];

/** Names forgive what is left out; in a sentence only what is written counts. */
const keys = [
  'name',
  'title',
  'calls',
  ...['counts', 'note', 'source'].map((key) => ({ threshold: rankings.CONTAINS, key })),
];

/** The conventions that a search finds, by what they count a multiply-accumulate as; all of them for an empty one. */
export function conventionGroups(query: string): readonly ConventionGroup[] {
  const all: readonly Convention[] = conventions;
  const asked = query.trim();
  const found = asked === '' ? all : matchSorter(all, asked, { keys });
  return groups
    .map(({ id, title, holds }) => ({ id, title, conventions: found.filter(holds) }))
    .filter((group) => group.conventions.length > 0);
}
