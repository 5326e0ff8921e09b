import { expect, test } from 'vitest';
import { emptyDesign } from '../../../src-core/document/design.ts';
import { emptyHistory } from '../../../src-core/document/history.ts';
import type { Result } from '../../../src-core/errors.ts';
import { fail, issue, ok } from '../../../src-core/errors.ts';
import { lineNumber, writeLine } from '../../../src-core/journal/line.ts';
import type { JournalRecord, StateRecord } from '../../../src-core/journal/record.ts';
import { countingLines, replay } from '../../../src-core/journal/replay.ts';
import type { Work } from '../../../src-core/journal/work.ts';
import { advance, stateOf } from '../../../src-core/journal/work.ts';
import { Sender } from './sender.ts';

type Answer = Result<{ readonly kept: number }>;

/** A sender over services that answer when the test says so. A state is written at once, or `late` where that is something to wait for. */
function sending() {
  let late: Promise<void> | null = null;
  let work: Work = {
    open: { design: emptyDesign('New'), history: emptyHistory },
    saved: null,
    path: null,
    hash: null,
    isDiscarded: false,
  };
  const sent: { journal: string; lines: readonly string[]; answer: (answer: Answer) => Promise<void> }[] = [];
  const heard = {
    lines: [] as number[],
    journals: [] as string[],
    kept: 0,
    waiting: 0,
    issues: [] as string[],
  };
  let journals = 0;
  const sender = new Sender({
    send: (journal, lines) =>
      new Promise((resolve) => {
        sent.push({
          journal,
          lines,
          answer: async (answer) => {
            resolve(answer);
            await new Promise((turn) => setImmediate(turn));
          },
        });
      }),
    stateLine: (number) => {
      const line = writeLine({ number, record: stateOf(work) });
      return late === null ? line : late.then(() => line);
    },
    newJournal: () => `new ${++journals}`,
    onLine: (_, number) => heard.lines.push(number),
    onKept: (_, number) => {
      heard.kept = number;
    },
    onJournal: (journal) => heard.journals.push(journal),
    onWaiting: (lines, issues) => {
      heard.waiting = lines;
      heard.issues = issues.map(({ code }) => code);
    },
  });
  const take = (title: string): void => {
    const record: Exclude<JournalRecord, StateRecord> = { kind: 'commit', edit: { kind: 'setTitle', title } };
    const next = advance(work, record);
    if (!next.ok) throw new Error('not applied');
    work = next.value;
    sender.add(record);
  };
  /** States are late from now on; returns how to write them. */
  const beLate = (): (() => Promise<void>) => {
    let write!: () => void;
    late = new Promise((resolve) => {
      write = resolve;
    });
    return async () => {
      write();
      await new Promise((turn) => setImmediate(turn));
    };
  };
  return { sender, sent, heard, take, beLate, text: () => work.open.design.title };
}

const numbers = (lines: readonly string[] = []) => lines.map(lineNumber);
const titleOf = (lines: readonly string[]) => {
  const told = replay(lines);
  return told.ok ? told.value.work.open.design.title : told.issues;
};

test('one message is under way; what happens meanwhile goes together in the next', async () => {
  const { sender, sent, heard, take } = sending();
  sender.begin('a');
  for (const title of ['one', 'two', 'three']) take(title);
  expect(sent.map(({ lines }) => numbers(lines))).toEqual([[1]]);
  await sent[0]?.answer(ok({ kept: 1 }));
  expect(numbers(sent[1]?.lines)).toEqual([2, 3, 4]);
  expect(heard).toMatchObject({ kept: 1, waiting: 3 });
  await sent[1]?.answer(ok({ kept: 4 }));
  expect(heard).toMatchObject({ kept: 4, waiting: 0, issues: [] });
  expect(sent).toHaveLength(2);
});

test('what could not be sent waits, and is sent again whole', async () => {
  const { sender, sent, heard, take } = sending();
  sender.begin('a');
  take('one');
  await sent[0]?.answer(fail(issue('call/unreachable')));
  expect(heard).toMatchObject({ kept: 0, waiting: 2, issues: ['call/unreachable'] });
  take('two');
  expect(numbers(sent[1]?.lines)).toEqual([1, 2, 3]);
  await sent[1]?.answer(fail(issue('file/disk-full')));
  expect(heard.issues).toEqual(['file/disk-full']);
  sender.send();
  await sent[2]?.answer(ok({ kept: 3 }));
  expect(heard).toMatchObject({ kept: 3, waiting: 0, issues: [] });
});

