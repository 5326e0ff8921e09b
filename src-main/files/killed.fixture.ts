import { emptyDesign } from '../../src-core/document/design.ts';
import { emptyHistory } from '../../src-core/document/history.ts';
import { writeLine } from '../../src-core/journal/line.ts';
import { replay } from '../../src-core/journal/replay.ts';
import { stateOf } from '../../src-core/journal/work.ts';
import { resultOf } from '../../src-core/results/result.fixture.ts';
import { journals } from './journals.ts';
import { resultStore } from './result-store.ts';
import { saveText } from './write.ts';

/**
 * A process that tests start and kill. `save FILE LETTER` saves a text of that letter again and again and prints `done N`
 * after each save: the text is N, then the letters. `keep FOLDER` goes on with a journal there and prints `kept N` when an edit
 * that makes N the title is said to be on the disk. `results FOLDER N` adds results N to N + 19 to those there, one by one,
 * printing `added N` after each.
 */
const [task, path = '', letter = ''] = process.argv.slice(2);

const say = (line: string): Promise<void> =>
  new Promise((resolve) => process.stdout.write(`${line}\n`, () => resolve()));

if (task === 'save') {
  for (let round = 1; ; round += 1) {
    const saved = await saveText(path, `${round} ${letter.repeat(20_000)}`, { overwrite: true });
    await say(saved.ok ? `done ${round}` : `refused ${saved.issues[0]?.code}`);
  }
}

if (task === 'results') {
  const store = resultStore(path, { most: 8_000 });
  for (let number = Number(letter); number < Number(letter) + 20; number += 1) {
    const added = await store.add([resultOf(number)]);
    await say(added.ok ? `added ${number}` : `refused ${added.issues[0]?.code}`);
  }
}

const journal = 'a'.repeat(32);

if (task === 'keep') {
  const store = journals(path);
  const lines = await store.read(journal);
  const told = replay(lines.ok ? lines.value : []);
  const state = stateOf({
    open: { design: emptyDesign('0'), history: emptyHistory },
    saved: null,
    path: null,
    hash: null,
    isDiscarded: false,
  });
  let number = told.ok ? told.value.last : 0;
  if (!told.ok) await store.append(journal, [writeLine({ number: ++number, record: state })]);
  for (;;) {
    number += 1;
    const edit = { kind: 'setTitle', title: String(number) } as const;
    const kept = await store.append(journal, [writeLine({ number, record: { kind: 'commit', edit } })]);
    await say(kept.ok ? `kept ${number}` : `refused ${kept.issues[0]?.code}`);
  }
}
