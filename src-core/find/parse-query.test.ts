import fc from 'fast-check';
import { expect, test } from 'vitest';
import { describe as described } from '../errors.ts';
import { parseQuery } from './parse-query.ts';
import type { Query } from './query.ts';
import { numberIn } from './typed-value.ts';

/** A query as it was understood, with every pair of brackets. */
function shown(query: Query): string {
  switch (query.kind) {
    case 'all':
      return '*';
    case 'not':
      return `(not ${shown(query.part)})`;
    case 'and':
    case 'or':
      return `(${query.parts.map(shown).join(` ${query.kind} `)})`;
    case 'word':
      return query.text;
    case 'comparison':
      return `${query.name}${query.relation}${query.value.text}`;
  }
}

const read = (text: string): string => {
  const query = parseQuery(text);
  return query.ok ? shown(query.value) : `at ${query.issues[0]!.where.at}: ${described(query.issues[0]!)}`;
};

test.each([
  ['', '*'],
  ['  Conv  ', 'conv'],
  ['a b or c and not d', '((a and b) or (c and (not d)))'],
  ['not (a or b) c', '((not (a or b)) and c)'],
  ['groups=32', 'groups=32'],
  ['macs ≥ 5% kernel<>3', '(macs>=5% and kernel!=3)'],
  ['not not a', '(not (not a))'],
  ['name = "a = (b) and c"', 'name=a = (b) and c'],
  ['name = and', 'name=and'],
  ['"or"', 'or'],
  ['or = 3', 'or=3'],
])('%j reads as %s', (text, expected) => expect(read(text)).toBe(expected));

test.each([
  ['a and', 5],
  ['(a', 2],
  ['a)', 1],
  ['= 3', 0],
  ['kernel >', 8],
  ['kernel > (', 9],
  ['a or or b', 5],
  ['name = "open', 7],
  ['a b = 3 = 4', 8],
])('%j is refused at character %i', (text, at) => {
  const query = parseQuery(text);
  expect(query.ok ? null : query.issues[0]!.where.at).toBe(at);
});

test('texts that are long or deep are refused, and no text at all throws', () => {
  expect(read('x'.repeat(1001))).toContain('1001 characters');
  expect(read(`${'('.repeat(65)}a${')'.repeat(65)}`)).toContain('64 levels');
  const piece = fc.constantFrom(
    '(',
    ')',
    '"',
    'and',
    'or',
    'not',
    '<',
    '=',
    '%',
    '5%',
    'a/b',
    '/',
    ' ',
    '😀',
    '3x3',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.array(piece).map((all) => all.join('')),
      ),
      (text) => {
        const query = parseQuery(text);
        if (!query.ok) {
          const { at = 0 } = query.issues[0]!.where;
          expect(at).toBeLessThanOrEqual(text.length);
        }
      },
    ),
  );
});

test.each([
  ['32', 32n, 1n],
  ['1,000', 1000n, 1n],
  ['2.5M', 2_500_000n, 1n],
  ['4Ki', 4096n, 1n],
  ['1.5', 3n, 2n],
  ['-.25', -1n, 4n],
  ['5%', 1n, 20n],
])('%s is exactly %d/%d', (text, numerator, denominator) =>
  expect(numberIn(text)?.value).toEqual({ numerator, denominator }),
);

test.each(['', '-', '.', 'M', '1e5', '3x3', '5%%', '1.', 'NaN'])('%j is no number', (text) =>
  expect(numberIn(text)).toBeNull(),
);
