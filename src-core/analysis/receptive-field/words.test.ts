import { expect, test } from 'vitest';
import { ExtentSets } from './sets.ts';
import { extentSetText, receptiveFieldText, receptiveSizeText } from './words.ts';

const sets = new ExtentSets();
const slid = (reach: number, stride = 1, from = sets.input) =>
  sets.slid(from, { reach, stride, before: (reach - 1) / 2 });
const square = (rows = sets.input, columns = rows) => ({ rows, columns, isBound: false });

test('one field says its size, stride and offset', () => {
  expect(extentSetText(slid(7, 2))).toBe('7 px, stride 2, offset −3');
  expect(extentSetText(sets.input)).toBe('1 px, stride 1, offset 0');
});

test('several paths say their smallest and largest', () => {
  const both = sets.union(slid(3), slid(5), slid(3, 1, slid(5)));
  expect(extentSetText(both)).toBe('3…7 px, stride 1, offset −1…−3');
  expect(receptiveSizeText(square(both))).toBe('3…7 px');
});

test('what every position reads alike has no stride, and what reads nothing no field', () => {
  expect(extentSetText(sets.whole(sets.input, 56))).toBe('56 px, the same at every position, offset 0');
  expect(extentSetText(sets.none)).toBe('reads no input');
});

test('axes are said once where they are alike, and bounds are marked', () => {
  expect(receptiveFieldText(square(slid(3)))).toBe('3 px, stride 1, offset −1');
  expect(receptiveSizeText(square(slid(1), slid(7)))).toBe('1 px × 7 px');
  expect(receptiveFieldText(square(slid(1), slid(7)))).toBe(
    'rows 1 px, stride 1, offset 0; columns 7 px, stride 1, offset −3',
  );
  expect(receptiveSizeText({ ...square(slid(3)), isBound: true })).toBe('at most 3 px');
});
