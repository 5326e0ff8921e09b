import { expect, test } from 'vitest';
import { messageRoom } from './message-room.ts';

const zoom = { x: 12, y: 560, width: 195, height: 28 };
const map = { x: 600, y: 460, width: 92, height: 128 };

test('messages stand between the zoom and the map', () => {
  expect(messageRoom(704, 600, [zoom, map])).toEqual({ left: 215, right: 112, bottom: 16 });
  expect(messageRoom(704, 600, [zoom])).toEqual({ left: 215, right: 8, bottom: 16 });
});

test('where they would be too narrow between them, they stand above both', () => {
  expect(messageRoom(520, 600, [zoom, { ...map, x: 416 }])).toEqual({ left: 8, right: 8, bottom: 148 });
  expect(messageRoom(400, 600, [zoom])).toEqual({ left: 8, right: 8, bottom: 48 });
});
