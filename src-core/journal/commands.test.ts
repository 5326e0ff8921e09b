import { expect, test } from 'vitest';
import { emptyDesign } from '../document/design.ts';
import { emptyHistory, historyLimit } from '../document/history.ts';
import { isDirty, markHere, markPosition } from '../document/saved-mark.ts';
import { serializeDesign } from '../document/serialize.ts';
import type { Command } from './commands.fixture.ts';
import { commands, randomNumbers } from './commands.fixture.ts';
import { writeLine } from './line.ts';
import type { JournalRecord } from './record.ts';
import { replay } from './replay.ts';
import { Stands } from './stands.fixture.ts';
import type { Work } from './work.ts';
import { advance, resumed, stateOf } from './work.ts';

const steps = process.env.BLOCKWRIGHT_TEST_ALL ? 1_000_000 : 100_000;

test(`${steps} random commands: undo, redo, saves and reloads give every byte that a list of texts gives`, () => {
  const random = randomNumbers(20_261_129);
  const next = commands(random);
  const design = emptyDesign('Random');
  let work: Work = {
    open: { design, history: emptyHistory },
    saved: null,
    path: null,
    hash: null,
    isDiscarded: false,
  };
  const model = new Stands([serializeDesign(design)]);
  let savedText = model.text;
  let lines = [writeLine({ number: 1, record: stateOf(work) })];
  const done: Record<Command['kind'], number> = { commit: 0, undo: 0, redo: 0, save: 0, reload: 0 };
  let refused = 0;
  let farthest = 0;

  /** Does what a record tells and writes it into the journal, as the window does. */
  const take = (record: JournalRecord): boolean => {
    const result = advance(work, record);
    if (!result.ok || result.value === work) return false;
    work = result.value;
    lines.push(writeLine({ number: lines.length + 1, record }));
    return true;
  };

  for (let step = 0; step < steps; step += 1) {
    const command = next(work.open.design);
    if (command.kind === 'commit') {
      const { edit, gesture } = command;
      const changed = take({ kind: 'commit', edit, ...(gesture !== undefined && { gesture }) });
      if (changed) model.commit(serializeDesign(work.open.design), gesture);
      else refused += 1;
      done.commit += Number(changed);
    } else if (command.kind === 'undo' || command.kind === 'redo') {
      const by = command.kind === 'undo' ? -1 : 1;
      const isPossible = model.canWalk(by);
      expect(take({ kind: command.kind })).toBe(isPossible);
      if (!isPossible) continue;
      model.walk(by);
      done[command.kind] += 1;
    } else if (command.kind === 'save') {
      const position = markPosition(work.open.history, markHere(work.open.history));
      take({ kind: 'saved', path: 'a', hash: 'b', position });
      savedText = model.text;
      done.save += 1;
    } else {
      const read = replay(lines);
      if (!read.ok) throw new Error('the journal cannot be read');
      expect(read.value.last).toBe(lines.length);
      expect(isDirty(read.value.work.open.history, read.value.work.saved)).toBe(
        isDirty(work.open.history, work.saved),
      );
      work = resumed(read.value.work);
      model.endGestures();
      done.reload += 1;
      if (lines.length > 50_000) lines = [];
      lines.push(writeLine({ number: lines.length + 1, record: stateOf(work) }));
    }
    farthest = Math.max(farthest, model.at);
    if (serializeDesign(work.open.design) !== model.text) {
      throw new Error(`step ${step}, ${command.kind}: another text than the model's`);
    }
    // Work that the model knows to be saved may count as unsaved, never the other way round.
    if (!isDirty(work.open.history, work.saved) && savedText !== model.text) {
      throw new Error(`step ${step}, ${command.kind}: unsaved work counts as saved`);
    }
  }
  // The walk did what it is there for.
  expect(farthest).toBe(historyLimit);
  expect(done.reload).toBeGreaterThan(steps / 10_000);
  expect(Math.min(done.undo, done.redo)).toBeGreaterThan(steps / 50);
  expect(refused).toBeGreaterThan(steps / 50);

  // Back to the oldest text that is remembered, and forth again.
  for (const [kind, by] of [
    ['undo', -1],
    ['redo', 1],
  ] as const) {
    while (model.canWalk(by)) {
      model.walk(by);
      take({ kind });
      expect(serializeDesign(work.open.design)).toBe(model.text);
    }
  }
}, 300_000);
