import { expect, test } from 'vitest';
import { conventionNames } from '../../../src-core/analysis/conventions/rules.ts';
import { conventionGroups } from './convention-choices.ts';

const names = (query: string) =>
  conventionGroups(query).flatMap((group) => group.conventions.map(({ name }) => name));

test('every convention is offered once', () => {
  expect([...names('')].sort()).toEqual([...conventionNames].sort());
  expect(conventionGroups('').map(({ id }) => id)).toEqual(['own', 'one', 'two']);
});

test('a search finds tools by name, by what they call their number and by what they get wrong', () => {
  expect(names('fvc')[0]).toBe('fvcore');
  expect(names('mult-adds')).toEqual(['torchinfo']);
  expect(names('training')).toContain('mmengine');
  expect(names('no such tool')).toEqual([]);
});
