import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Line, Placed } from './aligning.ts';
import { aligned, distributed } from './aligning.ts';

const whole = (min: number, max: number) => fc.integer({ min, max });
const items = fc
  .array(
    fc.record({ x: whole(-999, 999), y: whole(-999, 999), width: whole(4, 400), height: whole(4, 90) }),
    {
      minLength: 3,
      maxLength: 8,
    },
  )
  .map((areas) => areas.map((area, index): Placed => ({ ...area, id: `n${index}` })));

const at: Readonly<Record<Line, (item: Placed) => number>> = {
  left: ({ x }) => x,
  centre: ({ x, width }) => x + width / 2,
  right: ({ x, width }) => x + width,
  top: ({ y }) => y,
  middle: ({ y, height }) => y + height / 2,
  bottom: ({ y, height }) => y + height,
};

test('aligned items have one line, and move along one axis alone', () => {
  fc.assert(
    fc.property(
      items,
      fc.constantFrom<Line>('left', 'centre', 'right', 'top', 'middle', 'bottom'),
      (all, line) => {
        const places = aligned(all, line).map(({ position }, index) => ({ ...all[index]!, ...position }));
        const lines = places.map(at[line]);
        expect(Math.max(...lines) - Math.min(...lines)).toBeLessThanOrEqual(1);
        const still = ['left', 'centre', 'right'].includes(line) ? 'y' : 'x';
        expect(places.map((place) => place[still])).toEqual(all.map((item) => item[still]));
        // Done twice it is as done once, but for the rounding of a middle.
        for (const [index, { position }] of aligned(places, line).entries()) {
          expect(Math.abs(position.x - places[index]!.x)).toBeLessThanOrEqual(1);
          expect(Math.abs(position.y - places[index]!.y)).toBeLessThanOrEqual(1);
        }
      },
    ),
  );
});

test('distributed items have equal space between them, the outermost stay', () => {
  fc.assert(
    fc.property(items, fc.constantFrom('x' as const, 'y' as const), (all, axis) => {
      const size = axis === 'x' ? 'width' : 'height';
      const places = distributed(all, axis).map(({ id, position }) => ({
        ...all.find((item) => item.id === id)!,
        ...position,
      }));
      const spaces = places
        .slice(1)
        .map((item, index) => item[axis] - places[index]![axis] - places[index]![size]);
      expect(Math.max(...spaces) - Math.min(...spaces)).toBeLessThanOrEqual(2);
      expect(places[0]![axis]).toBe(all.find(({ id }) => id === places[0]!.id)![axis]);
      expect(places.at(-1)![axis]).toBe(all.find(({ id }) => id === places.at(-1)!.id)![axis]);
    }),
  );
});
