import fc from 'fast-check';
import { expect, test } from 'vitest';
import { snapped } from './snapping.ts';

const whole = (min: number, max: number) => fc.integer({ min, max });
const area = fc.record({
  x: whole(-300, 300),
  y: whole(-300, 300),
  width: whole(8, 200),
  height: whole(8, 90),
});

test('what is dragged goes no farther than the reach, and lies on each line that is shown', () => {
  fc.assert(
    fc.property(area, fc.array(area, { maxLength: 8 }), whole(0, 12), (dragged, rest, reach) => {
      const { by, lines } = snapped(dragged, rest, reach);
      expect(Math.abs(by.x)).toBeLessThanOrEqual(reach);
      expect(Math.abs(by.y)).toBeLessThanOrEqual(reach);
      for (const { axis, at, from, to } of lines) {
        const size = axis === 'x' ? dragged.width : dragged.height;
        const start = dragged[axis] + by[axis];
        expect([start, start + size / 2, start + size].some((own) => Math.abs(own - at) < 0.001)).toBe(true);
        expect(to).toBeGreaterThan(from);
      }
      // On the lines it stays where it is.
      const again = snapped({ ...dragged, x: dragged.x + by.x, y: dragged.y + by.y }, rest, reach);
      expect(again.by).toEqual({ x: 0, y: 0 });
    }),
  );
});

test('the nearest line wins, and middles meet middles alone', () => {
  const dragged = { x: 3, y: 500, width: 100, height: 40 };
  const left = { x: 0, y: 0, width: 60, height: 40 };
  const right = { x: 2, y: 100, width: 300, height: 40 };
  expect(snapped(dragged, [left, right], 5).by).toEqual({ x: -1, y: 0 });
  expect(snapped({ ...dragged, x: 50 }, [left], 5)).toEqual({ by: { x: 0, y: 0 }, lines: [] });
});
