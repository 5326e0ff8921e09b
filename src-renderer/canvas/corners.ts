import type { Rect } from '../../src-core/scene/geometry.ts';

/** The elements that lie over the lower corners of the canvas now: the zoom, the map. */
export const elementsOver = (canvas: HTMLElement): readonly Element[] => [
  ...canvas.querySelectorAll('[data-over="bottom"], .react-flow__minimap'),
];

/** What lies over the lower corners of the canvas now, in pixels of the canvas. */
export function cornersOver(canvas: HTMLElement): readonly Rect[] {
  const { left, top } = canvas.getBoundingClientRect();
  return elementsOver(canvas)
    .map((each) => each.getBoundingClientRect())
    .filter(({ width }) => width > 0)
    .map(({ x, y, width, height }) => ({ x: x - left, y: y - top, width, height }));
}
