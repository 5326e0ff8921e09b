import { isTable } from './draft.ts';
import type { DraftItem } from './value.ts';

/** What two items have alike that can share their weights; null of one without any. */
function kindOf({ definition, given, weights }: DraftItem): string | null {
  if (definition === null || weights.length === 0) return null;
  return JSON.stringify([
    definition.id,
    given,
    weights.map(({ name, dims, layout }) => [name, dims, layout]),
  ]);
}

/**
 * Items that run with the weights of an earlier one, and which. Equal weights are written once whether they are one or not, as
 * fresh norms are; so those along one axis alone are shared only where they follow others that are.
 */
export function ownersOf(items: readonly DraftItem[]): ReadonlyMap<DraftItem, DraftItem> {
  const firsts = new Map<string, DraftItem>();
  const owners = new Map<DraftItem, DraftItem>();
  for (const item of items) {
    const kind = kindOf(item);
    if (kind === null) continue;
    const first = firsts.get(kind);
    if (first === undefined) firsts.set(kind, item);
    else if (item.weights.some(({ dims }) => isTable(dims)) || follows(item, first, owners))
      owners.set(item, first);
  }
  return owners;
}

/** True where what an item reads runs with the weights of what the first one reads. */
function follows(item: DraftItem, first: DraftItem, owners: ReadonlyMap<DraftItem, DraftItem>): boolean {
  const [mine, its] = [item.inputs[0]?.item, first.inputs[0]?.item];
  return mine !== undefined && its !== undefined && owners.get(mine) === its;
}
