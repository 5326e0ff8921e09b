import { distance } from 'fastest-levenshtein';

/** How many names are offered in the place of one that is not there. */
const offered = 5;

/**
 * The known names nearest to one that is not among them, nearest first: those that it is part of, then those that fewer
 * changes of a letter lead to; at most five.
 */
export function nearestNames(name: string, known: readonly string[]): readonly string[] {
  const wanted = name.toLowerCase().slice(0, 64);
  const score = (other: string): number =>
    distance(wanted, other) - (wanted.length > 2 && other.includes(wanted) ? other.length : 0);
  return known
    .map((other) => ({ other, score: score(other) }))
    .sort((a, b) => a.score - b.score || (a.other < b.other ? -1 : 1))
    .slice(0, offered)
    .map(({ other }) => other);
}
