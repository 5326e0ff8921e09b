import { expect, test } from 'vitest';
import { symbol } from '../algebra/expression.ts';
import { byAxis, bySide, groupOf, listLengths, symbolOf } from './axes.ts';
import { dimension, structural } from './field.ts';
import { saidFields } from './field-spellings.ts';
import { follows, saidValues, unheededUnder, withFollowers } from './following.ts';

const size = { label: 'Size', help: 'A size.', min: 1, max: 9, default: 3 };
const fields = {
  ...byAxis('kernel', dimension({ ...size, symbol: 'k' })),
  ...bySide('pad', structural({ ...size, min: 0, default: 0 })),
};

test('a group is in the order of its list: rows, columns; top, left, bottom, right', () => {
  expect(groupOf(fields, 'kernel')).toEqual(['kernel', 'kernelWidth']);
  expect(groupOf(fields, 'pad')).toEqual(['pad', 'padWidth', 'padBottom', 'padRight']);
  expect([1, 2, 4].map(listLengths)).toEqual([[], [2], [2, 4]]);
});

test('a number that counts under one option gives way to any other', () => {
  const pad = structural({ ...size, heeded: { choice: 'padding', option: 'custom' } });
  expect(['half', 'custom'].map((padding) => unheededUnder(pad, () => padding))).toEqual(['half', null]);
  expect(unheededUnder(fields.pad, () => 'half')).toBeNull();
});

test('the symbol of rows says so only where columns have their own', () => {
  const { kernel, kernelWidth } = fields;
  expect([symbolOf(kernel, false), symbolOf(kernel, true), symbolOf(kernelWidth, true)]).toEqual([
    'k',
    'k_h',
    'k_w',
  ]);
});

test('what is left out follows, the far side through the near one', () => {
  expect(withFollowers(fields, { kernel: 5n, pad: 1, padWidth: 2 })).toEqual({
    kernel: 5n,
    kernelWidth: 5n,
    pad: 1,
    padWidth: 2,
    padBottom: 1,
    padRight: 2,
  });
});

test('what comes to the same as the field it follows need not be said', () => {
  const k = symbol('k');
  expect(follows(fields, 'kernelWidth', { kernel: k, kernelWidth: k })).toBe(true);
  expect(follows(fields, 'kernelWidth', { kernel: k, kernelWidth: symbol('q') })).toBe(false);
  const values = { kernel: 3n, kernelWidth: 3n, pad: 1, padWidth: 0, padBottom: 1, padRight: 2 };
  expect(saidValues(fields, values)).toEqual({ kernel: 3n, pad: 1, padWidth: 0, padRight: 2 });
});

test('a list sets a field with each entry, and a size of 0 is left out', () => {
  expect(saidFields(fields, { kernel: [2, 3], pad: [1, 2, 3, 4] }).values).toEqual({
    kernel: 2,
    kernelWidth: 3,
    pad: 1,
    padWidth: 2,
    padBottom: 3,
    padRight: 4,
  });
  expect(saidFields(fields, { kernel: 5, kernelWidth: 0, padWidth: 0 }).values).toEqual({
    kernel: 5,
    padWidth: 0,
  });
  const plain = { kernel: 2, pad: { expression: 'p' } };
  expect(saidFields(fields, plain).values).toBe(plain);
});

test.each([
  [{ kernel: [3] }, 'kernel', { code: 'field/axis-list', data: { counts: '2', count: 1 } }],
  [{ kernel: [1, 2, 3, 4] }, 'kernel', { code: 'field/axis-list', data: { counts: '2', count: 4 } }],
  [{ pad: [1, 2, 3] }, 'pad', { code: 'field/axis-list', data: { counts: '2 or 4', count: 3 } }],
  [{ kernel: [2, 3], kernelWidth: 3 }, 'kernelWidth', { code: 'field/set-twice', data: { field: 'kernel' } }],
])('%j is a problem of %s', (saved, field, issue) => {
  const { faults } = saidFields(fields, saved);
  expect([...faults.keys()]).toEqual([field]);
  expect(faults.get(field)).toMatchObject(issue);
});
