import { expect, test } from 'vitest';
import { designAround, editOfBlock } from '../analysis/block-design.ts';
import { catalogue } from '../catalogue.ts';
import { definitionFile, parseBlockFile } from './block-file.ts';
import { copySelection, pasteSelection } from './clipboard.ts';
import type { Design } from './design.ts';
import { emptyDesign } from './design.ts';
import type { Edit } from './edit.ts';
import { applyEdit, batch } from './edit.ts';
import { labelOf } from './edit-label.ts';
import { notesIn, notesTo } from './notes-inside.ts';
import { blockOfDrawing, detachedUse } from './own-block-uses.ts';
import { parseDesign } from './parse.ts';
import { serializeBlockFile, serializeDesign } from './serialize.ts';
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
function after(edit: Edit, before = design): Design {
  const done = applyEdit(before, edit);
  if (!done.ok) throw new Error(JSON.stringify(done.issues));
  const back = applyEdit(done.value.design, done.value.inverse);
  expect(back.ok && serializeDesign(back.value.design)).toBe(serializeDesign(before));
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

test('a group that is taken apart leaves it where it stands', () => {
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
});

/** The design after a block was made of its group, with a note in a part of that, too. */
function withBlock(): Design {
  const deeper = {
    ...design,
    nodes: [...design.nodes, node('part', 'sequence', 'group')],
    notes: [...design.notes!, { id: 'n3', parent: 'part', text: 'deep', position, size }],
  };
  return after(
    blockOfDrawing(deeper, 'group', { id: 'own:stem', title: 'Stem' }, () => []),
    deeper,
  );
}

test('a block that is made of a group has its notes, and a use that is detached brings copies of them back', () => {
  const made = withBlock();
  const [block] = made.blocks!;
  expect(words(made, '')).toEqual(['outside']);
  expect(block!.notes?.map(({ parent = null, text }) => [parent, text])).toEqual([
    [null, 'inside'],
    ['part', 'deep'],
  ]);
  const apart = after(
    detachedUse(made, 'group', block!, 'sequence', () => []),
    made,
  );
  expect([words(apart, ''), words(apart, 'group'), words(apart, 'part')]).toEqual([
    ['outside'],
    ['inside'],
    ['deep'],
  ]);
  expect(apart.blocks![0]).toBe(block);
});

test('notes of a block are edited in its drawing, shown as a design, and undone with it', () => {
  const made = withBlock();
  const [block] = made.blocks!;
  const shown = designAround(made, block!, { fields: {}, inputs: [[1n, 8n, 8n, 8n]] }, catalogue);
  expect([words(shown, ''), words(shown, 'own:stem'), words(shown, 'part')]).toEqual([
    [],
    ['inside'],
    ['deep'],
  ]);
  const { id: _, ...note } = notesIn(shown, 'own:stem')[0]!;
  const edit = (now: typeof note | null): Edit =>
    editOfBlock(made, block!, { kind: 'setNote', id: 'n2', note: now });
  const told = after(edit({ ...note, text: 'told' }), made);
  expect(told.blocks![0]!.notes?.[0]).toEqual({ id: 'n2', text: 'told', position: { x: 5, y: 6 }, size });
  expect(labelOf(made, edit(null))).toBe('Remove a note in Stem');
  const gone = after(
    batch([edit(null), { kind: 'inBlock', block: 'own:stem', edit: { kind: 'removeNode', id: 'part' } }]),
    made,
  );
  expect(Object.keys(gone.blocks![0]!)).not.toContain('notes');
});

test('a file of a block keeps its notes, one to a line, with what only a later version knows of them', () => {
  const made = withBlock();
  const noted = {
    ...made,
    blocks: made.blocks!.map((block) => ({
      ...block,
      notes: block.notes!.map((note) => ({ ...note, colour: 'red' })),
    })),
  };
  const file = definitionFile(noted, 'own:stem');
  const text = file.ok ? serializeBlockFile(file.value) : '';
  expect(text).toContain(
    '{ "id": "n3", "parent": "part", "text": "deep", "position": { "x": 0, "y": 0 }, "size": { "width": 200, "height": 80 }, "colour": "red" }',
  );
  const read = parseBlockFile(text);
  expect(read.ok && read.value.blocks).toEqual(noted.blocks);
  expect(parseDesign(serializeDesign(noted))).toEqual({ ok: true, value: noted });
});

test.each([
  ['text', [{ id: 'n1', text: 7, position, size }], 'blocks[0].notes[0].text'],
  ['its list', 'none', 'blocks[0].notes'],
  [
    'a name of its own',
    [1, 2].map(() => ({ id: 'n1', text: '', position, size })),
    'two notes are called n1',
  ],
])('a note of a block that lacks %s is refused with its place', (_, notes, place) => {
  const broken = JSON.parse(serializeDesign(withBlock()));
  broken.blocks[0].notes = notes;
  const read = parseDesign(JSON.stringify(broken));
  expect(read).toMatchObject({ ok: false, issues: [{ code: 'document/malformed' }] });
  expect(JSON.stringify(read)).toContain(place);
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
