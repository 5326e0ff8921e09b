import { describe, expect, test } from 'vitest';
import { emptyDesign } from './design.ts';
import type { Edit } from './edit.ts';
import type { CommitOptions, OpenDesign } from './history.ts';
import { commit, emptyHistory, historyLimit, redoLabel, redone, undoLabel, undone } from './history.ts';

const node = (id: string) => ({ id, definition: 'convolution', fields: {}, position: { x: 0, y: 0 } });
const start: OpenDesign = {
  design: { ...emptyDesign(), nodes: [node('a'), node('b')] },
  history: emptyHistory,
};

const set = (value: number, field = 's'): Edit => ({ kind: 'setField', id: 'a', field, value });
const move = (x: number, ...ids: string[]): Edit => ({
  kind: 'moveNodes',
  moves: ids.map((id) => ({ id, position: { x, y: 0 } })),
});

function done(open: OpenDesign, edit: Edit, options?: CommitOptions): OpenDesign {
  const result = commit(open, edit, options);
  if (!result.ok) throw new Error(result.issues[0]?.code);
  return result.value;
}

const drag = (open: OpenDesign, edits: readonly Edit[], gesture = 'drag') =>
  edits.reduce((current, edit) => done(current, edit, { gesture }), open);

test('undo and redo go back and forth, with labels', () => {
  const one = done(start, set(5));
  const two = done(one, move(3, 'a', 'b'));
  expect([undoLabel(two.history), redoLabel(two.history)]).toEqual(['Move 2 items', null]);
  const back = undone(two);
  expect(back?.design).toEqual(one.design);
  expect(back && [undoLabel(back.history), redoLabel(back.history)]).toEqual(['Set s of a', 'Move 2 items']);
  expect(back && redone(back)).toEqual(two);
});

test('there is nothing to undo or redo at the ends', () => {
  expect(undone(start)).toBeNull();
  expect(redone(start)).toBeNull();
});

test('a new step forgets what was undone', () => {
  const back = undone(done(start, set(5)));
  const other = back && done(back, set(6));
  expect(other?.history.future).toEqual([]);
  expect(other && redone(other)).toBeNull();
});

test('an edit that cannot apply is an issue and no step; one that changes nothing is no step', () => {
  expect(commit(start, { kind: 'removeNode', id: 'x' })).toMatchObject({ ok: false });
  expect(done(start, { kind: 'clearField', id: 'a', field: 's' })).toBe(start);
  for (const edit of [set(5), move(7, 'a', 'b'), { kind: 'setTitle', title: 'Again' }] as const) {
    const once = done(start, edit);
    expect(done(once, edit)).toBe(once);
  }
});

describe('gestures', () => {
  test('a slider held is one step, from first to last', () => {
    const open = drag(start, [set(5), set(4), set(3)]);
    expect(open.history.past).toEqual([
      {
        label: 'Set s of a',
        edit: set(3),
        inverse: { kind: 'clearField', id: 'a', field: 's' },
        gesture: 'drag',
      },
    ]);
    expect(undone(open)?.design).toEqual(start.design);
  });

  test('a drag of many moves keeps one move', () => {
    const moves = Array.from({ length: 500 }, (_, x) => move(x, 'a', 'b'));
    const open = drag(start, moves);
    expect(open.history.past).toHaveLength(1);
    expect(open.history.past[0]?.edit).toEqual(move(499, 'a', 'b'));
    expect(undone(open)?.design).toEqual(start.design);
  });

  test('an item dropped and then dragged is one step of two edits', () => {
    const add: Edit = { kind: 'addNode', node: node('c') };
    const open = drag(start, [add, ...Array.from({ length: 50 }, (_, x) => move(x, 'c'))]);
    expect(open.history.past[0]?.edit).toEqual({ kind: 'batch', edits: [add, move(49, 'c')] });
    expect(undone(open)?.design).toEqual(start.design);
  });

  test('different fields of one gesture are one step', () => {
    const open = drag(start, [set(5), set(1, 'k'), set(4), set(2, 'k')]);
    expect(open.history.past).toHaveLength(1);
    const back = undone(open);
    expect(back?.design).toEqual(start.design);
    expect(back && redone(back)?.design).toEqual(open.design);
  });

  test('batches that overwrite each other stay one batch', () => {
    const both = (value: number): Edit => ({ kind: 'batch', edits: [set(value), move(value, 'a')] });
    const open = drag(start, [both(1), both(2), both(3)]);
    expect(open.history.past[0]?.edit).toEqual(both(3));
    expect(undone(open)?.design).toEqual(start.design);
  });

  test('a field written anew keeps its place among the fields', () => {
    const first = done(start, set(1, 'k'));
    const open = drag(first, [{ ...set(1), index: 0 } as Edit, set(2), set(3)]);
    const back = undone(open);
    const again = back && redone(back);
    expect(Object.keys(again?.design.nodes[0]?.fields ?? {})).toEqual(['s', 'k']);
    expect(again?.design.nodes[0]?.fields).toEqual({ s: 3, k: 1 });
  });

  test('other gestures, and none, are steps of their own', () => {
    const open = drag(drag(start, [set(5), set(4)], 'one'), [set(3)], 'two');
    expect(open.history.past).toHaveLength(2);
    expect(done(done(start, set(5)), set(4)).history.past).toHaveLength(2);
  });

  test('what was undone is not joined', () => {
    const open = drag(start, [set(5)]);
    const back = undone(done(open, set(1, 'k')));
    const other = back && done(back, set(4), { gesture: 'drag' });
    expect(other?.history.past).toHaveLength(2);
  });
});

test('a label may be given', () => {
  expect(undoLabel(done(start, set(5), { label: 'Try five' }).history)).toBe('Try five');
});

test('the oldest steps are forgotten beyond the limit', () => {
  let open = start;
  for (let value = 0; value < historyLimit + 5; value++) open = done(open, set(value));
  expect(open.history.past).toHaveLength(historyLimit);
  for (let back = undone(open); back !== null; back = undone(open)) open = back;
  expect(open.design.nodes[0]?.fields).toEqual({ s: 4 });
});

test('a history beside a design that is not its own is a programmer error', () => {
  const open = done(start, set(5));
  expect(() => undone({ ...open, design: emptyDesign() })).toThrow('does not belong');
});
