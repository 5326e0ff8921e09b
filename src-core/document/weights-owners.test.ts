import { describe, expect, test } from 'vitest';
import { chainOf, item, part, siamese, withItem } from '../analysis/shared-design.fixture.ts';
import type { Result } from '../errors.ts';
import { describe as describeIssue } from '../errors.ts';
import { finished } from '../steps.ts';
import { copySelection, pasteSelection } from './clipboard.ts';
import type { Design, DesignNode } from './design.ts';
import { differenceText } from './difference-text.ts';
import { differences } from './differences.ts';
import type { Edit } from './edit.ts';
import { applyEdit } from './edit.ts';
import { labelOf } from './edit-label.ts';
import { parseDesign } from './parse.ts';
import { serializeDesign } from './serialize.ts';
import { ungroupItem } from './ungroup.ts';
import { sharingWith } from './weights-owners.ts';

const value = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(result.issues.map(describeIssue).join());
  return result.value;
};

/** The design after an edit, which its inverse takes back to the byte. */
function edited(design: Design, edit: Edit): Design {
  const applied = value(applyEdit(design, edit));
  const back = value(applyEdit(applied.design, applied.inverse)).design;
  expect(serializeDesign(back)).toBe(serializeDesign(design));
  return applied.design;
}

const ownersIn = ({ nodes }: Design) =>
  Object.fromEntries(
    nodes.flatMap(({ id, weightsOf }) => (weightsOf === undefined ? [] : [[id, weightsOf]])),
  );
const conv = (id: string, weightsOf?: string) =>
  item(id, 'conv2d', {}, weightsOf === undefined ? {} : { weightsOf });
const cells = chainOf(conv('one'), conv('two', 'one'), conv('three', 'one'), conv('four', 'three'));
const origin = { x: 0, y: 0 };

describe('the file', () => {
  test('says whose weights an item takes, beside how it is called, and reads back', () => {
    const text = serializeDesign(siamese);
    expect(text).toContain('"weightsOf": "conv_a",\n      "fields"');
    expect(parseDesign(text)).toEqual({ ok: true, value: siamese });
    const own = withItem(siamese, 'conv_b', { weightsOf: undefined });
    expect(serializeDesign(own)).not.toContain('weightsOf');
    const wrong = parseDesign(text.replace('"conv_a",\n      "fields"', '7,\n      "fields"'));
    expect(wrong.ok || wrong.issues.map(describeIssue)).toEqual(['conv_b: weightsOf must be text, got 7']);
  });

  test('tells two designs apart by it, in words', () => {
    const other = edited(siamese, { kind: 'setWeightsOf', id: 'conv_b', owner: null });
    expect(finished(differences(siamese, other)).map((difference) => differenceText(difference))).toEqual([
      'conv_b, weights: those of conv_a → its own',
    ]);
  });
});

describe('the owner of weights', () => {
  test('is set and taken away in a step that says so', () => {
    const take: Edit = { kind: 'setWeightsOf', id: 'conv_a', owner: 'conv_b' };
    expect(labelOf(siamese, take)).toBe('Run conv_a with the weights of conv_b');
    expect(labelOf(siamese, { ...take, owner: null })).toBe('Give conv_a its own weights');
    expect(ownersIn(edited(cells, { kind: 'setWeightsOf', id: 'four', owner: 'two' }))).toMatchObject({
      four: 'two',
    });
  });

  test('keeps its takers under another name, also where one waited for that name', () => {
    expect(ownersIn(edited(cells, { kind: 'renameNode', id: 'one', to: 'stem' }))).toEqual({
      two: 'stem',
      three: 'stem',
      four: 'three',
    });
    const waiting = withItem(cells, 'four', { weightsOf: 'stem' });
    edited(waiting, { kind: 'renameNode', id: 'one', to: 'stem' });
    edited(waiting, { kind: 'addNode', node: conv('stem') });
  });

  test('hands its weights on where it is removed', () => {
    expect(ownersIn(edited(cells, { kind: 'removeNode', id: 'one' }))).toEqual({
      three: 'two',
      four: 'three',
    });
    expect(ownersIn(edited(cells, { kind: 'removeNode', id: 'three' }))).toEqual({ two: 'one', four: 'one' });
    const both: Edit = {
      kind: 'batch',
      edits: [
        { kind: 'removeNode', id: 'one' },
        { kind: 'removeNode', id: 'two' },
      ],
    };
    expect(ownersIn(edited(cells, both))).toEqual({ four: 'three' });
  });

  test('hands them to what stands outermost, as copies of a repeat would have one set each', () => {
    const design = chainOf(conv('one'), ...part('r', 'repeat', conv('cell', 'one')), conv('last', 'one'));
    expect(ownersIn(edited(design, { kind: 'removeNode', id: 'one' }))).toEqual({ cell: 'last' });
  });

  test('goes with what it stands in', () => {
    const design = chainOf(...part('s', 'sequence', conv('one')), conv('two', 'one'), conv('three', 'one'));
    expect(ownersIn(edited(design, { kind: 'removeNode', id: 's' }))).toEqual({ three: 'two' });
  });
});

