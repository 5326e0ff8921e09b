import type { Collision } from '../../src-core/document/clipboard.ts';
import { pasteCopied } from '../canvas/clipboard.ts';
import { askChoice } from '../files/questions.ts';
import { t } from '../locale/translate.ts';

const listed = (names: readonly string[]): string =>
  names.length < 2
    ? names.join('')
    : t('{first} and {last}', { first: names.slice(0, -1).join(', '), last: names.at(-1) ?? '' });

/** Asks whether copied items are to follow the variables that are here, or to bring theirs under other names. */
async function ask(collisions: readonly Collision[]): Promise<'here' | 'fresh' | null> {
  const names = listed(collisions.map(({ ours }) => ours.name));
  const answer = await askChoice({
    title: t('Variables by the same name'),
    text: t(
      collisions.length === 1
        ? 'What you paste follows {names}, which is something else here.'
        : 'What you paste follows {names}, which are something else here.',
      { names },
    ),
    details: {
      title: t('Here and there'),
      lines: collisions.map(({ ours, theirs }) =>
        t('{name} is {ours} here, {theirs} there', {
          name: ours.name,
          ours: ours.value,
          theirs: theirs.value,
        }),
      ),
    },
    choices: [
      { id: 'cancel', label: t('Cancel'), look: 'plain' },
      { id: 'fresh', label: t('Bring theirs under new names'), look: 'outlined' },
      { id: 'here', label: t('Follow {names} of this design', { names }), look: 'primary' },
    ],
  });
  return answer === 'here' || answer === 'fresh' ? answer : null;
}

/** Pastes text at the pointer, or what was copied last in this window. */
export const paste = (text?: string): void => void pasteCopied(ask, { text });

/** Pastes what was copied last beside where it was copied. */
export const pasteBeside = (): void => void pasteCopied(ask, { atPointer: false });
