import type { Design, DesignNode } from '../document/design.ts';
import { nodesById, surroundings } from '../document/parents.ts';
import type { Catalogue } from '../language/definition.ts';
import { drawnKindOf } from '../language/roles.ts';
import type { Environment } from './environment.ts';
import { environmentOf } from './environment.ts';

/** What fields inside a repeated drawing may name beside the design's variables: which copy it is, and whether the first. */
export const copyNames = ['index', 'first'] as const;

/** The names of an environment as they are in copy `index`, counted from 1. They hide variables of those names. */
export function copyEnvironment({ numbers, symbols }: Environment, index: number): Environment {
  const own: readonly [string, bigint][] = [
    ['index', BigInt(index)],
    ['first', index === 1 ? 1n : 0n],
  ];
  const hidden = new Set<string>(copyNames);
  return {
    numbers: new Map([...numbers, ...own]),
    symbols: new Map([...symbols].filter(([name]) => !hidden.has(name))),
  };
}

/** What the names in the fields of an item stand for: the design's variables, and in a repeated drawing its first copy. */
export function environmentAt(design: Design, id: string, catalogue: Catalogue): Environment {
  const environment = environmentOf(design.variables);
  const nodes: ReadonlyMap<string, DesignNode> = nodesById(design);
  const repeats = surroundings(nodes, id).some(
    (outer) => drawnKindOf(catalogue.definitionOf(nodes.get(outer)?.definition ?? '')) === 'repeated',
  );
  return repeats ? copyEnvironment(environment, 1) : environment;
}
