import type { Rect } from '../../src-core/scene/geometry.ts';

/** What lies over the lower corners of the canvas now, in pixels of the canvas: the zoom, the map. */
export function cornersOver(canvas: HTMLElement): readonly Rect[] {
  const { left, top } = canvas.getBoundingClientRect();
  return [...canvas.querySelectorAll('[data-over="bottom"], .react-flow__minimap')]
    .map((each) => each.getBoundingClientRect())
    .filter(({ width }) => width > 0)
    .map(({ x, y, width, height }) => ({ x: x - left, y: y - top, width, height }));
}
