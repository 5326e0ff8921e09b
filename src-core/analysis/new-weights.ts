import type { Design, DesignNode } from '../document/design.ts';
import { fitsSizes, storedAt } from '../document/stored-weights.ts';
import type { Issue } from '../errors.ts';
import { note } from '../errors.ts';
import type { Expansion } from '../language/expansion.ts';
import type { AnalyzedItems } from './item-analysis.ts';

type ById = ReadonlyMap<string, DesignNode>;

/** How many weights of a use have no values of their sizes in the design's file; those of another use are not its own. */
function countNew(nodes: ById, path: string, { weights, children, borrows }: Expansion): number {
  if (borrows) return 0;
  const own = Object.entries(weights).filter(([short, { shape }]) => {
    const stored = storedAt(nodes, path, short);
    return stored === null || !fitsSizes(stored, shape as readonly bigint[]);
  });
  return children.reduce(
    (count, { name, expansion, weightsOf }) =>
      weightsOf === undefined ? count + countNew(nodes, `${path}/${name}`, expansion) : count,
    own.length,
  );
}

const byIdOf = ({ nodes }: Design): ById => new Map(nodes.map((node) => [node.id, node]));

/** What is to be said of an item whose weights are not all in the file that the design has its weights from; null where they are. */
export function newWeightsAt(design: Design, path: string, expansion: Expansion | null): Issue | null {
  return design.weights === undefined || expansion === null
    ? null
    : noteOf(design.weights.file, path, countNew(byIdOf(design), path, expansion));
}

/** As `newWeightsAt`, of all items of a design. */
export function newWeightsIn({ design, items }: AnalyzedItems): readonly Issue[] {
  const { weights } = design;
  if (weights === undefined) return [];
  const nodes = byIdOf(design);
  return [...items].flatMap(([id, { expansion }]) =>
    expansion === null ? [] : (noteOf(weights.file, id, countNew(nodes, id, expansion)) ?? []),
  );
}

const noteOf = (file: string, node: string, count: number): Issue | null =>
  count === 0 ? null : note('weights/new', { node }, { count, file: file.split(/[\\/]/).at(-1)! });
