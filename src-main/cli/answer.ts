import type { Issue, Result } from '../../src-core/errors.ts';
import type { Json } from './json.ts';

/** What a command has found: the document that `--json` prints, and the same for people. */
export interface Answer {
  readonly json: Json;
  readonly text: string;
  /** Problems of the design that leave the answer standing, with its unknowns. */
  readonly issues?: readonly Issue[];
}

/** Issues instead of an answer where nothing could be read. */
export type Outcome = Result<Answer>;
