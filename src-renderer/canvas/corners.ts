import type { Rect } from '../../src-core/scene/geometry.ts';

/** The elements that lie over the lower corners of the canvas now: the zoom, the map. */
export const elementsOver = (canvas: HTMLElement): readonly Element[] => [
  ...canvas.querySelectorAll('[data-over="bottom"], .react-flow__minimap'),
];

/** Where elements are drawn, those that are drawn at all, in pixels of the canvas. */
function placesOn(canvas: HTMLElement, elements: readonly Element[]): readonly Rect[] {
  const { left, top } = canvas.getBoundingClientRect();
  return elements
    .map((each) => each.getBoundingClientRect())
    .filter(({ width }) => width > 0)
    .map(({ x, y, width, height }) => ({ x: x - left, y: y - top, width, height }));
}

/** What lies over the lower corners of the canvas now, in pixels of the canvas. */
export const cornersOver = (canvas: HTMLElement): readonly Rect[] => placesOn(canvas, elementsOver(canvas));

/** The panels that lie over the canvas now, in pixels of the canvas. */
export const drawersOver = (canvas: HTMLElement): readonly Rect[] =>
  placesOn(canvas, [...document.querySelectorAll('[data-drawer]')]);
