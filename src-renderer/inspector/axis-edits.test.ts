import { beforeEach, expect, test } from 'vitest';
import type { FieldValue } from '../../src-core/document/design.ts';
import { emptyDesign } from '../../src-core/document/design.ts';
import { openDesign, useDocument } from '../store/document.ts';
import { undo } from '../store/undoing.ts';
import { heldValue, joinFields, partFields } from './axis-edits.ts';
import { trySetField } from './edit-field.ts';

const nodeOf = (id: string) => useDocument.getState().design.nodes.find((node) => node.id === id)!;
const fieldsOf = (id: string) => nodeOf(id).fields;
const position = { x: 0, y: 0 };
const conv = (id: string, fields: Readonly<Record<string, FieldValue>>) => ({
  id,
  definition: 'conv2d',
  fields,
  position,
});

beforeEach(() =>
  openDesign({
    ...emptyDesign(),
    nodes: [
      conv('plain', { stride: 2 }),
      conv('listed', { stride: [2, 3], pad: [0, 1, 2, 3], bias: true }),
      conv('bare', {}),
    ],
  }),
);

test('columns part with the number they had, and joining takes it away again, each as one step', () => {
  const before = useDocument.getState().design;
  partFields(['plain', 'bare'], ['strideWidth'], 'part');
  expect([fieldsOf('plain'), fieldsOf('bare')]).toEqual([{ stride: 2, strideWidth: 2 }, { strideWidth: 1 }]);
  trySetField(['plain'], 'stride', 4);
  expect(fieldsOf('plain')).toEqual({ stride: 4, strideWidth: 2 });
  joinFields(['plain', 'bare'], ['strideWidth'], 'join');
  expect([fieldsOf('plain'), fieldsOf('bare')]).toEqual([{ stride: 4 }, {}]);
  for (let step = 0; step < 3; step++) undo();
  expect(useDocument.getState().design).toEqual(before);
});

test('a side holds what it follows', () => {
  expect(
    ['pad', 'padWidth', 'padBottom', 'padRight'].map((side) => heldValue(nodeOf('listed'), side)),
  ).toEqual([0, 1, 2, 3]);
  trySetField(['plain'], 'padWidth', 5);
  expect(heldValue(nodeOf('plain'), 'padRight')).toBe(5);
  expect(heldValue(nodeOf('plain'), 'padBottom')).toBe(0);
});

test('a list is written out as soon as one of its numbers is edited, and no other list is', () => {
  expect(trySetField(['listed'], 'strideWidth', 5)).toBeNull();
  expect(fieldsOf('listed')).toEqual({ stride: 2, strideWidth: 5, pad: [0, 1, 2, 3], bias: true });
  joinFields(['listed'], ['padWidth', 'padBottom', 'padRight'], 'join');
  expect(fieldsOf('listed')).toEqual({ stride: 2, strideWidth: 5, pad: 0, bias: true });
});

test('a number that is out of bounds for its side is refused there', () => {
  expect(trySetField(['listed'], 'strideWidth', 99)?.where.field).toBe('strideWidth');
  expect(fieldsOf('listed').stride).toEqual([2, 3]);
});
