import { expect, test } from 'vitest';
import { copySelection, pasteSelection } from './clipboard.ts';
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

test('a copy of an item has the notes in its drawing, under names of their own, and those around it stay', () => {
  const text = copySelection(design, new Set(['group']));
  expect(JSON.parse(text).notes.map(({ id }: { id: string }) => id)).toEqual(['n2']);
  const pasted = pasteSelection(design, text, { x: 10, y: 10 });
  if (!pasted.ok) throw new Error(JSON.stringify(pasted.issues));
  const both = after(pasted.value.edit);
  expect(words(both, pasted.value.ids[0]!)).toEqual(['inside']);
  expect(words(both, 'group')).toEqual(['inside']);
  expect(words(both, '')).toEqual(['outside']);
  expect(new Set(both.notes?.map(({ id }) => id)).size).toBe(3);
});

test('a copy whose notes are none is refused with its place', () => {
  const broken = JSON.parse(copySelection(design, new Set(['group'])));
  broken.notes[0].text = 7;
  const pasted = pasteSelection(design, JSON.stringify(broken), position);
  expect(pasted).toMatchObject({ ok: false, issues: [{ code: 'document/malformed' }] });
});
