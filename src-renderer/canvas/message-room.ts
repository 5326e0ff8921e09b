import type { Rect } from '../../src-core/scene/geometry.ts';
import { cornersOver, drawersOver } from './corners.ts';

/** Pixels between messages and what they stand beside. */
const gap = 8;
/** Messages narrower than this are not read; they then stand above what lies over the corners. */
const narrowest = 240;

/** What messages keep free of the canvas, in pixels from its edges. */
export interface MessageRoom {
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
}

/** The room for messages on a canvas: between what lies over its lower corners, or above where that is too narrow. */
function roomBetween(width: number, height: number, corners: readonly Rect[]): MessageRoom {
  let [left, right, top] = [0, 0, height];
  for (const corner of corners) {
    if (corner.x + corner.width / 2 < width / 2) left = Math.max(left, corner.x + corner.width);
    else right = Math.max(right, width - corner.x);
    top = Math.min(top, corner.y);
  }
  const isWide = width - left - right - 2 * gap >= narrowest;
  return isWide
    ? { left: left + gap, right: right + gap, bottom: 2 * gap }
    : { left: gap, right: gap, bottom: height - top + gap };
}

/**
 * The room for messages on a canvas, beside the panels that lie over it where that is wide enough to be read.
 * @param corners what lies over the lower corners, in pixels of the canvas
 * @param drawers the panels over the canvas, which reach from its upper edge to its lower one
 */
export function messageRoom(
  width: number,
  height: number,
  corners: readonly Rect[],
  drawers: readonly Rect[] = [],
): MessageRoom {
  let [from, to] = [0, width];
  for (const drawer of drawers) {
    if (drawer.x + drawer.width / 2 < width / 2) from = Math.max(from, drawer.x + drawer.width);
    else to = Math.min(to, drawer.x);
  }
  if (to - from - 2 * gap < narrowest) return roomBetween(width, height, corners);
  const seen = corners
    .filter((corner) => corner.x < to && corner.x + corner.width > from)
    .map((corner) => ({ ...corner, x: corner.x - from }));
  const { left, right, bottom } = roomBetween(to - from, height, seen);
  return { left: from + left, right: width - to + right, bottom };
}

const names = ['--messages-left', '--messages-right', '--messages-bottom', '--messages-height'] as const;

/** Says where messages of the window have room beside the canvas; its style sheet reads it. */
export function keepMessagesClear(canvas: HTMLElement): void {
  const { left, right, bottom, width, height } = canvas.getBoundingClientRect();
  const room = messageRoom(width, height, cornersOver(canvas), drawersOver(canvas));
  const { style, clientWidth, clientHeight } = document.documentElement;
  const values = [
    left + room.left,
    clientWidth - right + room.right,
    clientHeight - bottom + room.bottom,
    height - room.bottom - gap,
  ];
  names.forEach((name, index) => {
    style.setProperty(name, `${values[index]}px`);
  });
}

/** Gives messages back the room of a canvas that is gone. */
export function forgetMessages(): void {
  for (const name of names) document.documentElement.style.removeProperty(name);
}
