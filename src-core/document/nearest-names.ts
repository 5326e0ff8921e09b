import { distance } from 'fastest-levenshtein';
import { shortened } from './in-sentence.ts';

/** How many names are offered in the place of one that is not there. */
const offered = 5;

/** So many characters of a name are compared, so that a long one from a file costs no more. */
const compared = 64;

/**
 * The known names nearest to one that is not among them, nearest first: those that it is part of, then those that fewer
 * changes of a letter lead to; at most five.
 */
export function nearestNames(name: string, known: readonly string[]): readonly string[] {
  const wanted = name.toLowerCase().slice(0, compared);
  const score = (name: string): number => {
    const other = name.toLowerCase().slice(0, compared);
    return distance(wanted, other) - (wanted.length > 2 && other.includes(wanted) ? other.length : 0);
  };
  return known
    .map((other) => ({ other, score: score(other) }))
    .sort((a, b) => a.score - b.score || (a.other < b.other ? -1 : 1))
    .slice(0, offered)
    .map(({ other }) => other);
}

/** The end of a sentence about a name that is not there: `nearest are kernel, kernelWidth`. */
export function nearestText(name: string, known: readonly string[]): string {
  const [first, ...more] = nearestNames(name, known).map(shortened);
  if (first === undefined) return 'there are none';
  return more.length === 0 ? `there is ${first} alone` : `nearest are ${[first, ...more].join(', ')}`;
}
