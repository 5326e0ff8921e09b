import type { Analysis } from '../analysis/analyzer.ts';
import { Analyzer } from '../analysis/analyzer.ts';
import type { FlatProgram } from '../analysis/flat-program.ts';
import { flatProgramOf } from '../analysis/flat-program.ts';
import { catalogueOf } from '../analysis/own-definitions.ts';
import type { Design, OwnBlock } from '../document/design.ts';
import { blocksUsedBy } from '../document/own-block.ts';
import type { BlockDefinition, Catalogue } from '../language/definition.ts';
import type { Values } from '../language/field.ts';
import type { Modules } from '../lower/modules.ts';
import type { SaidScope } from '../lower/said-scopes.ts';
import type { Steps } from '../steps.ts';
import { withCarriedWeights } from './carried-weights.ts';
import type { FindingProgress } from './find-blocks.ts';
import { findBlocks } from './find-blocks.ts';
import { flatGraphOf } from './flat-graph.ts';
import { Forms } from './forms.ts';
import type { Held } from './held.ts';
import { heldIn, outermostBlocks } from './held.ts';
import { Hierarchy } from './hierarchy.ts';
import type { Placed } from './placed.ts';
import { raisedDesign } from './raised-design.ts';
import { saidBlocks } from './said-blocks.ts';
import { likenessOf } from './same-graph.ts';
import { inSequences } from './sequences.ts';

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

/** What is known besides the operators. */
interface Hints {
  /** The modules of the items, by their names, as far as the file says. */
  readonly modules?: ReadonlyMap<string, Modules>;
  /** The items that the file says it was exported from. */
  readonly scopes?: readonly SaidScope[];
  /** Blocks of a person's own, which are looked for as all others are; those that are found come along. */
  readonly blocks?: readonly OwnBlock[];
  readonly progress?: FindingProgress | undefined;
}

/** The blocks that say by themselves what is inside. */
const blocksOf = ({ ids, definitionOf }: Catalogue): readonly BlockDefinition[] =>
  ids.flatMap((id) => {
    const definition = definitionOf(id);
    return definition?.kind === 'block' && definition.drawn === undefined ? [definition] : [];
  });

/**
 * Finds blocks in a design of operators, and puts what is left into sequences as the modules of the file had it. What comes
 * back computes the same, operator by operator, with the same parameters and multiply-accumulates, from the same weights where
 * these are stored: null where neither is found, or where it would not.
 */
export function* raise(
  analysis: Analysis,
  known: Catalogue,
  { modules = new Map(), scopes = [], blocks = [], progress }: Hints = {},
): Steps<Raised | null> {
  const catalogue = catalogueOf({ ...analysis.design, blocks }, known);
  const program = flatProgramOf(analysis);
  if (program === null) return null;
  const forms = new Forms();
  const graph = flatGraphOf(program, forms);
  yield;
  const hierarchy = new Hierarchy(program, modules, (at) => graph.nodesOf[at]!.length > 0);
  const definitions = blocksOf(catalogue);
  const said = saidBlocks(scopes, definitions);
  const placed = yield* findBlocks({ graph, forms }, definitions, { hierarchy, said, progress });
  const drawn = raisedDesign(analysis, graph, placed, hierarchy);
  if (drawn === null) return null;
  const { design: ofBlocks, names } = drawn;
  const grouped = yield* inSequences(ofBlocks, catalogue, modulesAround(program, hierarchy, names));
  if (placed.length === 0 && grouped === ofBlocks) return null;
  const used = blocksUsedBy(grouped.nodes, blocks);
  const design: Design = used.length === 0 ? grouped : { ...grouped, blocks: used };
  const after = new Analyzer(known).update(design);
  const again = flatProgramOf(after);
  const [before, now] = [analysis.counted, after.counted];
  if (again === null || before?.params !== now?.params || before?.macs !== now?.macs) return null;
  const raised = { design, graph: flatGraphOf(again, new Forms()) };
  const likeness = likenessOf(graph, raised.graph);
  const carried = likeness && withCarriedWeights({ design: analysis.design, graph }, raised, likeness);
  if (carried === null) return null;
  const by = new Map(
    [...names].map(([{ operators, isSaid }, id]) => [
      id,
      isSaid === true ? 'scopes' : hierarchy.saidOf(operators)?.by,
    ]),
  );
  return {
    design: carried,
    operators: heldIn(again, (at) => raised.graph.nodesOf[at]!.length > 0),
    items: outermostBlocks(again).map(({ path, expansion: { definition, values } }) => ({
      path,
      definition: definition.id,
      values,
      by: by.get(path.slice(path.lastIndexOf('/') + 1)) ?? 'structure',
    })),
  };
}

/** The modules that each item of a raised design stands in with others. */
function modulesAround(
  { operators }: FlatProgram,
  hierarchy: Hierarchy,
  names: ReadonlyMap<Placed, string>,
): ReadonlyMap<string, readonly string[]> {
  const inBlocks = new Set([...names.keys()].flatMap((block) => block.operators));
  return new Map([
    ...[...names].map(([block, id]) => [id, hierarchy.around(block.operators)] as const),
    ...operators.flatMap(({ path }, at) =>
      inBlocks.has(at) ? [] : [[path, hierarchy.around([at])] as const],
    ),
  ]);
}
