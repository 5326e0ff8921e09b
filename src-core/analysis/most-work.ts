import type { Where } from '../errors.ts';
import type { Expansion } from '../language/expansion.ts';
import { refuse } from '../language/refusal.ts';

/** How much there is of something drawn. */
export interface Extent {
  readonly operators: number;
  readonly items: number;
}

export const extentOf = (expansion: Expansion | null): Extent =>
  expansion === null ? nothingYet : { operators: expansion.facts.operators, items: expansion.items };

/** So many operators are more than anything that runs; without an end, copies of copies would never come to one. */
const operatorLimit = 30_000;
/** So many items are more than can be listed: copies that run nothing come to them without an operator. */
const itemLimit = 150_000;

interface Excess {
  readonly code: 'graph/too-many-operators' | 'graph/too-many-items';
  readonly limit: number;
}

/** What there is too much of; null where it can be run and listed. */
export function excessOf({ operators, items }: Extent): Excess | null {
  if (operators > operatorLimit) return { code: 'graph/too-many-operators', limit: operatorLimit };
  if (items > itemLimit) return { code: 'graph/too-many-items', limit: itemLimit };
  return null;
}

export const isFew = (extent: Extent): boolean => excessOf(extent) === null;

/** Refuses what comes to too much, as copies of a repeat may: graph/too-many-operators, graph/too-many-items. */
export function requireFew(extent: Extent, where: Where = { field: 'depth' }): void {
  const excess = excessOf(extent);
  if (excess !== null) refuse(excess.code, where, { limit: excess.limit });
}

export const bothOf = (a: Extent, b: Extent): Extent => ({
  operators: a.operators + b.operators,
  items: a.items + b.items,
});

export const nothingYet: Extent = { operators: 0, items: 0 };
