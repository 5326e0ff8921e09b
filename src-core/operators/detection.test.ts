import { expect, test } from 'vitest';
import { zeros } from '../language/tensor.ts';
import { nonMaxSuppression } from './non-max-suppression.ts';
import { roiAlign } from './roi-align.ts';
import { overlapOf } from './suppression.ts';

test('intersection over union', () => {
  const boxes = Float32Array.of(0, 0, 2, 2, 1, 1, 3, 3, 2, 2, 0, 0, 5, 5, 6, 6, 1, 1, 1, 1);
  expect(overlapOf(boxes, 0, 1)).toBeCloseTo(1 / 7, 12);
  expect(overlapOf(boxes, 0, 2)).toBe(1);
  expect(overlapOf(boxes, 0, 3)).toBe(0);
  expect(overlapOf(boxes, 0, 4)).toBe(0);
});

test('each class loses its weaker overlapping boxes, and unused places stay empty', () => {
  const boxes = { shape: [1, 3, 4], data: Float32Array.of(0, 0, 10, 10, 1, 0, 11, 10, 20, 20, 30, 30) };
  const scores = { shape: [1, 2, 3], data: Float32Array.of(0.6, 0.9, 0.2, 0.7, 0.01, 0.8) };
  const values = { detections: 6n, overlap: 500, least: 50 };
  const shapes = [
    [1, 6, 4],
    [1, 6],
    [1, 6],
  ];
  const [kept, strength, labels] = nonMaxSuppression.evaluate(values, [boxes, scores], {}, shapes);
  expect([...strength!.data]).toEqual([0.9, 0.8, 0.7, 0.2, 0, 0].map(Math.fround));
  expect([...labels!.data]).toEqual([0, 1, 1, 0, 0, 0]);
  expect([...kept!.data.subarray(0, 8)]).toEqual([1, 0, 11, 10, 20, 20, 30, 30]);
  expect([...kept!.data.subarray(16)]).toEqual(Array(8).fill(0));
});

test('more detections than scores are one problem of that field', () => {
  expect(() =>
    nonMaxSuppression.shape({ detections: 7n, overlap: 500, least: 50 }, [
      [1n, 3n, 4n],
      [1n, 2n, 3n],
    ]),
  ).toThrow('field/out-of-range');
});

/** A plane whose value is the column plus ten times the row: bilinear samples give their own position. */
function ramp(height: number, width: number) {
  const map = zeros([1, 1, height, width]);
  for (let i = 0; i < map.data.length; i++) map.data[i] = (i % width) + 10 * Math.floor(i / width);
  return map;
}

// The box spans columns 1 to 3 and rows 2 to 4 of the map, so its bins have their middles at 1.5, 2.5 and 2.5, 3.5; on a
// ramp the mean of a bin's samples is the value at its middle.
test.each([
  [false, 2, [26.5, 27.5, 36.5, 37.5]],
  [false, 0, [26.5, 27.5, 36.5, 37.5]],
  [true, 2, [21, 22, 31, 32]],
])('RoI align of a ramp, aligned %s, %i samples', (aligned, samples, expected) => {
  const boxes = { shape: [1, 4], data: Float32Array.of(4, 8, 12, 16) };
  const values = { size: 2n, stride: 4, samples, aligned };
  const [y] = roiAlign.evaluate(values, [ramp(8, 8), boxes], {}, [[1, 1, 2, 2]]);
  expect([...y!.data]).toEqual(expected);
});

test('boxes that cannot be shared out over the images are refused', () => {
  const values = { size: 7n, stride: 16, samples: 2, aligned: false };
  const map = [2n, 3n, 8n, 8n];
  expect(() => roiAlign.shape(values, [map, [5n, 4n]])).toThrow('shape/not-divisible');
  expect(() => roiAlign.shape(values, [map, [6n, 5n]])).toThrow('shape/rank');
  expect(roiAlign.shape(values, [map, [6n, 4n]])).toEqual([[6n, 3n, 7n, 7n]]);
});
