import type { Collision } from '../../src-core/document/clipboard.ts';
import { pasteCopied } from '../canvas/clipboard.ts';
import { askChoice } from '../files/questions.ts';

const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

/** Asks whether copied items are to follow the variables that are here, or to bring theirs under other names. */
async function ask(collisions: readonly Collision[]): Promise<'here' | 'fresh' | null> {
  const names = listed(collisions.map(({ ours }) => ours.name));
  const answer = await askChoice({
    title: 'Variables by the same name',
    text: `What you paste follows ${names}, which ${collisions.length === 1 ? 'is' : 'are'} something else here.`,
    details: {
      title: 'Here and there',
      lines: collisions.map(
        ({ ours, theirs }) => `${ours.name} is ${ours.value} here, ${theirs.value} there`,
      ),
    },
    choices: [
      { id: 'cancel', label: 'Cancel', look: 'plain' },
      { id: 'fresh', label: 'Bring theirs under new names', look: 'outlined' },
      { id: 'here', label: `Follow ${names} of this design`, look: 'primary' },
    ],
  });
  return answer === 'here' || answer === 'fresh' ? answer : null;
}

/** Pastes text at the pointer, or what was copied last in this window. */
export const paste = (text?: string): void => void pasteCopied(ask, { text });

/** Pastes what was copied last beside where it was copied. */
export const pasteBeside = (): void => void pasteCopied(ask, { atPointer: false });
