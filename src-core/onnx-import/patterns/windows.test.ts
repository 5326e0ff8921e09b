import { expect, test } from 'vitest';
import type { Design } from '../../document/design.ts';
import { designOf } from '../../lower/small-design.fixture.ts';
import { readBack } from './read-back.fixture.ts';

const attention = (fields: Design['nodes'][number]['fields']): Design =>
  designOf({
    x: ['input', { channels: 6, height: 4, width: 8 }],
    last: ['permute', { order: [0, 2, 3, 1] }, 'x'],
    attended: ['window-attention', { heads: 2, window: 2, windowWidth: 4, ...fields }, 'last'],
    first: ['permute', { order: [0, 3, 1, 2] }, 'attended'],
    y: ['output', {}, 'first'],
  });

test.each<Design['nodes'][number]['fields']>([
  {},
  { shift: 1, shiftWidth: 2 },
  { shift: 0, shiftWidth: 1 },
  { shift: 1, shiftWidth: 0 },
])('windows shifted by %o and their table are read back, and compute the same', (fields) => {
  const { definitions, gap } = readBack(attention(fields));
  for (const one of ['window-partition', 'window-reverse', 'relative-position'])
    expect(definitions.filter((each) => each === one)).toEqual([one]);
  expect(definitions).not.toContain('opaque');
  expect(gap).toBeLessThan(1e-5);
});

test('a mask that a file holds is no weight of it', () => {
  const { definitions, gap } = readBack(attention({ windowWidth: 2, shift: 1, shiftWidth: 1 }));
  expect(definitions.filter((one) => one === 'parameter')).toHaveLength(1);
  expect(definitions).toContain('window-partition');
  expect(gap).toBeLessThan(1e-5);
});

/** The places of a map [N, H, W, C] read off it by their own steps and joined, as torch's patch merging is exported. */
const merged = (places: readonly (readonly [row: number, column: number])[]): Design => {
  const [rows, columns, channels] = [6, 4, 3];
  const parts = places.flatMap(([row, column], at): [string, Parameters<typeof designOf>[0][string]][] => [
    [`apart${at}`, ['reshape', { sizes: [rows / 2, 2, columns, channels] }, 'last']],
    [`row${at}`, ['slice', { axis: 'rows', start: row, channels: 1 }, `apart${at}`]],
    [`half${at}`, ['reshape', { sizes: [rows / 2, columns, channels] }, `row${at}`]],
    [`across${at}`, ['reshape', { sizes: [rows / 2, columns / 2, 2, channels] }, `half${at}`]],
    [`column${at}`, ['slice', { axis: 'columns', start: column, channels: 1 }, `across${at}`]],
    [`place${at}`, ['reshape', { sizes: [rows / 2, columns / 2, channels] }, `column${at}`]],
  ]);
  return designOf({
    x: ['input', { channels, height: rows, width: columns }],
    last: ['permute', { order: [0, 2, 3, 1] }, 'x'],
    ...Object.fromEntries(parts),
    joined: ['concat', { inputs: places.length, axis: 'columns' }, ...places.map((_, at) => `place${at}`)],
    normed: ['layer-norm', { axis: 'last' }, 'joined'],
    reduced: ['linear', { outFeatures: 5, bias: false, lastAxis: true }, 'normed'],
    after: ['layer-norm', { axis: 'last' }, 'reduced'],
    first: ['permute', { order: [0, 3, 1, 2] }, 'after'],
    y: ['output', {}, 'first'],
  });
};

test('the places of a window that are read one by one and joined are windows, and compute the same', () => {
  const columnByColumn = [
    [0, 0],
    [1, 0],
    [0, 1],
    [1, 1],
  ] as const;
  const { definitions, gap } = readBack(merged(columnByColumn));
  expect(definitions).toContain('window-partition');
  expect(definitions).not.toContain('slice');
  expect(gap).toBeLessThan(1e-5);
});

test('places in another order are left as they are', () => {
  const rowByRow = [
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ] as const;
  const { definitions, gap } = readBack(merged(rowByRow));
  expect(definitions).not.toContain('window-partition');
  expect(gap).toBeLessThan(1e-5);
});
