import type { Analysis } from '../analysis/analyzer.ts';
import type { Expansion } from '../language/expansion.ts';
import { boundaryOf } from '../language/roles.ts';
import type { Source } from '../language/wire.ts';
import { ownInput } from '../language/wire.ts';

/** One item inside another, or of the design itself. */
export interface GraphNode {
  readonly name: string;
  readonly expansion: Expansion;
  readonly sources: readonly Source[];
  /** The sibling that it is once more, with the same weights. */
  readonly again?: string;
}

/** What a class is written from: a block with its children, or the design with its items. */
export interface Graph {
  readonly inputs: readonly string[];
  readonly nodes: readonly GraphNode[];
  readonly results: readonly Source[];
}

export const isBlock = ({ definition }: Expansion): boolean => definition.kind === 'block';

const graphs = new WeakMap<Expansion, Graph>();

/** The inside of a block. */
export function graphOf(expansion: Expansion): Graph {
  const known = graphs.get(expansion);
  if (known !== undefined) return known;
  const { definition, values, children, results } = expansion;
  const names = new Set(children.map(({ name }) => name));
  const isDrawing = definition.kind === 'block' && definition.drawn === 'once';
  const graph: Graph = {
    inputs: definition.inputs(values).map(({ name }) => name),
    nodes: children.map(({ name, expansion: inner, sources, weightsOf }) => ({
      name,
      expansion: inner,
      sources,
      ...(weightsOf !== undefined && !isDrawing && names.has(weightsOf) && { again: weightsOf }),
    })),
    results,
  };
  graphs.set(expansion, graph);
  return graph;
}

/** The items of a design without its inputs and outputs, and the ids of these. */
export function graphOfDesign(analysis: Analysis): Graph & { readonly outputs: readonly string[] } {
  const inputs: string[] = [];
  const outputs: string[] = [];
  const nodes: GraphNode[] = [];
  const results: Source[] = [];
  const found = new Map<string, Source>();
  for (const id of analysis.order) {
    const { definition, expansion, sources, weightsOf } = analysis.items.get(id)!;
    const fed = sources.map((source) => {
      const { child, output } = found.get(source!.node)!;
      return child === ownInput ? { child, output } : { child, output: source!.output };
    });
    const boundary = boundaryOf(definition);
    if (boundary === 'input') {
      found.set(id, { child: ownInput, output: inputs.push(id) - 1 });
    } else if (boundary === 'output') {
      outputs.push(id);
      results.push(fed[0]!);
    } else {
      const again = nodes.some(({ name }) => name === weightsOf) ? { again: weightsOf! } : {};
      const node = { name: id, expansion: expansion!, sources: fed, ...again };
      found.set(id, { child: nodes.push(node) - 1, output: 0 });
    }
  }
  return { inputs, nodes, results, outputs };
}
