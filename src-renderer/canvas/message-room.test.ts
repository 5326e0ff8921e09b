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

test('they stand beside a panel that lies over the canvas, whichever side it is on', () => {
  const inspector = { x: 344, y: 0, width: 336, height: 600 };
  const covered = { ...map, x: 580 };
  expect(messageRoom(680, 600, [zoom, covered], [inspector])).toEqual({ left: 8, right: 344, bottom: 48 });
  expect(messageRoom(900, 600, [zoom, { ...map, x: 796 }], [{ ...inspector, x: 564 }])).toEqual({
    left: 215,
    right: 344,
    bottom: 16,
  });
  const palette = { x: 0, y: 0, width: 224, height: 600 };
  expect(messageRoom(704, 600, [zoom, map], [palette])).toEqual({ left: 232, right: 112, bottom: 16 });
});

test('where a panel leaves too little beside it they stand over it, above the map', () => {
  const inspector = { x: 120, y: 0, width: 336, height: 600 };
  expect(messageRoom(456, 600, [zoom], [inspector])).toEqual({ left: 8, right: 8, bottom: 48 });
});
