import type { Expr } from '../../src-core/algebra/expression.ts';
import type { Analysis } from '../../src-core/analysis/analyzer.ts';
import { copyName } from '../../src-core/analysis/drawn-parts.ts';
import type { ItemAnalysis } from '../../src-core/analysis/item-analysis.ts';
import { unknown } from '../../src-core/format.ts';
import type { Expansion } from '../../src-core/language/expansion.ts';
import { wholeFacts } from '../../src-core/language/facts.ts';
import { drawnKindOf, hasCopies, partPortOf, shownCopy } from '../../src-core/language/roles.ts';
import type { Shape } from '../../src-core/language/shape.ts';

/** One item at the asked depth; null where something is not known. */
export interface NodeRow {
  readonly path: string;
  readonly definition: string;
  readonly params: Expr | null;
  readonly macs: Expr | null;
  readonly outputs: readonly (Shape | null)[];
  readonly expansion: Expansion | null;
  /** What is drawn inside it, whose counts are among its own; empty where its definition draws the inside. */
  readonly members: readonly NodeRow[];
}

function* rowsInside(path: string, expansion: Expansion, depth: number): Generator<NodeRow> {
  const { definition, facts, outputs, children } = expansion;
  if (depth === 1 || children.length === 0) {
    const { params = null, macs = null } = wholeFacts(facts) ?? {};
    const members = drawnInside(path, expansion);
    yield { path, definition: definition.id, params, macs, outputs, expansion, members };
    return;
  }
  for (const child of children) yield* rowsInside(`${path}/${child.name}`, child.expansion, depth - 1);
}

const isPort = ({ definition }: Pick<ItemAnalysis, 'definition'>): boolean =>
  partPortOf(definition) !== undefined;

/** The items drawn inside another, but for those that are only its ports. */
function drawnInside(path: string, { definition, children }: Expansion): readonly NodeRow[] {
  if (drawnKindOf(definition) === undefined) return [];
  return children
    .filter(({ expansion }) => !isPort(expansion))
    .flatMap(({ name, expansion }) => [...rowsInside(`${path}/${name}`, expansion, 1)]);
}

function* rowsOf(item: ItemAnalysis, definition: string, depth: number, path: string): Generator<NodeRow> {
  const { expansion, outputs } = item;
  if (expansion !== null) {
    yield* rowsInside(path, expansion, depth);
    return;
  }
  const inside = hasCopies(item.definition) ? `${path}/${copyName(shownCopy(item.definition))}` : path;
  const members = [...(item.members?.values() ?? [])]
    .filter((member) => !isPort(member))
    .flatMap((member) => [...rowsOf(member, member.definition?.id ?? unknown, 1, `${inside}/${member.id}`)]);
  yield { path, definition, params: null, macs: null, outputs, expansion, members };
}

/**
 * The items `depth` levels down, in exported order; what has nothing inside stands at its own level. The rows cover the
 * design without overlap, so they add up to its totals.
 * @param depth 1 for the document's own items
 */
export function nodeRows(analysis: Analysis, depth: number): readonly NodeRow[] {
  const nodes = new Map(analysis.design.nodes.map((node) => [node.id, node]));
  return analysis.order.flatMap((id) => [
    ...rowsOf(analysis.items.get(id)!, nodes.get(id)!.definition, depth, id),
  ]);
}
