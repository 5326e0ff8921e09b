import { expect, test } from 'vitest';
import type { Design } from './design.ts';
import { emptyDesign } from './design.ts';
import type { Edit } from './edit.ts';
import { applyEdit } from './edit.ts';
import { notesIn, notesTo } from './notes-inside.ts';
import { blockOfDrawing } from './own-block-uses.ts';
import { serializeDesign } from './serialize.ts';
import { ungroupItem } from './ungroup.ts';

const position = { x: 0, y: 0 };
const size = { width: 200, height: 80 };
const node = (id: string, definition: string, parent?: string) => ({
  id,
  definition,
  fields: {},
  position,
  ...(parent !== undefined && { parent }),
});

const design: Design = {
  ...emptyDesign(),
  nodes: [node('group', 'sequence'), node('inner', 'identity', 'group')],
  notes: [
    { id: 'n1', text: 'outside', position, size },
    { id: 'n2', parent: 'group', text: 'inside', position: { x: 5, y: 6 }, size },
  ],
};

/** What an edit makes, once it is seen that taking it back leads to the same file. */
function after(edit: Edit): Design {
  const done = applyEdit(design, edit);
  if (!done.ok) throw new Error(JSON.stringify(done.issues));
  const back = applyEdit(done.value.design, done.value.inverse);
  expect(back.ok && serializeDesign(back.value.design)).toBe(serializeDesign(design));
  return done.value.design;
}

const words = (of: Design, drawing: string) => notesIn(of, drawing).map(({ text }) => text);

test('a note stands in one drawing, and one whose item is not there in that of the design', () => {
  expect([words(design, ''), words(design, 'group')]).toEqual([['outside'], ['inside']]);
  const lost = { ...design, notes: [{ ...design.notes![1]!, parent: 'nobody' }] };
  expect(words(lost, '')).toEqual(['inside']);
});

test('it follows the name of its item and goes with it', () => {
  expect(words(after({ kind: 'renameNode', id: 'group', to: 'stem' }), 'stem')).toEqual(['inside']);
  const gone = after({ kind: 'removeNode', id: 'group' });
  expect(gone.notes?.map(({ text }) => text)).toEqual(['outside']);
});

test('a group that is taken apart and a block that is made of it leave it where they stand', () => {
  const apart = ungroupItem(design, 'group', {
    portOf: () => null,
    copies: 1,
    names: () => ({}),
    hides: () => false,
    shift: { x: 10, y: 20 },
    pitch: position,
  });
  if (!apart.ok) throw new Error(JSON.stringify(apart.issues));
  const flat = after(apart.value.edit);
  expect(words(flat, '')).toEqual(['outside', 'inside']);
  expect(flat.notes?.[1]?.position).toEqual({ x: 15, y: 26 });
  const made = after(blockOfDrawing(design, 'group', { id: 'own:stem', title: 'Stem' }, () => []));
  expect(words(made, '')).toEqual(['outside', 'inside']);
});

test('moved to another drawing it keeps all else that a file says of it', () => {
  const note = { ...design.notes![1]!, colour: 'red' };
  expect(notesTo({ ...design, notes: [note] }, 'group', undefined)[0]?.note).toEqual({
    text: 'inside',
    colour: 'red',
    position: { x: 5, y: 6 },
    size,
  });
});
