import type { Issue } from '../errors.ts';
import { issue } from '../errors.ts';

/** More values than this are not tried one by one where each is a design of its own. */
export const graphLimit = 512n;
/** More values than this are not looked at, formula or not. */
export const formulaLimit = 1_048_576n;
/** A step of work that a window waits between looks at this many values of a formula. */
export const valuesPerStep = 2_048;

/** A range of integers, both ends included. */
export interface Range {
  readonly min: bigint;
  readonly max: bigint;
}

/** The problem with a range of more values than a limit; null where there are no more. */
export function tooMany(name: string, { min, max }: Range, limit: bigint): Issue | null {
  if (max - min < limit) return null;
  return issue('space/too-many', {}, { name, min: String(min), max: String(max), limit: String(limit) });
}

/** Does work in short steps at once, for callers that nothing waits beside. */
export function finish<T>(steps: Generator<unknown, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
