import { create } from 'zustand';
import type { Position } from '../../src-core/document/design.ts';
import { isSnapping } from './pointer.ts';
import { picture } from './shown-picture.ts';
import type { HelperLine } from './snapping.ts';
import { snapped } from './snapping.ts';
import { currentZoom } from './viewport.ts';

const none: readonly HelperLine[] = [];

/** The lines that what is dragged shares with what is at rest. */
export const useHelperLines = create<{ lines: readonly HelperLine[] }>(() => ({ lines: none }));

/** How near a line must be, in pixels of the screen. */
const reach = 5;
/** How far around what is dragged lines are looked for, in canvas pixels. */
const around = 480;
/** From farther away a line could not be told from the next. */
const nearEnough = 0.3;

/**
 * Shows the lines that an item shares with others at a place to which it is dragged.
 * @returns the place on these lines
 */
export function snapTo(path: string, to: Position): Position {
  const node = picture.nodeAt(path);
  if (node === undefined || currentZoom() < nearEnough || !isSnapping()) {
    hideHelperLines();
    return to;
  }
  const area = { ...to, width: node.width, height: node.height };
  const near = picture.nodesIn({
    x: to.x - around,
    y: to.y - around,
    width: node.width + 2 * around,
    height: node.height + 2 * around,
  });
  const rest = near.filter((each) => each.path !== path);
  const { by, lines } = snapped(area, rest, reach / currentZoom());
  if (lines.length > 0 || useHelperLines.getState().lines.length > 0) useHelperLines.setState({ lines });
  return { x: to.x + by.x, y: to.y + by.y };
}

export function hideHelperLines(): void {
  if (useHelperLines.getState().lines.length > 0) useHelperLines.setState({ lines: none });
}