test('a journal that was forgotten goes on with all that is open', async () => {
  const { sender, sent, heard, take } = sending();
  sender.begin('a');
  await sent[0]?.answer(ok({ kept: 1 }));
  take('one');
  await sent[1]?.answer(fail(issue('journal/gap', {}, { last: 0 })));
  expect(countingLines(sent[2]?.lines ?? [])).toHaveLength(1);
  expect(titleOf(sent[2]?.lines ?? [])).toBe('one');
  await sent[2]?.answer(ok({ kept: 3 }));
  expect(heard).toMatchObject({ journals: ['a'], kept: 3, waiting: 0 });
});

test('where another window went on with the journal, the work goes on in a new one', async () => {
  const { sender, sent, heard, take } = sending();
  sender.begin('a');
  await sent[0]?.answer(ok({ kept: 1 }));
  take('mine');
  await sent[1]?.answer(fail(issue('journal/diverged')));
  expect(heard.journals).toEqual(['a', 'new 1']);
  expect(sent[2]?.journal).toBe('new 1');
  expect(titleOf(sent[2]?.lines ?? [])).toBe('mine');
});

test('the last words of the document before are sent, then those of the next', async () => {
  const { sender, sent, heard, take } = sending();
  sender.begin('a');
  take('one');
  sender.add({ kind: 'discarded' });
  sender.begin('b', 8);
  take('two');
  await sent[0]?.answer(ok({ kept: 1 }));
  expect(sent[1]).toMatchObject({ journal: 'a' });
  expect(numbers(sent[1]?.lines)).toEqual([2, 3]);
  await sent[1]?.answer(ok({ kept: 3 }));
  expect(sent[2]).toMatchObject({ journal: 'b' });
  expect(numbers(sent[2]?.lines)).toEqual([8, 9]);
  await sent[2]?.answer(ok({ kept: 9 }));
  expect(heard).toMatchObject({ journals: ['a', 'b'], waiting: 0 });
});

test('what waits goes in messages of a bounded length', async () => {
  const { sender, sent, heard, take } = sending();
  sender.begin('a');
  for (const letter of 'abc') take(letter.repeat(1_500_000));
  await sent[0]?.answer(ok({ kept: 1 }));
  expect(numbers(sent[1]?.lines)).toEqual([2, 3]);
  await sent[1]?.answer(ok({ kept: 3 }));
  expect(numbers(sent[2]?.lines)).toEqual([4]);
  await sent[2]?.answer(ok({ kept: 4 }));
  expect(heard.waiting).toBe(0);
});

test('after many records a state is written, and the lines from it on tell all', async () => {
  const { sender, sent, take, text } = sending();
  sender.begin('a');
  for (let n = 0; n < 1234; n += 1) take(`title ${n}`);
  await sent[0]?.answer(ok({ kept: 1 }));
  const lines = sent[1]?.lines ?? [];
  expect(countingLines(lines).length).toBeLessThan(500);
  expect(titleOf(lines)).toBe(text());
});

test('edits made while a long state is being written are told and sent behind it, and none is lost', async () => {
  const { sender, sent, heard, take, beLate } = sending();
  const write = beLate();
  sender.begin('a');
  for (const title of ['one', 'two']) take(title);
  expect(sent).toEqual([]);
  expect(heard).toMatchObject({ waiting: 3, lines: [] });
  await write();
  expect(numbers(sent[0]?.lines)).toEqual([1, 2, 3]);
  expect(heard.lines).toEqual([1, 2, 3]);
  expect(titleOf(sent[0]?.lines ?? [])).toBe('two');
  await sent[0]?.answer(ok({ kept: 3 }));
  expect(heard).toMatchObject({ kept: 3, waiting: 0 });
});

test('what is not kept yet is sent until a long state that makes it needless is written', async () => {
  const { sender, sent, heard, take, beLate } = sending();
  sender.begin('a');
  await sent[0]?.answer(ok({ kept: 1 }));
  const write = beLate();
  for (let n = 0; n < 499; n += 1) take(`title ${n}`);
  await sent[1]?.answer(fail(issue('file/disk-full')));
  take('last');
  expect(numbers(sent[2]?.lines).at(-1)).toBe(501);
  await sent[2]?.answer(fail(issue('file/disk-full')));
  await write();
  expect(numbers(sent[3]?.lines)).toEqual([502]);
  expect(titleOf(sent[3]?.lines ?? [])).toBe('last');
  await sent[3]?.answer(ok({ kept: 502 }));
  expect(heard.waiting).toBe(0);
});
