import type { Issue, Result } from '../errors.ts';
import { fail, ok } from '../errors.ts';

/** Carries an issue out of a recursion to the function that returns it as data; it crosses no room's boundary. */
export class Fault extends Error {
  readonly issue: Issue;

  constructor(issue: Issue) {
    super(issue.code);
    this.name = 'Fault';
    this.issue = issue;
  }
}

/** Throws the first of the issues as a `Fault`, if there is one. */
export function raiseFirst([first]: readonly Issue[]): void {
  if (first !== undefined) throw new Fault(first);
}

/** The result of a computation that throws `Fault` where it cannot go on; whatever else it throws goes on. */
export function resultOf<T>(compute: () => T): Result<T> {
  try {
    return ok(compute());
  } catch (error) {
    if (error instanceof Fault) return fail(error.issue);
    throw error;
  }
}
