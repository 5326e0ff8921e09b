import type { Analysis } from '../analysis/analyzer.ts';
import type { Expansion } from '../language/expansion.ts';
import { boundaryOf } from '../language/roles.ts';
import type { Source } from '../language/wire.ts';
import { ownInput } from '../language/wire.ts';

/** A block with its inside. One expansion is several where its operators are called otherwise in some of its uses. */
export interface Block {
  readonly expansion: Expansion;
  readonly graph: Graph;
}

/** One item inside another, or of the design itself. */
export interface GraphNode {
  /** A path where the item was inside of a block whose items stand in this graph themselves. */
  readonly name: string;
  readonly expansion: Expansion;
  /** Null of an operator. */
  readonly block: Block | null;
  readonly sources: readonly Source[];
  /** The sibling that it is once more, with the same weights. */
  readonly again?: string;
  /** The path of its module in the object that is made of the graph; absent where it may be called anything. */
  readonly attribute?: string;
  /** Of a sum that closes a residual block: which of its inputs is the branch, not the shortcut. */
  readonly branch?: 0 | 1;
}

/** What a class is written from: a block with its children, or the design with its items. */
export interface Graph {
  readonly inputs: readonly string[];
  readonly nodes: readonly GraphNode[];
  readonly results: readonly Source[];
}

const blocks = new WeakMap<Expansion, Block>();

/** What an item is inside, under the names of its own items; null of an operator. */
function blockOf(expansion: Expansion): Block | null {
  if (expansion.definition.kind !== 'block') return null;
  const known = blocks.get(expansion);
  if (known !== undefined) return known;
  const { definition, values, children, results } = expansion;
  const names = new Set(children.map(({ name }) => name));
  const isDrawing = definition.kind === 'block' && definition.drawn === 'once';
  const graph: Graph = {
    inputs: definition.inputs(values).map(({ name }) => name),
    nodes: children.map(({ name, expansion: inner, sources, weightsOf }) => ({
      name,
      expansion: inner,
      block: blockOf(inner),
      sources,
      ...(weightsOf !== undefined && !isDrawing && names.has(weightsOf) && { again: weightsOf }),
    })),
    results,
  };
  const block = { expansion, graph };
  blocks.set(expansion, block);
  return block;
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
      const block = blockOf(expansion!);
      const node = { name: id, expansion: expansion!, block, sources: fed, ...again };
      found.set(id, { child: nodes.push(node) - 1, output: 0 });
    }
  }
  return { inputs, nodes, results, outputs };
}
