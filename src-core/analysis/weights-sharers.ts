import { nodesById, withInside } from '../document/parents.ts';
import type { Issue } from '../errors.ts';
import type { AnalyzedItems } from './item-analysis.ts';
import { itemAt } from './item-paths.ts';
import { expandedPathsOf, misfitAt } from './weights-check.ts';
import { weightsOwnerOf } from './weights-owner.ts';

const none: readonly string[] = [];
const found = new WeakMap<AnalyzedItems, ReadonlyMap<string, readonly string[]>>();

/** Paths of the drawn items that run with the weights of others, by the path of the owner. */
function takersByOwner(analysis: AnalyzedItems): ReadonlyMap<string, readonly string[]> {
  const known = found.get(analysis);
  if (known !== undefined) return known;
  const takers = new Map<string, string[]>();
  const { nodes } = analysis.design;
  const taking = nodes.filter(({ weightsOf }) => weightsOf !== undefined).map(({ id }) => id);
  const byId = nodesById(analysis.design);
  for (const id of withInside(nodes, taking)) {
    for (const path of expandedPathsOf(analysis, byId, id)) {
      const owner = weightsOwnerOf(analysis, path);
      if (owner !== null) takers.set(owner, [...(takers.get(owner) ?? []), path]);
    }
  }
  found.set(analysis, takers);
  return takers;
}

/**
 * Paths of the drawn items that run with the weights of the one at a path; none where it has them for itself. The same list
 * for the same analysis.
 */
export const takersOf = (analysis: AnalyzedItems, path: string): readonly string[] =>
  takersByOwner(analysis).get(path) ?? none;

/** Paths of all drawn items that run with the same weights as the one at a path, the owner first; none where it is alone. */
export function sharersOf(analysis: AnalyzedItems, path: string): readonly string[] {
  const owner = weightsOwnerOf(analysis, path) ?? path;
  const all = new Set([owner, path, ...takersOf(analysis, owner)]);
  return all.size === 1 ? [] : [...all];
}

/** An item of the design whose weights another may take. */
interface WeightsChoice {
  readonly id: string;
  /** The field that has to be made equal first; null where the two fit as they are. */
  readonly parting: Issue | null;
}

/**
 * The items of the design that have weights of their own which the one at a path could run with, those that fit first: at
 * once, or after a field of its own is made equal.
 */
export function weightsChoices(analysis: AnalyzedItems, path: string, id: string): readonly WeightsChoice[] {
  const { nodes } = analysis.design;
  const definition = nodes.find((node) => node.id === id)?.definition;
  const facts = itemAt(analysis, path)?.facts;
  const hasNone = facts?.params === 0n && facts.buffers === 0n && weightsOwnerOf(analysis, path) === null;
  if (definition === undefined || hasNone) return [];
  const choices = nodes
    .filter((node) => node.id !== id && node.definition === definition && node.weightsOf === undefined)
    .map((node): WeightsChoice => ({ id: node.id, parting: misfitAt(analysis, path, node.id) }))
    .filter(({ parting }) => parting === null || isOwnField(parting, path));
  return [
    ...choices.filter(({ parting }) => parting === null),
    ...choices.filter(({ parting }) => parting !== null),
  ];
}

/** Whether what parts an item from its owner is a field of the item itself, so that the owner's fields would mend it. */
export const isOwnField = ({ code, where }: Issue, path: string): boolean =>
  code === 'weights/field' && where.node === path;
