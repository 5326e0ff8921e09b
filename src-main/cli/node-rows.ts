import type { Expr } from '../../src-core/algebra/expression.ts';
import type { Analysis } from '../../src-core/analysis/analyzer.ts';
import type { ItemAnalysis } from '../../src-core/analysis/item-analysis.ts';
import type { Expansion } from '../../src-core/language/expand.ts';
import type { Shape } from '../../src-core/language/shape.ts';

/** One item at the asked depth; null where something is not known. */
export interface NodeRow {
  readonly path: string;
  readonly definition: string;
  readonly params: Expr | null;
  readonly macs: Expr | null;
  readonly outputs: readonly (Shape | null)[];
  readonly expansion: Expansion | null;
}

function* rowsInside(path: string, expansion: Expansion, depth: number): Generator<NodeRow> {
  const { definition, facts, outputs, children } = expansion;
  if (depth === 1 || children.length === 0) {
    yield { path, definition: definition.id, params: facts.params, macs: facts.macs, outputs, expansion };
    return;
  }
  for (const child of children) yield* rowsInside(`${path}/${child.name}`, child.expansion, depth - 1);
}

function* rowsOf(item: ItemAnalysis, definition: string, depth: number): Generator<NodeRow> {
  const { id, expansion, outputs } = item;
  if (expansion === null) yield { path: id, definition, params: null, macs: null, outputs, expansion };
  else yield* rowsInside(id, expansion, depth);
}

/**
 * The items `depth` levels down, in exported order; what has nothing inside stands at its own level. The rows cover the
 * design without overlap, so they add up to its totals.
 * @param depth 1 for the document's own items
 */
export function nodeRows(analysis: Analysis, depth: number): readonly NodeRow[] {
  const nodes = new Map(analysis.design.nodes.map((node) => [node.id, node]));
  return analysis.order.flatMap((id) => [
    ...rowsOf(analysis.items.get(id)!, nodes.get(id)!.definition, depth),
  ]);
}
