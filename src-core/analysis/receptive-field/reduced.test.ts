import { expect, test } from 'vitest';
import { analysisOf } from '../../lower/small-design.fixture.ts';
import { receptiveFields } from './receptive-field.ts';

const fieldOf = (axes: readonly number[], keep: boolean) => {
  const analysis = analysisOf({
    x: ['input', { channels: 4, height: 12, width: 20 }],
    conv: ['conv2d', { outChannels: 4, kernel: 3 }, 'x'],
    taken: ['reduce-sum', { over: 'axes', axes: [...axes], keep }, 'conv'],
    y: ['output', {}, 'taken'],
  });
  const [field] = receptiveFields(analysis)!.of('taken')!;
  const { rows, columns, isBound } = field!;
  return [rows.extremes!.max.size, columns.extremes!.max.size, isBound];
};

// A kernel of 3 reads 3; a whole axis of n such reads n + 2.
test.each([
  ['the columns', [3], true, [3, 22, false]],
  ['the rows', [2], true, [14, 3, false]],
  ['the channels', [1], true, [3, 3, false]],
  ['all of the map', [2, 3], false, [14, 22, false]],
  ['the columns, so that rows are no longer those of a map', [3], false, [14, 22, true]],
] as const)('a sum over %s', (_, axes, keep, expected) => {
  expect(fieldOf(axes, keep)).toEqual(expected);
});
