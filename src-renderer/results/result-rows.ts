import type { ResultChange } from '../../src-core/results/compare-results.ts';
import { changeOf } from '../../src-core/results/compare-results.ts';
import type { StoredResult } from '../../src-core/results/result.ts';

/** A result as a row of the table. */
export interface ResultRow {
  readonly result: StoredResult;
  /** Whether the open design computes the same; null where that is not known yet. */
  readonly isCurrent: boolean | null;
  readonly isBaseline: boolean;
  /** Against the baseline of its graph; null for the baseline itself. */
  readonly change: ResultChange | null;
}

/**
 * Rows in the order of the results, which is the newest first.
 * @param graph of the open design; null where it is not known or there is none
 * @param baseline the id of the result that those of its graph are held against; the oldest of each graph otherwise
 */
export function resultRows(
  results: readonly StoredResult[],
  graph: string | null,
  baseline: string | null,
): readonly ResultRow[] {
  const bases = new Map(results.map((result) => [result.graph, result]));
  const chosen = results.find(({ id }) => id === baseline);
  if (chosen !== undefined) bases.set(chosen.graph, chosen);
  return results.map((result) => {
    const base = bases.get(result.graph)!;
    return {
      result,
      isCurrent: graph === null ? null : result.graph === graph,
      isBaseline: base === result,
      change: base === result ? null : changeOf(base, result),
    };
  });
}
