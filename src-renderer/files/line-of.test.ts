import { expect, test } from 'vitest';
import { lineOf } from './line-of.ts';

test('a character is found by line and column under every line end', () => {
  expect(lineOf('{}', 0)).toBe('line 1, column 1');
  expect(lineOf('{\n  "a": x', 9)).toBe('line 2, column 8');
  expect(lineOf('{\r\n\r\n x', 6)).toBe('line 3, column 2');
});
