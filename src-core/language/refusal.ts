import type { Issue, IssueArguments, IssueCode } from '../errors.ts';
import { issue } from '../errors.ts';

export interface RefusalWhere {
  readonly field?: string;
  readonly port?: string;
}

/**
 * Raised by shape rules and expansions where a person's choice does not fit. Its issue stands at a field or port of the
 * definition that raised it; expansion adds the path of the item. It is no Error: where fields are looked for, thousands are
 * raised, and a trace of calls would cost more than all else.
 */
export class Refusal {
  readonly issue: Issue;
  constructor(refused: Issue) {
    this.issue = refused;
  }

  get message(): string {
    return this.issue.code;
  }
}

/** Raises a Refusal of a code, at a field or port, with the data its sentence takes. */
export function refuse<Code extends IssueCode>(
  code: Code,
  ...rest: IssueArguments<Code, RefusalWhere>
): never {
  throw new Refusal(issue(code, ...rest));
}
