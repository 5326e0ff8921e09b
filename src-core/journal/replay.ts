import type { Result } from '../errors.ts';
import { fail, issue, ok } from '../errors.ts';
import { isState, lineNumber, readLine } from './line.ts';
import type { Work } from './work.ts';
import { advance, workOf } from './work.ts';

/**
 * The lines of a journal that count, read in the order in which they were written: the last state, and each line whose
 * number follows the one before. Torn lines, repeated ones and those after a gap do not.
 */
export function countingLines(lines: Iterable<string>): readonly string[] {
  let counting: string[] = [];
  let last = 0;
  for (const line of lines) {
    const number = lineNumber(line);
    if (number === null || number <= last) continue;
    if (isState(line)) counting = [line];
    else if (number === last + 1 && counting.length > 0) counting.push(line);
    else continue;
    last = number;
  }
  return counting;
}

export interface Replayed {
  readonly work: Work;
  /** The number of the last record that is part of it. */
  readonly last: number;
}

/**
 * The work that a journal tells, as far as it can be told: up to the first record that does not apply.
 * Issues: journal/empty, and those of its state.
 */
export function replay(lines: Iterable<string>): Result<Replayed> {
  const [first, ...rest] = countingLines(lines).map(readLine);
  if (first?.record.kind !== 'state') return fail(issue('journal/empty'));
  let current = workOf(first.record);
  let last = first.number;
  for (const entry of rest) {
    if (!current.ok || entry === null) break;
    const next = advance(current.value, entry.record);
    if (!next.ok) break;
    current = next;
    last = entry.number;
  }
  return current.ok ? ok({ work: current.value, last }) : current;
}
