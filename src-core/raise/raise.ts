import type { Analysis } from '../analysis/analyzer.ts';
import { Analyzer } from '../analysis/analyzer.ts';
import { flatProgramOf } from '../analysis/flat-program.ts';
import type { Design } from '../document/design.ts';
import type { BlockDefinition, Catalogue } from '../language/definition.ts';
import type { Given, Values } from '../language/field.ts';
import { resolveValues } from '../language/resolve.ts';
import type { Steps } from '../steps.ts';
import { findBlocks } from './find-blocks.ts';
import { flatGraphOf } from './flat-graph.ts';
import { Forms } from './forms.ts';
import type { Held } from './held.ts';
import { heldIn } from './held.ts';
import { raisedDesign } from './raised-design.ts';
import { isSameGraph } from './same-graph.ts';

/** An item of a raised design that stands for several operators. */
export interface RaisedItem {
  readonly path: string;
  readonly definition: string;
  readonly values: Values;
  /** How it was recognised. */
  readonly by: 'design' | 'scopes' | 'names' | 'structure';
}

/** A design of operators as a design of blocks, and how far that got. */
export interface Raised {
  readonly design: Design;
  /** Of the operators that compute, how many there are and how many lie inside a block. */
  readonly operators: Held;
  readonly items: readonly RaisedItem[];
}

/** The blocks that say by themselves what is inside. */
const blocksOf = ({ ids, definitionOf }: Catalogue): readonly BlockDefinition[] =>
  ids.flatMap((id) => {
    const definition = definitionOf(id);
    return definition?.kind === 'block' && definition.drawn === undefined ? [definition] : [];
  });

/**
 * Finds blocks in a design of operators. What comes back computes the same, operator by operator, with the same parameters
 * and multiply-accumulates: null where no block is found, or where it would not.
 */
export function* raise(analysis: Analysis, catalogue: Catalogue): Steps<Raised | null> {
  const program = flatProgramOf(analysis);
  if (program === null) return null;
  const { graph, placed } = yield* findBlocks(program, blocksOf(catalogue));
  if (placed.length === 0) return null;
  const { design, names } = raisedDesign(analysis, graph, placed);
  const after = new Analyzer(catalogue).update(design);
  const again = flatProgramOf(after);
  const [before, now] = [analysis.totals, after.totals];
  const isEqual =
    again !== null &&
    before?.params === now?.params &&
    before?.macs === now?.macs &&
    isSameGraph(graph, flatGraphOf(again, new Forms()));
  if (!isEqual) return null;
  return {
    design,
    operators: { all: heldIn(program).all, inBlocks: heldIn(again).inBlocks },
    items: placed.map((block) => ({
      path: names.get(block)!,
      definition: block.definition.id,
      values: resolveValues(block.definition, block.given as Given),
      by: 'structure',
    })),
  };
}
