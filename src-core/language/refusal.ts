import type { IssueCode, IssueData } from '../errors.ts';

export interface RefusalWhere {
  readonly field?: string;
  readonly port?: string;
}

/** Raised by shape rules and expansions where a person's choice does not fit; expansion turns it into an Issue with its path. */
export class Refusal extends Error {
  readonly code: IssueCode;
  readonly at: RefusalWhere;
  readonly data: IssueData;
  constructor(code: IssueCode, at: RefusalWhere, data: IssueData) {
    super(code);
    this.code = code;
    this.at = at;
    this.data = data;
  }
}

export function refuse(code: IssueCode, at: RefusalWhere, data: IssueData = {}): never {
  throw new Refusal(code, at, data);
}
