import { sub, symbol } from '../../../src-core/algebra/expression.ts';
import type { Expansion } from '../../../src-core/language/expansion.ts';
import type { Value, Values } from '../../../src-core/language/field.ts';
import type { Trial } from '../../../src-core/published/trial.ts';
import { trialAtCount } from '../../../src-core/published/trial.ts';
import { presentCount } from './present-trial.ts';

/**
 * The trials that say of a block's comparisons what they come to, by the comparison: where both are one polynomial at the
 * block's number of groups. Its dimensions are symbols there, whatever is pinned.
 */
export function trialsOfComparisons(
  trials: readonly Trial[],
  expansion: Expansion,
): ReadonlyMap<string, Trial> {
  const { definition } = expansion;
  if (definition.kind !== 'block' || definition.comparisons === undefined) return new Map();
  const values = Object.fromEntries(
    Object.entries(definition.fields).map(([name, field]): [string, Value] => [
      name,
      field.kind === 'dimension' ? symbol(name) : (expansion.values as Record<string, Value>)[name]!,
    ]),
  );
  const found = new Map<string, Trial>();
  const count = presentCount(expansion);
  if (count === null) return found;
  for (const held of trials) {
    if (!('definition' in held.case.subject)) continue;
    const { numerator, denominator } = trialAtCount(held, count).theirs;
    if (denominator !== 1n) continue;
    const same = definition
      .comparisons(values as Values)
      .find(({ weights }) => sub(weights, numerator) === 0n);
    if (same !== undefined && !found.has(same.id)) found.set(same.id, held);
  }
  return found;
}
