import type { GraphBuilder } from '../language/definition.ts';
import type { Wire } from '../language/wire.ts';
import { sum } from '../operators/arithmetic.ts';

/** The sum of some maps, added one after another under `name`, `name2`, `name3`, …; a single map is handed on. */
export const added = (graph: GraphBuilder, name: string, maps: readonly Wire[]): Wire =>
  maps.reduce((total, map, index) => graph.add(index === 1 ? name : `${name}${index}`, sum, {}, total, map));
