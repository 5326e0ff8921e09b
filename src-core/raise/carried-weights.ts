import type { Analysis } from '../analysis/analyzer.ts';
import { flatProgramOf } from '../analysis/flat-program.ts';
import type { Design, DesignNode, StoredTensor } from '../document/design.ts';
import { storedAt, storedKey } from '../document/stored-weights.ts';
import type { FlatGraph } from './flat-graph.ts';
import { flatGraphOf } from './flat-graph.ts';
import { Forms } from './forms.ts';
import type { Likeness } from './same-graph.ts';
import { likenessOf, pairedWeights } from './same-graph.ts';

/**
 * A raised design that says of its weights what the design of operators says of them. Null where it is not certain which
 * weight is which.
 */
export function withCarriedWeights(
  before: { readonly design: Design; readonly graph: FlatGraph },
  raised: { readonly design: Design; readonly graph: FlatGraph },
  likeness: Likeness,
): Design | null {
  const nodes = new Map(before.design.nodes.map((node) => [node.id, node]));
  if (before.design.nodes.every(({ weights }) => weights === undefined)) return raised.design;
  const pairs = pairedWeights([before.graph, raised.graph], likeness);
  if (pairs === null) return null;
  const there = new Map(raised.design.nodes.map((node) => [node.id, node]));
  const byItem = new Map<string, Record<string, StoredTensor>>();
  for (const [from, to] of pairs) {
    const { weightsPath } = before.graph.program.operators[from.operator]!;
    const stored = storedAt(nodes, weightsPath, from.short);
    if (stored === null) continue;
    const { weightsPath: path, expansion } = raised.graph.program.operators[to.operator]!;
    const { item, inside } = innermostItem(there, path);
    const sizes = expansion.weights[to.short]!.shape.map(Number);
    const weights = byItem.get(item) ?? {};
    weights[storedKey(inside, to.short)] = { ...stored, sizes };
    byItem.set(item, weights);
  }
  return {
    ...raised.design,
    nodes: raised.design.nodes.map(({ weights: _, ...node }) => {
      const weights = byItem.get(node.id);
      return weights === undefined ? node : { ...node, weights };
    }),
  };
}

/** The innermost item of a design on the way to what is inside it, and the names from there on. */
function innermostItem(
  nodes: ReadonlyMap<string, DesignNode>,
  path: string,
): { readonly item: string; readonly inside: readonly string[] } {
  const [outermost, ...rest] = path.split('/');
  let item = outermost!;
  // what is inside a block may be called as an item of the design is
  const isItem = (name: string): boolean => nodes.get(name)?.parent === item;
  let depth = 0;
  while (depth < rest.length && isItem(rest[depth]!)) item = rest[depth++]!;
  return { item, inside: rest.slice(depth) };
}

/**
 * A design that computes what a design of operators does, with the weights of that one. Null where it is not certain that it
 * does, or which weight is which.
 */
export function withWeightsOf(operators: Analysis, same: Analysis): Design | null {
  const [from, to] = [flatProgramOf(operators), flatProgramOf(same)];
  if (from === null || to === null) return null;
  const forms = new Forms();
  const before = { design: operators.design, graph: flatGraphOf(from, forms) };
  const after = { design: same.design, graph: flatGraphOf(to, forms) };
  const likeness = likenessOf(before.graph, after.graph);
  return likeness && withCarriedWeights(before, after, likeness);
}
