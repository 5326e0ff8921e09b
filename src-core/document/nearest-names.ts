import { shortened } from './in-sentence.ts';

/** How many names are offered in the place of one that is not there. */
const offered = 5;

/** So many characters of a name are compared, so that a long one from a file costs no more. */
const compared = 64;

/** Letters to insert, delete or replace that make one text of another (Levenshtein). */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let line = 0; line < from.length; line++) {
    const next = [line + 1];
    for (let column = 0; column < to.length; column++) {
      const replaced = row[column]! + (from[line] === to[column] ? 0 : 1);
      next.push(Math.min(replaced, row[column + 1]! + 1, next[column]! + 1));
    }
    row = next;
  }
  return row[to.length]!;
}

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
