import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Channels } from './channels.ts';
import { channelsOf, figuresOf } from './channels.ts';
import { cellsOf, effectiveField, finerCells } from './effective-field.ts';
import { imageTensor } from './image-tensor.ts';
import { channelPicture, shrinkOf, tiled } from './pixels.ts';
import { redundancyOf } from './redundancy.ts';
import { sampleImage, sampleNames } from './sample-images.ts';

const channels = (maps: readonly (readonly number[])[], rows: number): Channels =>
  channelsOf({
    shape: [1, maps.length, rows, (maps[0]?.length ?? 0) / rows],
    data: Float32Array.from(maps.flat()),
  })!;

const wave = (waves: number): number[] =>
  Array.from({ length: 64 }, (_, at) => Math.sin((2 * Math.PI * waves * at) / 64));

test('channels that say the same, scaled, shifted or upside down, are alike; constant ones are counted apart', () => {
  const maps = [
    wave(1),
    wave(1).map((value) => 3 * value + 7),
    wave(2).map((value) => -value),
    wave(2),
    wave(3),
    Array(64).fill(5),
  ];
  expect(redundancyOf(channels(maps, 8))).toEqual({
    share: 4 / 5,
    alike: 4,
    constant: 1,
    within: 0.9,
    positions: 64,
  });
});

test('whatever channels are: as many as are told, and all of them where each is there twice', () => {
  const map = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 16, maxLength: 16 });
  fc.assert(
    fc.property(fc.array(map, { minLength: 1, maxLength: 6 }), (maps) => {
      const found = redundancyOf(channels([...maps, ...maps], 4))!;
      const constant = 2 * maps.filter((values) => new Set(values).size === 1).length;
      expect(found.constant).toBe(constant);
      expect(found.alike).toBe(2 * maps.length - constant);
    }),
  );
});

test('what has too few positions, or too few channels that vary, has no share', () => {
  expect(redundancyOf(channels([[1, 2, 3, 4]], 2))).toBeNull();
  expect(redundancyOf(channels([wave(1)], 8))?.share).toBeNull();
});

test('a map of so many pixels takes means, black to white', () => {
  const map = channels([[0, 0, 4, 4, 0, 0, 4, 4, 8, 8, 2, 2]], 3);
  expect(shrinkOf(map, 2)).toBe(2);
  expect(channelPicture(map, 0, 2)).toEqual({ width: 2, height: 2, data: Uint8Array.of(0, 128, 255, 64) });
  expect(channelPicture(channels([[3, 3, 3, 3]], 2), 0, 1).data).toEqual(Uint8Array.of(128, 128, 128, 128));
  expect(figuresOf(map.of(0))).toEqual({ min: 0, max: 8, mean: 3 });
});

test('pictures are tiled with white between them', () => {
  const grid = tiled(Uint8Array.of(1, 2, 3, 4), { width: 1, height: 1 }, 4);
  expect([grid.width, grid.height]).toEqual([5, 5]);
  expect([...grid.data.filter((value) => value !== 255)]).toEqual([1, 2, 3, 4]);
});

test('tensors of images, sequences and vectors have channels, others none', () => {
  const of = (shape: readonly number[]) => {
    const found = channelsOf({ shape, data: new Float32Array(shape.reduce((a, b) => a * b, 1)) });
    return found && [found.count, found.rows, found.columns];
  };
  expect([[2, 3, 4, 5], [1, 6, 7], [1, 10], [4], [1, 2, 3, 4, 5]].map(of)).toEqual([
    [3, 4, 5],
    [6, 1, 7],
    [10, 1, 1],
    null,
    null,
  ]);
});

test('an image enters as classifiers expect it, each pixel the mean of what it covers', () => {
  const data = new Uint8Array(4 * 4 * 4).fill(255);
  const white = imageTensor({ width: 4, height: 4, data }, [2, 3, 2, 2])!;
  const expected = [(1 - 0.485) / 0.229, (1 - 0.456) / 0.224, (1 - 0.406) / 0.225];
  for (const [at, value] of white.data.entries())
    expect(value).toBeCloseTo(expected[Math.floor(at / 4) % 3]!, 5);
  data.fill(0, 0, 4);
  data[3] = 255;
  const dark = imageTensor({ width: 4, height: 4, data }, [1, 3, 2, 2])!;
  expect(dark.data[0]).toBeCloseTo((0.75 - 0.485) / 0.229, 5);
  expect(dark.data[1]).toBeCloseTo(expected[0]!, 5);
  expect(imageTensor({ width: 4, height: 4, data }, [1, 4, 2, 2])).toBeNull();
});

test.each(sampleNames)('the picture %s shows something', (name) => {
  const { width, height, data } = sampleImage(name, 64);
  expect([width, height, data.length]).toEqual([64, 64, 64 * 64 * 4]);
  expect(new Set(data).size).toBeGreaterThan(2);
});

test('the effective field reaches from the first cell that counts to the last', () => {
  const window = { top: 0, left: 0, rows: 20, columns: 30 };
  const cells = cellsOf(window, 10);
  expect(cells).toEqual({ window, cell: [2, 3], grid: { rows: 10, columns: 10 } });
  const answers = Array(100).fill(0);
  answers[34] = 10;
  answers[45] = 1;
  answers[99] = 0.4;
  const field = effectiveField(cells, answers)!;
  expect(field).toMatchObject({ rows: 4, columns: 6 });
  expect(effectiveField(cells, Array(100).fill(0))).toBeNull();
  // What answers too weakly to count is looked at again, and cells of one position are not.
  expect(finerCells(field, 10)).toMatchObject({ window: { top: 6, left: 12, rows: 14, columns: 18 } });
  answers[99] = 0;
  const finer = finerCells(effectiveField(cells, answers)!, 10)!;
  expect(finer).toEqual({
    window: { top: 6, left: 12, rows: 4, columns: 6 },
    cell: [1, 1],
    grid: { rows: 4, columns: 6 },
  });
  expect(finerCells(effectiveField(finer, Array(24).fill(1))!, 10)).toBeNull();
});
