import type { Analysis } from '../analysis/analyzer.ts';
import { Analyzer } from '../analysis/analyzer.ts';
import type { FlatOperator } from '../analysis/flat-program.ts';
import { flatProgramOf } from '../analysis/flat-program.ts';
import type { Design } from '../document/design.ts';
import type { BlockDefinition, Catalogue } from '../language/definition.ts';
import type { Given, Values } from '../language/field.ts';
import type { Operation } from '../language/operation.ts';
import { resolveValues } from '../language/resolve.ts';
import type { Steps } from '../steps.ts';
import { findBlocks } from './find-blocks.ts';
import { flatGraphOf } from './flat-graph.ts';
import { Forms } from './forms.ts';
import { raisedDesign } from './raised-design.ts';
import { isSameGraph } from './same-graph.ts';

/** An item of a raised design that stands for several operators. */
interface RaisedItem {
  readonly path: string;
  readonly definition: string;
  readonly values: Values;
  /** How it was recognised. */
  readonly by: 'scopes' | 'names' | 'structure';
}

/** A design of operators as a design of blocks, and how far that got. */
export interface Raised {
  readonly design: Design;
  /** Of the operators that compute, how many there are and how many lie inside a block. */
  readonly operators: { readonly all: number; readonly inBlocks: number };
  readonly items: readonly RaisedItem[];
}

/** What is no convolution, product, norm, activation, pool, sum or joining. */
const others: ReadonlySet<Operation> = new Set([
  'none',
  'resize',
  'dropout',
  'stochastic-depth',
  'roi-align',
  'non-max-suppression',
]);

const computes = ({ definition }: FlatOperator): boolean =>
  !others.has(definition.operation) || definition.joins === true;

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
  const inBlocks = placed.flatMap(({ operators }) => operators.map((at) => program.operators[at]!));
  return {
    design,
    operators: { all: program.operators.filter(computes).length, inBlocks: inBlocks.filter(computes).length },
    items: placed.map((block) => ({
      path: names.get(block)!,
      definition: block.definition.id,
      values: resolveValues(block.definition, block.given as Given),
      by: 'structure',
    })),
  };
}
