import type { ResultChange } from '../../src-core/results/compare-results.ts';
import { basesOf, changeOf } from '../../src-core/results/compare-results.ts';
import type { StoredResult } from '../../src-core/results/result.ts';

/** A result as a row of the table. */
export interface ResultRow {
  readonly result: StoredResult;
  /** Whether the open design computes the same; null where that is not known yet. */
  readonly isCurrent: boolean | null;
  readonly isBaseline: boolean;
  /** Whether it was made the baseline of all. */
  readonly isChosen: boolean;
  /** Against its baseline; null for that itself. */
  readonly change: ResultChange | null;
}

/**
 * Rows in the order of the results, which is the newest first.
 * @param graph of the open design; null where it is not known or there is none
 * @param baseline the id of the result that all are held against; null for the oldest of each graph
 */
export function resultRows(
  results: readonly StoredResult[],
  graph: string | null,
  baseline: string | null,
): readonly ResultRow[] {
  const chosen = results.find(({ id }) => id === baseline) ?? null;
  const bases = basesOf(results, chosen);
  return results.map((result) => {
    const base = bases(result);
    return {
      result,
      isCurrent: graph === null ? null : result.graph === graph,
      isBaseline: base === result,
      isChosen: chosen === result,
      change: base === result ? null : changeOf(base, result),
    };
  });
}
