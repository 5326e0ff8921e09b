import { copyFields } from '../../src-core/document/copy-fields.ts';
import type { DesignNode } from '../../src-core/document/design.ts';
import type { Edit } from '../../src-core/document/edit.ts';
import { batch } from '../../src-core/document/edit.ts';
import { t } from '../locale/translate.ts';
import { dispatch, useDocument } from './document.ts';
import { selectedIds } from './drawings.ts';

const nodeOf = (id: string): DesignNode | undefined =>
  useDocument.getState().design.nodes.find((node) => node.id === id);

/** Lets an item run with the weights of another; where they part by its fields, with the fields of that one too. */
export function takeWeights(id: string, owner: string, copiesFields: boolean): void {
  const [from, to] = [nodeOf(owner), nodeOf(id)];
  if (from === undefined || to === undefined) return;
  const take: Edit = { kind: 'setWeightsOf', id, owner };
  const label = t('Run {id} with the weights of {owner}', { id, owner });
  dispatch(batch([...(copiesFields ? copyFields(from, to) : []), take]), { label });
}

/** Gives an item weights of its own. */
export const giveOwnWeights = (id: string): void => {
  dispatch({ kind: 'setWeightsOf', id, owner: null });
};

/** Gives an item the fields of the one whose weights it runs with. */
export function copyOwnersFields(id: string): void {
  const to = nodeOf(id);
  const from = to?.weightsOf === undefined ? undefined : nodeOf(to.weightsOf);
  if (from === undefined || to === undefined) return;
  dispatch(batch(copyFields(from, to)), {
    label: t('Copy the fields of {from} to {to}', { from: from.id, to: id }),
  });
}

/** Names of the selected items where all are of one definition, so that they could share weights; else none. */
export function shareable(): readonly string[] {
  const nodes = selectedIds().flatMap((id) => nodeOf(id) ?? []);
  const [first] = nodes;
  const isOne = nodes.length > 1 && nodes.every(({ definition }) => definition === first?.definition);
  return isOne ? nodes.map(({ id }) => id) : [];
}

/** Lets all selected items run with the weights of the one that was selected first, in one step. */
export function shareSelected(): void {
  const [owner, ...takers] = shareable();
  if (owner === undefined) return;
  const takesFrom = nodeOf(owner)?.weightsOf;
  // its own first, where it would take them from one of those that are to take from it
  const own: readonly Edit[] =
    takesFrom !== undefined && takers.includes(takesFrom)
      ? [{ kind: 'setWeightsOf', id: owner, owner: null }]
      : [];
  const takes = takers.map((id): Edit => ({ kind: 'setWeightsOf', id, owner }));
  dispatch(batch([...own, ...takes]), { label: t('Share the weights of {owner}', { owner }) });
}
