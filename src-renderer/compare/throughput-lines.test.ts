import fc from 'fast-check';
import { expect, test } from 'vitest';
import { throughputLines } from './throughput-lines.ts';

test('every line has its rate where it leaves the frame, on its edge', () => {
  const size = fc.double({ min: 0.01, max: 1000, noNaN: true });
  const point = fc.record({ x: size, y: size });
  fc.assert(
    fc.property(fc.array(point, { minLength: 1, maxLength: 9 }), (points) => {
      const frame = {
        x: Math.max(...points.map(({ x }) => x)) * 1.1,
        y: Math.max(...points.map(({ y }) => y)) * 1.1,
      };
      const lines = throughputLines(points, frame);
      expect(lines.length).toBeLessThanOrEqual(3);
      for (const { rate, x, y, leavesAt } of lines) {
        expect(x / y).toBeCloseTo(rate, 6);
        expect(leavesAt === 'top' ? y : x).toBe(leavesAt === 'top' ? frame.y : frame.x);
        expect(x).toBeLessThanOrEqual(frame.x * (1 + 1e-12));
      }
    }),
  );
});

test('rates are round', () => {
  const points = [
    { x: 4.98, y: 19.42 },
    { x: 2.15, y: 13.87 },
    { x: 4.09, y: 11.62 },
  ];
  expect(throughputLines(points, { x: 6, y: 24 }).map(({ rate }) => rate)).toEqual([0.15, 0.25, 0.35]);
  expect(throughputLines([], { x: 6, y: 24 })).toEqual([]);
});
