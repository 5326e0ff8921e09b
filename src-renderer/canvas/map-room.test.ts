import { expect, test } from 'vitest';
import { isUnderMap } from './map-room.ts';

const room = { width: 800, height: 600 };
const corner = { x: 600, y: 480, width: 150, height: 80 };

test('what reaches into the corner at the bottom right is under the map', () => {
  expect(isUnderMap([corner], { x: 0, y: 0, zoom: 1 }, room)).toBe(true);
  expect(isUnderMap([{ ...corner, x: 500 }], { x: 0, y: 0, zoom: 1 }, room)).toBe(false);
  expect(isUnderMap([{ ...corner, y: 300 }], { x: 0, y: 0, zoom: 1 }, room)).toBe(false);
});

test('it goes by where a view shows it', () => {
  expect(isUnderMap([corner], { x: 0, y: 0, zoom: 0.5 }, room)).toBe(false);
  expect(isUnderMap([{ ...corner, x: 500 }], { x: 100, y: 0, zoom: 1 }, room)).toBe(true);
});
