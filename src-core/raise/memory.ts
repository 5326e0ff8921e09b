import type { Given } from '../language/field.ts';

/** The blocks that do not stand somewhere, with the fields of others from which they were sought, and those that do with theirs. */
export interface Known {
  readonly not: Map<string, Given | undefined>;
  readonly found: Map<string, Given>;
}

/** What was learned of a graph, whichever blocks are looked for next. */
export interface Memory {
  /** By what stands behind values that enter a block. */
  readonly known: Map<string, Known>;
  /** By what places look like: how often each block was not found there. */
  readonly missed: Map<string, Map<string, number>>;
  /** Fields with which a block of that kind stood elsewhere: a network has others that are much the same. */
  readonly earlier: Map<string, Given>;
}

/** The most kinds of places that are remembered. */
const mostKinds = 2_000;

/** What a memory has of one kind of places, begun where it has nothing. */
export function remembered<T>(memory: Map<string, T>, kind: string, begin: () => T): T {
  const known = memory.get(kind) ?? begin();
  if (memory.size >= mostKinds) memory.clear();
  memory.set(kind, known);
  return known;
}

export const emptyMemory = (): Memory => ({ known: new Map(), missed: new Map(), earlier: new Map() });
