import { expect, test } from 'vitest';
import { chainOf, item } from '../../src-core/analysis/shared-design.fixture.ts';
import { serializeDesign } from '../../src-core/document/serialize.ts';
import { openDesign, useDocument, walkHistory } from './document.ts';
import { select } from './selection.ts';
import { copyOwnersFields, giveOwnWeights, shareable, shareSelected, takeWeights } from './sharing.ts';

const conv = (id: string, fields: object = {}) => item(id, 'conv2d', { outChannels: 4, ...fields });
const design = chainOf(conv('one'), conv('two'), conv('three', { kernel: 1 }), item('relu', 'relu'));
const owners = () =>
  useDocument
    .getState()
    .design.nodes.flatMap(({ id, weightsOf }) => (weightsOf === undefined ? [] : [`${id} of ${weightsOf}`]));
const params = () => useDocument.getState().analysis.totals?.params ?? null;
const undoAll = () => {
  while (useDocument.getState().history.past.length > 0) walkHistory('undo');
  expect(serializeDesign(useDocument.getState().design)).toBe(serializeDesign(design));
};

test('the selection shares the weights of what was selected first, in one step', () => {
  openDesign(design);
  select(['one', 'relu']);
  expect(shareable()).toEqual([]);
  select(['two', 'one']);
  shareSelected();
  expect(owners()).toEqual(['one of two']);
  expect(useDocument.getState().history.past).toHaveLength(1);
  select(['one', 'two']);
  shareSelected();
  expect(owners()).toEqual(['two of one']);
  expect(params()).toBe(144n + 16n);
  undoAll();
});

test('an item takes weights with the fields that part it, or gets the fields later', () => {
  openDesign(design);
  takeWeights('three', 'one', true);
  expect(params()).toBe(288n);
  giveOwnWeights('three');
  expect(params()).toBe(3n * 144n);
  undoAll();
  takeWeights('three', 'one', false);
  expect(params()).toBeNull();
  copyOwnersFields('three');
  expect(params()).toBe(288n);
  undoAll();
});
