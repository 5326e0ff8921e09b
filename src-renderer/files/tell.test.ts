import { expect, test } from 'vitest';
import { issue } from '../../src-core/errors.ts';
import { spoken } from './tell.ts';

test('a sentence begins with a capital, but a name keeps its letters', () => {
  expect(spoken(issue('file/not-found'))).toBe('There is no such file');
  expect(spoken(issue('document/malformed', {}, { detail: 'nodes[1].fields must be an object' }))).toBe(
    'nodes[1].fields must be an object',
  );
});
