import { beforeEach, expect, test } from 'vitest';
import { networkOf } from '../../src-core/catalogue.ts';
import { sentence } from '../../src-core/errors.ts';
import { openDesign, useDocument } from '../store/document.ts';
import { undo } from '../store/undoing.ts';
import { literalOf, makeVariable, resetField, trySetField, trySetVariable } from './edit-field.ts';

const design = () => useDocument.getState().design;
const fieldsOf = (id: string) => design().nodes.find((node) => node.id === id)!.fields;
const definitionOf = (id: string) => useDocument.getState().analysis.items.get(id)!.definition!;

beforeEach(() => openDesign(networkOf('hs-resnet-50')!.design));

test('a value that the field refuses leaves the document as it is', () => {
  const before = design();
  expect(sentence(trySetField(['stage3'], 'depth', 0)!)).toBe('must be from 1 to 200, got 0');
  expect(trySetField(['stage3'], 'w', { expression: 'q' })?.where.at).toBe(0);
  expect(design()).toBe(before);
});

test('several items are set as one step, or none of them', () => {
  const before = design();
  expect(trySetField(['stage1', 'stage2'], 'depth', 7)).toBeNull();
  expect([fieldsOf('stage1').depth, fieldsOf('stage2').depth]).toEqual([7, 7]);
  undo();
  expect(design()).toEqual(before);
  expect(trySetField(['stage1', 'stage2'], 'depth', -1)).not.toBeNull();
  expect(design()).toEqual(before);
});

test('one gesture on one field is one step', () => {
  const before = design();
  for (const depth of [4, 5, 6]) trySetField(['stage1'], 'depth', depth, 'scrub:1');
  expect(useDocument.getState().history.past).toHaveLength(1);
  trySetField(['stage2'], 'depth', 9, 'scrub:1');
  expect(useDocument.getState().history.past).toHaveLength(2);
  undo();
  undo();
  expect(design()).toEqual(before);
});

test('a variable is set where every field that follows it can take it', () => {
  expect(trySetVariable('k', 4)?.code).toBe('field/not-odd');
  expect(trySetVariable('k', 5)).toBeNull();
  expect(trySetVariable('w', 0)?.code).toBe('document/variable-value');
  expect(design().variables.find((variable) => variable.name === 'k')?.value).toBe(5);
});

test('a field becomes a variable, and the counts stay', () => {
  const before = useDocument.getState().analysis.totals;
  const { planes, depth } = definitionOf('stage3').fields;
  makeVariable(['stage3'], 'planes', planes!, 256n);
  expect(fieldsOf('stage3').planes).toEqual({ expression: 'p' });
  makeVariable(['stage3'], 'depth', depth!, 6);
  expect(
    design()
      .variables.slice(-2)
      .map((variable) => [variable.name, variable.value]),
  ).toEqual([
    ['p', 256],
    ['depth', 6],
  ]);
  expect(useDocument.getState().analysis.totals).toEqual(before);
});

test('a variable gets a name that is free', () => {
  const { planes } = definitionOf('stage3').fields;
  makeVariable(['stage3'], 'planes', planes!, 256n);
  makeVariable(['stage2'], 'planes', planes!, 128n);
  expect(fieldsOf('stage2').planes).toEqual({ expression: 'p2' });
});

test('a field goes back to its default', () => {
  resetField(['stage3'], 'depth');
  expect(fieldsOf('stage3')).not.toHaveProperty('depth');
});

test('a resolved value is written as the literal it is', () => {
  expect(literalOf(80n)).toBe(80);
  expect(literalOf([16n, 32n])).toEqual([16, 32]);
  expect(literalOf('floor')).toBe('floor');
  expect(literalOf(true)).toBe(true);
});
