import type { Issue, IssueArguments, IssueCode } from '../errors.ts';
import { issue } from '../errors.ts';

export interface RefusalWhere {
  readonly field?: string;
  readonly port?: string;
}

/**
 * Raised by shape rules and expansions where a person's choice does not fit. Its issue stands at a field or port of the
 * definition that raised it; expansion adds the path of the item.
 */
export class Refusal extends Error {
  readonly issue: Issue;
  constructor(refused: Issue) {
    super(refused.code);
    this.issue = refused;
  }
}

/** Raises a Refusal of a code, at a field or port, with the data its sentence takes. */
export function refuse<Code extends IssueCode>(
  code: Code,
  ...rest: IssueArguments<Code, RefusalWhere>
): never {
  throw new Refusal(issue(code, ...rest));
}
