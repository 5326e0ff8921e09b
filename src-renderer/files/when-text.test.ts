import { expect, test } from 'vitest';
import { whenText } from './when-text.ts';

const at = (...parts: [number, number, number, number?, number?]) => new Date(...parts).getTime();
const now = at(2026, 10, 18, 9, 30);

test('a moment is told from today backwards', () => {
  expect(whenText(at(2026, 10, 18, 0, 5), now)).toBe('today 00:05');
  expect(whenText(at(2026, 10, 17, 23, 55), now)).toBe('yesterday 23:55');
  expect(whenText(at(2026, 10, 16, 16, 42), now)).toBe('Monday 16:42');
  expect(whenText(at(2026, 10, 2), now)).toBe('2 Nov');
  expect(whenText(at(2025, 1, 3), now)).toBe('3 Feb 2025');
  expect(whenText(at(2026, 10, 25), now)).toBe('25 Nov');
});
