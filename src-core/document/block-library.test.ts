import { describe, expect, test } from 'vitest';
import { blockHasher } from './block-hash.ts';
import {
  fieldChanges,
  keptAgainst,
  libraryEntries,
  placedFrom,
  storedIn,
  updatedFrom,
} from './block-library.ts';
import type { Design, DesignNode, OwnBlock } from './design.ts';
import { emptyDesign } from './design.ts';
import type { Edit } from './edit.ts';
import { applyEdit, batch } from './edit.ts';
import { blockOf, blocksOf } from './own-block.ts';
import { serializeDesign } from './serialize.ts';

const use = (definition: string): DesignNode => ({
  id: definition.replace(':', '-'),
  definition,
  fields: {},
  position: { x: 0, y: 0 },
});
const block = (name: string, inside: readonly string[] = [], title = name): OwnBlock => ({
  id: `own:${name}`,
  title,
  fields: [],
  nodes: inside.map(use),
  edges: [],
});
const library = [block('outer', ['own:inner']), block('inner')];
const changed = [library[0]!, block('inner', [], 'inner, made better')];

function applied(design: Design, edits: readonly Edit[]): Design {
  const result = applyEdit(design, batch(edits));
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  const back = applyEdit(result.value.design, result.value.inverse);
  expect(back.ok && serializeDesign(back.value.design)).toBe(serializeDesign(design));
  return result.value.design;
}

const statesIn = (design: Design, of: readonly OwnBlock[]) =>
  Object.fromEntries([...libraryEntries(blocksOf(design), of)].map(([id, { state }]) => [id, state]));
const hashIn = (design: Design, id: string) => blockHasher(blocksOf(design))(id);
const empty = emptyDesign();
const placed = applied(empty, placedFrom([], library, library[0]!).edits);

describe('a definition placed from a library', () => {
  test('comes with those inside it, linked, and is the same as there', () => {
    expect(statesIn(placed, library)).toEqual({ 'own:outer': 'same', 'own:inner': 'same' });
    expect(placedFrom(blocksOf(placed), library, library[0]!)).toEqual({ edits: [], id: 'own:outer' });
  });

  test('stands beside another of its id, and uses its own', () => {
    const mine = { ...empty, blocks: [block('inner', [], 'mine')] };
    const { edits, id } = placedFrom(blocksOf(mine), library, library[0]!);
    const design = applied(mine, edits);
    expect(blockOf(design, id)?.nodes[0]?.definition).toBe('own:inner-2');
    expect(hashIn(design, id)).toBe(blockHasher(library)('own:outer'));
    expect(statesIn(design, library)).toEqual({ [id]: 'same', 'own:inner-2': 'same' });
  });
});

describe('a definition that changed elsewhere is offered', () => {
  test('newer there: an update brings it, and what is inside it, up to date', () => {
    expect(statesIn(placed, changed)).toEqual({ 'own:outer': 'newerThere', 'own:inner': 'newerThere' });
    const outer = blockOf(placed, 'own:outer')!;
    const design = applied(placed, updatedFrom(blocksOf(placed), changed, outer, changed[0]!));
    expect(statesIn(design, changed)).toEqual({ 'own:outer': 'same', 'own:inner': 'same' });
    expect(blocksOf(design)).toHaveLength(2);
  });

  test('one inside that was changed here stays, and the one that comes stands beside it', () => {
    const mine = applied(placed, [
      { kind: 'setBlock', block: { ...blockOf(placed, 'own:inner')!, title: 'mine' } },
    ]);
    const outer = blockOf(mine, 'own:outer')!;
    const design = applied(mine, updatedFrom(blocksOf(mine), changed, outer, changed[0]!));
    expect(blockOf(design, 'own:inner')?.title).toBe('mine');
    expect(hashIn(design, 'own:outer')).toBe(blockHasher(changed)('own:outer'));
    expect(statesIn(design, changed)).toEqual({
      'own:outer': 'same',
      'own:inner': 'parted',
      'own:inner-2': 'same',
    });
  });

  test('newer here: storing it takes the place of its entry; keeping it against a newer one parts no more', () => {
    const mine = applied(placed, [
      { kind: 'setBlock', block: { ...blockOf(placed, 'own:inner')!, title: 'mine' } },
    ]);
    expect(statesIn(mine, library)).toEqual({ 'own:outer': 'newerHere', 'own:inner': 'newerHere' });
    const stored = storedIn(library, blocksOf(mine), blockOf(mine, 'own:outer')!);
    const linked = applied(mine, stored.edits);
    expect(stored.library.map(({ title }) => title)).toEqual(['outer', 'mine']);
    expect(statesIn(linked, stored.library)).toEqual({ 'own:outer': 'same', 'own:inner': 'same' });
    expect(statesIn(mine, changed)['own:inner']).toBe('parted');
    const kept = keptAgainst(blockOf(mine, 'own:inner')!, changed, changed[1]!);
    expect(statesIn(applied(mine, [kept]), changed)['own:inner']).toBe('newerHere');
  });
});

test('a definition stored in a library that has another of its id gets an id of its own there', () => {
  const mine = { ...empty, blocks: [block('outer', ['own:inner'], 'of mine'), block('inner', [], 'mine')] };
  const stored = storedIn(library, blocksOf(mine), blocksOf(mine)[0]!);
  expect(stored.library.map(({ id, title }) => [id, title])).toEqual([
    ['own:outer', 'outer'],
    ['own:inner', 'inner'],
    ['own:outer-2', 'of mine'],
    ['own:inner-2', 'mine'],
  ]);
  const design = applied(mine, stored.edits);
  expect(statesIn(design, stored.library)).toEqual({ 'own:outer': 'same', 'own:inner': 'same' });
  expect(blockHasher(stored.library)('own:outer-2')).toBe(hashIn(design, 'own:outer'));
});

test('the fields in which definitions differ', () => {
  const field = (name: string, value = 1) => ({ name, kind: 'dimension', label: name, default: value });
  const [before, after] = [
    { ...library[0]!, fields: [field('s'), field('w')] },
    { ...library[0]!, fields: [field('w', 2), field('k')] },
  ];
  expect(fieldChanges(before, after)).toEqual([
    { name: 's', kind: 'removed' },
    { name: 'w', kind: 'changed' },
    { name: 'k', kind: 'added' },
  ]);
});
