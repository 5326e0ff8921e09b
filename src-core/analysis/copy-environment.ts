import type { Design, DesignNode } from '../document/design.ts';
import { nodesById, surroundings } from '../document/parents.ts';
import type { Catalogue } from '../language/definition.ts';
import { hasCopies, shownCopy } from '../language/roles.ts';
import type { Environment } from './environment.ts';
import { defaultsOf, environmentOf, fieldEnvironment } from './environment.ts';
import { readFields } from './node-fields.ts';

/** What fields inside a repeated drawing may name beside the design's variables: which copy it is, and whether the first. */
const copyNames = ['index', 'first'] as const;

/** What fields inside lanes may name too: whether it is the last, and how many there are. */
export const laneNames = [...copyNames, 'last', 'lanes'] as const;

/**
 * The names of an environment as they are in copy `index`, counted from 1. They hide variables of those names.
 * @param lanes how many lanes there are, where the copy is one
 */
export function copyEnvironment(
  { numbers, symbols }: Environment,
  index: number,
  lanes: number | null = null,
): Environment {
  const own: readonly [string, bigint][] = [
    ['index', BigInt(index)],
    ['first', index === 1 ? 1n : 0n],
    ...(lanes === null
      ? []
      : ([
          ['last', index === lanes ? 1n : 0n],
          ['lanes', BigInt(lanes)],
        ] satisfies [string, bigint][])),
  ];
  const hidden = new Set<string>(lanes === null ? copyNames : laneNames);
  return {
    numbers: new Map([...numbers, ...own]),
    symbols: new Map([...symbols].filter(([name]) => !hidden.has(name))),
  };
}

/**
 * What the names in the fields of an item stand for: the design's variables, in a closed drawing the values of the block
 * instead, and in copies those of the one that is shown.
 */
export function environmentAt(design: Design, id: string, catalogue: Catalogue): Environment {
  const nodes: ReadonlyMap<string, DesignNode> = nodesById(design);
  let environment = environmentOf(design.variables);
  for (const outer of surroundings(nodes, id).toReversed()) {
    const node = nodes.get(outer);
    const definition = catalogue.definitionOf(node?.definition ?? '');
    if (node === undefined || definition?.kind !== 'block') continue;
    const read = readFields(node, definition, environment);
    const values = read.ok ? read.value.values : defaultsOf(definition.fields);
    if (definition.closed === true) environment = fieldEnvironment(definition.fields, values).environment;
    if (!hasCopies(definition)) continue;
    const lanes = definition.drawn === 'lanes' ? Number(values.s) : null;
    environment = copyEnvironment(environment, Math.min(shownCopy(definition), lanes ?? 1), lanes);
  }
  return environment;
}
