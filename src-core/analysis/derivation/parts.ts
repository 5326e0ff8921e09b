import type { Expansion } from '../../language/expansion.ts';
import { valueText } from '../../language/resolve.ts';
import { H, W } from '../../language/shape.ts';
import type { Grouping } from './derivation.ts';

/** An item or what is inside it, by its path. */
export interface PlacedExpansion {
  readonly path: string;
  readonly expansion: Expansion;
}

/** What is added up together: one channel group, one item, or several items whose maps have one size. */
export interface Part {
  readonly label: string;
  readonly uses: readonly PlacedExpansion[];
}

const childrenOf = ({ path, expansion }: PlacedExpansion): readonly PlacedExpansion[] =>
  expansion.children.map((child) => ({
    path: path === '' ? child.name : `${path}/${child.name}`,
    expansion: child.expansion,
  }));

const hasGroups = ({ definition }: Expansion): boolean =>
  definition.kind === 'block' && definition.groups !== undefined;

const holdsGroups = (expansion: Expansion): boolean =>
  hasGroups(expansion) || expansion.children.some((child) => holdsGroups(child.expansion));

const single = (placed: PlacedExpansion): Part => ({ label: placed.path, uses: [placed] });

/** Opens blocks down to those that are cut into groups; other blocks stay whole. */
function groupParts(placed: PlacedExpansion, isOutermost: boolean): readonly Part[] {
  const { expansion } = placed;
  if (expansion.children.length === 0) return [single(placed)];
  if (hasGroups(expansion)) return childrenOf(placed).map(single);
  if (holdsGroups(expansion) || isOutermost)
    return childrenOf(placed).flatMap((child) => groupParts(child, false));
  return [single(placed)];
}

/** Several items under one label: the first, and the last where there are more. */
function partOf(uses: readonly PlacedExpansion[]): Part {
  const [first, last] = [uses[0], uses.at(-1)];
  return { label: first === last ? (first?.path ?? '') : `${first?.path} … ${last?.path}`, uses };
}

/** Items whose first outputs are maps of the same rows and columns, in order of appearance; vectors stand together. */
function bySize(items: readonly PlacedExpansion[]): readonly Part[] {
  const found = new Map<string, PlacedExpansion[]>();
  for (const item of items) {
    const [shape] = item.expansion.outputs;
    const key = shape?.length === 4 ? `${valueText(shape[H]!)}|${valueText(shape[W]!)}` : '';
    found.set(key, [...(found.get(key) ?? []), item]);
  }
  return [...found.values()].map(partOf);
}

/** The parts of one item. */
export function partsOfItem(placed: PlacedExpansion, by: Grouping): readonly Part[] {
  if (by === 'group') return groupParts(placed, true);
  const children = childrenOf(placed);
  return children.length === 0 ? [single(placed)] : children.map(single);
}

/** The parts of a design. */
export function partsOfDesign(items: readonly PlacedExpansion[], by: Grouping): readonly Part[] {
  if (by === 'group') return items.flatMap((item) => groupParts(item, false));
  return by === 'item' ? items.map(single) : bySize(items);
}

/** The operators inside, in order, each with its path. */
export function* operatorsIn(placed: PlacedExpansion): Generator<PlacedExpansion> {
  if (placed.expansion.definition.kind === 'operator') yield placed;
  else for (const child of childrenOf(placed)) yield* operatorsIn(child);
}
