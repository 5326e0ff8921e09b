import { saveText } from './write.ts';

/**
 * A process that tests start and kill. `save FILE LETTER` saves a text of that letter again and again and prints `done N`
 * after each save: the text is N, then the letters.
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
