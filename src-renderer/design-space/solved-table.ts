import type { Solution } from '../../src-core/design-space/solve.ts';
import type { TableFormat, TextTable } from '../../src-core/figure/table-text.ts';
import { wordsFor } from '../symbolic/table-words.ts';
import { countWords, percentOff, signedText } from './sensitivity-text.ts';
import type { Question, SolveState } from './solve-work.ts';

/** One line of the table: a solution, or a value of the other axis that has none. */
export interface SolvedLine {
  readonly each: bigint | null;
  readonly solution: Solution | null;
}

type Solved = Extract<SolveState, { kind: 'solved' }>;

export const linesOf = ({ rows }: Solved): readonly SolvedLine[] =>
  rows.flatMap(({ each, solutions }): readonly SolvedLine[] =>
    solutions.length === 0 ? [{ each, solution: null }] : solutions.map((solution) => ({ each, solution })),
  );

/** `+0.35%`; the dash where there is nothing. */
export const percentOf = ({ error, count }: Solution): string => percentOff(error, count - error);

/** The names and numbers of a table that is taken away: for people in the window's language, for programs in English. */
export function solvedTable(solved: Solved, format: TableFormat): TextTable {
  const { hold, name, each }: Question = solved.question;
  const say = wordsFor(format);
  const { unit, convention } = countWords(hold.of, say);
  return {
    columns: [
      ...(each === null ? [] : [each.name]),
      name,
      `${unit}, ${convention}`,
      say(`less ${signedText(hold.target).replace('+', '')}`),
      say('percent'),
    ],
    rows: linesOf(solved).map(({ each: value, solution }) => [
      ...(each === null ? [] : [value]),
      solution?.value ?? null,
      solution?.count ?? null,
      solution === null ? null : solution.error,
      solution === null ? null : percentOf(solution),
    ]),
  };
}
