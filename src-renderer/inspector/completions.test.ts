import { expect, test } from 'vitest';
import { completionsAt } from './completions.ts';

const candidates = ['in.height', 'in.width', 'like.height', 'height2', 'min', 'makeDivisible'].map(
  (name) => ({
    name,
    value: '',
  }),
);
const offered = (text: string, caret = text.length) =>
  completionsAt(text, caret, candidates).map(({ name }) => name);

test('a name goes on from its beginning, then from that of its axis', () => {
  expect(offered('in')).toEqual(['in.height', 'in.width']);
  expect(offered('floor(like.')).toEqual(['like.height']);
  expect(offered('2*HEI')).toEqual(['height2', 'in.height', 'like.height']);
  expect(offered('m')).toEqual(['min', 'makeDivisible']);
});

test('nothing is offered where no name is typed, or a whole one', () => {
  expect(offered('')).toEqual([]);
  expect(offered('32')).toEqual([]);
  expect(offered('in.height')).toEqual([]);
  expect(offered('in.height/')).toEqual([]);
});

test('what is taken replaces the name at the caret, and nothing beside it', () => {
  const [first] = completionsAt('floor(in.hxx/2)', 10, candidates);
  expect(first).toMatchObject({ text: 'floor(in.height/2)', caret: 15 });
});
