import type { Expr } from '../../algebra/expression.ts';
import { add, mul } from '../../algebra/expression.ts';
import { callOf } from '../../language/called.ts';
import type { Expansion } from '../../language/expansion.ts';
import { C, N } from '../../language/shape.ts';
import type { Use } from './quantities.ts';
import { trainedOf } from './quantities.ts';

/** Every operator of some expansions that is no end of the design, and no port of a part. */
function* usesIn(expansions: readonly Expansion[]): Generator<Use> {
  for (const expansion of expansions) {
    const { definition, children } = expansion;
    if (definition.kind === 'block') yield* usesIn(children.map((child) => child.expansion));
    else if (definition.boundary === undefined && definition.part === undefined)
      yield { definition, expansion };
  }
}

/**
 * What the weights of functions cost a tool that takes a network without modules for one layer: each weight counts at the
 * first two sizes of the network's output. 0 where any operator is a module.
 */
export function ownWeightCost(expansions: readonly Expansion[]): Expr {
  const uses: Use[] = [];
  for (const use of usesIn(expansions)) {
    if (callOf(use.expansion) === 'module') return 0n;
    uses.push(use);
  }
  const end = expansions.find(
    ({ definition }) => definition.kind === 'operator' && definition.boundary === 'output',
  );
  const sizes = end?.inputs[0];
  if (sizes === undefined) return 0n;
  // A tensor that stands alone is registered under a name of its own, which tells no tool that it is a weight.
  const weights = uses.filter(({ definition }) => definition.stored !== true).map(trainedOf);
  return mul(sizes[N]!, sizes[C] ?? 1n, add(...weights));
}
