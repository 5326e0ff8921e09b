import type { Position } from '../../src-core/document/design.ts';

/** Where the pointer is over the canvas, in pixels of the window; null while it is elsewhere. */
let point: Position | null = null;
/** True while a menu is open that the pointer asked for: what is chosen there is meant for where it was opened. */
let isHeld = false;

/** True while Alt is held, which lets what is dragged go anywhere. */
let isFree = false;

interface PointerEventLike {
  readonly clientX: number;
  readonly clientY: number;
  readonly altKey?: boolean;
}

/** Notes where the pointer is over the canvas; `holds` where it opens a menu there. */
export function notePointer({ clientX, clientY, altKey = false }: PointerEventLike, holds = false): void {
  point = { x: clientX, y: clientY };
  isHeld = holds;
  isFree = altKey;
}

/** Whether what is dragged comes to lie on the lines of other items. */
export const isSnapping = (): boolean => !isFree;

export function forgetPointer(): void {
  if (!isHeld) point = null;
}

export const pointerOnCanvas = (): Position | null => point;