describe('copied items', () => {
  const pasted = (design: Design, ...ids: string[]) => {
    const text = copySelection(design, new Set(ids));
    const paste = value(pasteSelection(design, text, origin));
    return ownersIn(edited(design, paste.edit));
  };

  test('share among themselves, and with nothing else', () => {
    const kept = ownersIn(cells);
    expect(pasted(cells, 'one', 'three')).toEqual({ ...kept, three2: 'one2' });
    expect(pasted(cells, 'two')).toEqual(kept);
    expect(pasted(cells, 'two', 'three', 'four')).toEqual({ ...kept, three2: 'two2', four2: 'three2' });
  });

  test('of a text that names others have weights of their own', () => {
    const text = copySelection(cells, new Set(['one', 'two'])).replace(
      '"weightsOf": "one"',
      '"weightsOf": "four"',
    );
    const paste = value(pasteSelection(cells, text, origin));
    expect(ownersIn(edited(cells, paste.edit))).toEqual(ownersIn(cells));
  });
});

describe('a group that is taken apart', () => {
  const portOf = ({ definition }: DesignNode) =>
    definition === 'part-input' ? 'input' : definition === 'part-output' ? 'output' : null;
  const apart = (design: Design, id: string, copies = 1, sharesWeights = false) =>
    ungroupItem(design, id, {
      portOf,
      copies,
      sharesWeights,
      names: () => ({}),
      hides: () => false,
      shift: origin,
      pitch: origin,
    });
  const heads = withItem(
    chainOf(
      ...part('s', 'sequence', conv('a1'), conv('b1')),
      ...part('t', 'sequence', conv('a2'), conv('b2')),
    ),
    't',
    { weightsOf: 's' },
  );

  test('shares item by item, whether it is the owner or the taker', () => {
    const shared = { a2: 'a1', b2: 'b1' };
    expect(ownersIn(edited(heads, value(apart(heads, 's')).edit))).toEqual(shared);
    expect(ownersIn(edited(heads, value(apart(heads, 't')).edit))).toEqual(shared);
  });

  test('leaves copies that share with those of the first', () => {
    const cell = chainOf(...part('r', 'repeat', conv('cell'), conv('next', 'cell')));
    expect(ownersIn(edited(cell, value(apart(cell, 'r', 2, true)).edit))).toEqual({
      next: 'cell',
      cell2: 'cell',
      next2: 'next',
    });
    expect(ownersIn(edited(cell, value(apart(cell, 'r', 2)).edit))).toEqual({ next: 'cell', next2: 'cell2' });
  });

  test('stays together where each copy shares with a copy elsewhere', () => {
    const two = withItem(
      chainOf(...part('r', 'repeat', conv('a1')), ...part('q', 'repeat', conv('a2'))),
      'q',
      { weightsOf: 'r' },
    );
    for (const id of ['r', 'q']) {
      const result = apart(two, id, 2);
      expect(result.ok || result.issues[0]?.code).toBe('graph/cannot-ungroup');
    }
    expect(apart(two, 'r', 1).ok).toBe(true);
  });
});

test('items that share are found from any of them, and a circle ends', () => {
  const all = new Set(['one', 'two', 'three', 'four']);
  for (const id of all) expect(sharingWith(cells.nodes, id)).toEqual(all);
  expect(sharingWith(cells.nodes, 'x')).toEqual(new Set(['x']));
  const circle = withItem(cells, 'one', { weightsOf: 'two' });
  expect(sharingWith(circle.nodes, 'one').has('one')).toBe(true);
});
