import type { FlatOperator, FlatProgram, FlatScope } from '../analysis/flat-program.ts';
import type { Operation } from '../language/operation.ts';
import { drawnKindOf } from '../language/roles.ts';

/** Of the operators that compute, how many there are and how many lie inside a block. */
export interface Held {
  readonly all: number;
  readonly inBlocks: number;
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

const isNamedBlock = ({ expansion: { definition } }: FlatScope): boolean =>
  definition.kind === 'block' && drawnKindOf(definition) === undefined;

/** The blocks of a program that stand in no other: what is drawn, such as a sequence, is none. */
export function outermostBlocks({ scopes }: FlatProgram): readonly FlatScope[] {
  const found: FlatScope[] = [];
  for (const scope of scopes) {
    const last = found.at(-1);
    if (isNamedBlock(scope) && !(last !== undefined && scope.path.startsWith(`${last.path}/`)))
      found.push(scope);
  }
  return found;
}

/**
 * How many operators of a program lie inside its blocks.
 * @param isThere whether one counts, by its place: one that changes nothing stands in some designs and not in others
 */
export function heldIn(program: FlatProgram, isThere: (at: number) => boolean = () => true): Held {
  const blocks = new Set(outermostBlocks(program).map(({ path }) => path));
  const isInside = ({ path }: FlatOperator): boolean => {
    for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1))
      if (blocks.has(path.slice(0, at))) return true;
    return false;
  };
  const all = program.operators.filter((operator, at) => computes(operator) && isThere(at));
  return { all: all.length, inBlocks: all.filter(isInside).length };
}
