import type { FlatProgram } from '../analysis/flat-program.ts';
import type { Expansion } from '../language/expansion.ts';
import { formOf } from './operator-form.ts';
import { pyKey } from './py-shape.ts';

/**
 * What is set so that operators of the whole design run with the weights of others: a module where the two are made alike,
 * else its weights one by one.
 */
export function tiesOf(
  paths: ReadonlyMap<string, string>,
  { operators }: FlatProgram,
): readonly (readonly [taker: string, owner: string])[] {
  const expansions = new Map(operators.map(({ path, expansion }) => [path, expansion]));
  return operators.flatMap(({ path, weightsPath, expansion }) => {
    const [taker, owner] = [paths.get(path)!, paths.get(weightsPath)!];
    if (path === weightsPath || taker === owner) return [];
    const ownerExpansion = expansions.get(weightsPath);
    if (ownerExpansion !== undefined && madeAlike(expansion, ownerExpansion))
      return [[taker, owner] as const];
    return Object.keys(expansion.weights).map((short) => [`${taker}.${short}`, `${owner}.${short}`] as const);
  });
}

function madeAlike(one: Expansion, other: Expansion): boolean {
  const [a, b] = [formOf(one), formOf(other)];
  if (a?.kind === 'parameter') return true;
  return a?.kind === 'module' && b?.kind === 'module' && pyKey(a.make) === pyKey(b.make);
}
