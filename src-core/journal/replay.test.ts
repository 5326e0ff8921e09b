import { expect, test } from 'vitest';
import { emptyDesign } from '../document/design.ts';
import { emptyHistory } from '../document/history.ts';
import { serializeDesign } from '../document/serialize.ts';
import { beyondLimit } from './bound.ts';
import { lineNumber, readLine, writeLine } from './line.ts';
import type { JournalRecord } from './record.ts';
import { countingLines, replay } from './replay.ts';
import type { Work } from './work.ts';
import { advance, isUnsaved, resumed, stateOf } from './work.ts';

const fresh: Work = {
  open: { design: emptyDesign('New'), history: emptyHistory },
  saved: null,
  path: '/designs/a.blockwright.json',
  hash: 'h',
  isDiscarded: false,
};
const title = (text: string, gesture?: string): JournalRecord => ({
  kind: 'commit',
  edit: { kind: 'setTitle', title: text },
  ...(gesture !== undefined && { gesture }),
});
const lined = (...records: readonly JournalRecord[]): string[] =>
  records.map((record, index) => writeLine({ number: index + 1, record }));
const replayed = (lines: readonly string[]) => {
  const read = replay(lines);
  if (!read.ok) throw new Error(read.issues[0]?.code);
  return { ...read.value, title: read.value.work.open.design.title };
};

test('a line reads back; one that lost or changed a character does not', () => {
  const record = title('größer \u2028 "x"');
  const line = writeLine({ number: 7, record });
  expect(line).not.toContain('\n');
  expect(readLine(line)).toEqual({ number: 7, record });
  for (let end = 0; end < line.length; end += 1) expect(lineNumber(line.slice(0, end))).toBeNull();
  for (let at = 0; at < line.length; at += 1) {
    const changed = `${line.slice(0, at)}${line.charAt(at) === '0' ? '1' : '0'}${line.slice(at + 1)}`;
    expect(lineNumber(changed)).toBeNull();
  }
});

test('torn lines, repeated lines and lines after a gap do not count', () => {
  const lines = lined(stateOf(fresh), title('one'), title('two'), title('three'));
  const [state = '', one = '', two = '', three = ''] = lines;
  expect(replayed(lines)).toMatchObject({ title: 'three', last: 4 });
  expect(replayed([state, one, two.slice(0, -3), two, one, three])).toMatchObject({
    title: 'three',
    last: 4,
  });
  expect(replayed([state, one, three, two, three])).toMatchObject({ title: 'three', last: 4 });
  expect(replayed([state, one, three])).toMatchObject({ title: 'one', last: 2 });
  expect(replay([one, two])).toMatchObject({ ok: false, issues: [{ code: 'journal/empty' }] });
});

test('what comes before the last state is not needed', () => {
  const { work } = replayed(lined(stateOf(fresh), title('one'), title('two')));
  const later = [
    writeLine({ number: 4, record: stateOf(work) }),
    writeLine({ number: 5, record: { kind: 'undo' } }),
  ];
  expect(replayed(later)).toMatchObject({ title: 'one', last: 5 });
  expect(countingLines([...lined(stateOf(fresh), title('one'), title('two')), ...later])).toEqual(later);
});

test('a record that does not apply ends the work before it', () => {
  const wrong: JournalRecord = { kind: 'commit', edit: { kind: 'removeNode', id: 'nobody' } };
  expect(replayed(lined(stateOf(fresh), title('one'), wrong, title('two')))).toMatchObject({
    title: 'one',
    last: 2,
  });
  const newer = { ...stateOf(fresh), version: 99 };
  expect(replay(lined(newer))).toMatchObject({ issues: [{ code: 'journal/newer-version' }] });
});

test('work is unsaved until it is saved, undone to where it was saved, or given up', () => {
  const unsaved = (...records: readonly JournalRecord[]) =>
    isUnsaved(replayed(lined(stateOf(fresh), ...records)).work);
  const saved = { kind: 'saved', path: '/b', hash: 'i', position: 1 } as const;
  expect(unsaved()).toBe(false);
  expect(unsaved(title('one'))).toBe(true);
  expect(unsaved(title('one'), { kind: 'undo' })).toBe(false);
  expect(unsaved(title('one'), saved)).toBe(false);
  expect(unsaved(title('one'), saved, { kind: 'undo' })).toBe(true);
  expect(unsaved(title('one'), saved, { kind: 'undo' }, { kind: 'redo' })).toBe(false);
  expect(unsaved(title('one'), title('two'), saved)).toBe(true);
  expect(unsaved(title('one'), title('two'), saved, { kind: 'undo' })).toBe(false);
  expect(unsaved(title('one'), { kind: 'discarded' })).toBe(false);
  expect(unsaved(title('one'), { kind: 'discarded' }, title('two'))).toBe(true);
});

test('a window that goes on joins none of its gestures to one of before', () => {
  const { work } = replayed(
    lined(stateOf(fresh), title('one', 'drag 1'), { kind: 'saved', path: '/b', hash: 'i', position: 1 }),
  );
  const next = advance(resumed(work), title('two', 'drag 1'));
  if (!next.ok) throw new Error('not applied');
  expect(next.value.open.history.past).toHaveLength(2);
  expect(isUnsaved(resumed(work))).toBe(false);
  const back = advance(next.value, { kind: 'undo' });
  expect(back.ok && serializeDesign(back.value.open.design)).toBe(serializeDesign(work.open.design));
  expect(back.ok && isUnsaved(back.value)).toBe(false);
});

test('a step that was undone before the window went, and is done again after, is joined by none', () => {
  const { work } = replayed(lined(stateOf(fresh), title('one', 'drag 1'), { kind: 'undo' }));
  const again = advance(resumed(work), { kind: 'redo' });
  const next = again.ok ? advance(again.value, title('two', 'drag 1')) : again;
  expect(next.ok && next.value.open.history.past).toHaveLength(2);
});

test('the oldest go until the rest fits, and what is in use stays', () => {
  const items = [30, 10, 20].map((modified, index) => ({ id: `n${index}`, bytes: 40, modified }));
  expect(beyondLimit(items, 120)).toEqual([]);
  expect(beyondLimit(items, 100).map(({ id }) => id)).toEqual(['n1']);
  expect(beyondLimit(items, 40).map(({ id }) => id)).toEqual(['n1', 'n2']);
  expect(beyondLimit(items, 0, (id) => id === 'n1').map(({ id }) => id)).toEqual(['n2', 'n0']);
});
