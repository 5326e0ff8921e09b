import type { Hold, SolvedRow, Varied } from '../../src-core/design-space/solve.ts';
import { solving } from '../../src-core/design-space/solve.ts';
import type { DesignSpace } from '../../src-core/design-space/space.ts';
import type { Issue } from '../../src-core/errors.ts';
import type { Sliced } from '../work/sliced.ts';

/** One question: hold a count, solve an axis, for each value of another. */
export interface Question {
  readonly hold: Hold;
  readonly name: string;
  readonly each: Varied | null;
}

export type SolveState =
  | { readonly kind: 'working'; readonly part: number }
  | { readonly kind: 'solved'; readonly question: Question; readonly rows: readonly SolvedRow[] }
  | { readonly kind: 'failed'; readonly issues: readonly Issue[] };

/** Solves in short steps; the last state is the answer. */
export function* solutionsOf(space: DesignSpace, question: Question): Sliced<SolveState> {
  const steps = solving(space, question.hold, question.name, question.each);
  for (;;) {
    const step = steps.next();
    if (step.done === true) {
      return step.value.ok
        ? { kind: 'solved', question, rows: step.value.value }
        : { kind: 'failed', issues: step.value.issues };
    }
    yield { kind: 'working', part: step.value.done / step.value.of };
  }
}
