import type { ReactFlowInstance, Viewport } from '@xyflow/react';
import { getViewportForBounds } from '@xyflow/react';
import { useLocale } from '../locale/locale.ts';
import { useDirection } from '../store/direction.ts';
import { useDocument } from '../store/document.ts';
import { openDrawing } from '../store/drawings.ts';
import { useNavigation } from '../store/navigation.ts';
import { useSelection } from '../store/selection.ts';
import { cornersOver } from './corners.ts';
import { readableFrom } from './detail.ts';
import type { View } from './drawn/surface.ts';
import type { FitRoom } from './fitting.ts';
import { fittedView } from './fitting.ts';
import type { FlowNode, TensorFlowEdge } from './flow-types.ts';
import { picture } from './shown-picture.ts';

type Instance = ReactFlowInstance<FlowNode, TensorFlowEdge>;

let instance: Instance | null = null;
let zoom = 1;
const zoomListeners = new Set<() => void>();
let element: HTMLElement | null = null;

/** A large level can be so large that it is only whole from farther away. */
export const zoomLimits = { min: 0.05, minOfLarge: 0.002, max: 4 } as const;
/** An item may fill this much of the canvas where one is shown alone. */
const aroundSelection = 0.3;

/** How far what lies above the canvas reaches in from its right edge, in pixels. */
let covered = 0;

/** Keeps what is fitted clear of something above the right of the canvas; 0 where nothing is there any more. */
export function keepClear(right: number): void {
  if (covered === right) return;
  covered = right;
  keepFit();
}

/** The canvas with what lies over it now. */
function fitRoom(): FitRoom | null {
  if (element === null) return null;
  const { top, width, height } = element.getBoundingClientRect();
  const bars = [...element.querySelectorAll('[data-over="top"]')].map(
    (bar) => bar.getBoundingClientRect().bottom - top,
  );
  const corners = cornersOver(element);
  return { width, height, top: Math.max(20, ...bars) + 10, right: covered, corners };
}

/** What of which level a person had in view when the window began to be drawn anew in another language. */
let left: { readonly of: string; readonly view: Viewport } | null = null;

/** True from showing the whole level until a person moves the view: it then stays whole as the canvas changes size. */
let isFitted = false;
/** The least zoom at which the level that is fitted is shown. */
let least = 0;
/** The zoom at which it was fitted last. */
let fittedZoom = 0;
export function leaveFit(): void {
  isFitted = false;
  left = null;
}
/** Fits the level anew as the canvas changes its size, but makes nothing unreadable that could be read. */
export function keepFit(): void {
  if (!isFitted) return;
  least = Math.min(readableFrom, Math.max(least, fittedZoom));
  showWhole();
}

/** Hands the commands the canvas that is on screen; null when it goes. */
export function setCanvas(next: Instance | null, container: HTMLElement | null): void {
  instance = next;
  element = container;
}

/** Told by the canvas whenever its view moves. */
export function zoomed(next: number): void {
  if (next === zoom) return;
  zoom = next;
  for (const listener of zoomListeners) listener();
}

export const currentZoom = (): number => zoom;
export function onZoom(listener: () => void): () => void {
  zoomListeners.add(listener);
  return () => zoomListeners.delete(listener);
}

/** Shows everything. */
export function fitAll(): void {
  least = 0;
  showWhole();
}

/** Shows the level as large as it gets; an empty canvas has nothing to fit. */
function showWhole(): void {
  left = null;
  const bounds = picture.bounds();
  const room = fitRoom();
  if (instance === null || room === null) return;
  if (bounds === null) {
    void instance.setViewport({ x: 0, y: 0, zoom: 1 });
    return;
  }
  isFitted = true;
  const zooms = { least: Math.max(least, lowest()), most: 1 };
  const view = fittedView(bounds, room, zooms, (area) => picture.nodesIn(area).length === 0);
  fittedZoom = view.zoom;
  void instance.setViewport(view);
}

const lowest = (): number => (picture.isLarge ? zoomLimits.minOfLarge : zoomLimits.min);

const shownNow = (): string =>
  [useNavigation.getState().level, useDocument.getState().opened, useDirection.getState().direction].join(
    '\n',
  );

useLocale.subscribe(() => {
  const isShown = instance !== null && element?.isConnected === true;
  left = isShown && !isFitted && instance !== null ? { of: shownNow(), view: instance.getViewport() } : null;
});

/** Shows a canvas that has just come: everything, the inside of an item no smaller than it can be read, or what was in view before the window was drawn anew. */
export function showFirst(): void {
  if (left?.of === shownNow()) {
    void instance?.setViewport(left.view);
    return;
  }
  // a person enters an item to read what is inside
  least = useNavigation.getState().level === '' ? 0 : readableFrom;
  showWhole();
}

export function fitSelection(): void {
  const { paths } = useSelection.getState();
  if (paths.length === 0) {
    fitAll();
    return;
  }
  leaveFit();
  const bounds = picture.bounds(paths);
  if (instance === null || element === null || bounds === null) return;
  const { clientWidth, clientHeight } = element;
  void instance.setViewport(
    getViewportForBounds(bounds, clientWidth, clientHeight, lowest(), 1, aroundSelection),
  );
}

export function zoomIn(): void {
  leaveFit();
  void instance?.zoomIn();
}
export function zoomOut(): void {
  leaveFit();
  void instance?.zoomOut();
}
export function zoomTo(zoom: number): void {
  leaveFit();
  void instance?.zoomTo(zoom);
}

/** The view of the canvas now; null while there is none. */
export function currentView(): View | null {
  if (instance === null || element === null) return null;
  const { clientWidth: width, clientHeight: height } = element;
  return { ...instance.getViewport(), width, height, density: window.devicePixelRatio };
}

/** Canvas coordinates of a point of the window; null while there is no canvas. */
export const toCanvas = (x: number, y: number): { x: number; y: number } | null =>
  instance?.screenToFlowPosition({ x, y }) ?? null;

/** The middle of what the canvas shows, in canvas coordinates. */
export function centreOfView(): { x: number; y: number } {
  if (element === null) return { x: 0, y: 0 };
  const { left, top, width, height } = element.getBoundingClientRect();
  return toCanvas(left + width / 2, top + height / 2) ?? { x: 0, y: 0 };
}

/** The middle of the canvas in coordinates of the window. */
export function middleOnScreen(): { x: number; y: number } {
  if (element === null) return { x: window.innerWidth / 2, y: window.innerHeight / 3 };
  const { left, top, width, height } = element.getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 3 };
}

/** True where a point of the window lies on the canvas, and what it shows can be edited. */
export const isOnCanvas = (x: number, y: number): boolean => isOverCanvas(x, y) && openDrawing() !== null;

/** True where a point of the window lies on the canvas. */
export function isOverCanvas(x: number, y: number): boolean {
  if (element === null) return false;
  const { left, top, right, bottom } = element.getBoundingClientRect();
  return x >= left && x <= right && y >= top && y <= bottom;
}

/** True where the keyboard belongs to the canvas: nothing else has the focus. */
export function hasFocus(): boolean {
  const { activeElement } = document;
  return (
    activeElement === null || activeElement === document.body || (element?.contains(activeElement) ?? false)
  );
}

/** Takes the keyboard away from what has it, so that it belongs to the canvas. */
export function canvasFocus(): void {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
}

/** Moves the view so that an item is seen, where it is not yet, or where `cover` lies above it. */
export function showItem(path: string, cover: DOMRect | null = null): void {
  const node = picture.nodeAt(path);
  if (instance === null || node === undefined || element === null) return;
  const { x, y, width, height } = node;
  const from = instance.flowToScreenPosition({ x, y });
  const to = instance.flowToScreenPosition({ x: x + width, y: y + height });
  const room = element.getBoundingClientRect();
  const isInside = from.x >= room.left && to.x <= room.right && from.y >= room.top && to.y <= room.bottom;
  const isCovered =
    cover !== null && to.x > cover.left && from.x < cover.right && to.y > cover.top && from.y < cover.bottom;
  if (isInside && !isCovered) return;
  leaveFit();
  const zoom = instance.getZoom();
  const shift = cover === null ? { x: 0, y: 0 } : besides(cover, room, to.x - from.x);
  void instance.setCenter(x + width / 2 - shift.x / zoom, y + height / 2 - shift.y / zoom, { zoom });
}

/** How far the middle of what is left of a room, beside what covers its right or else below it, is from the room's own. */
function besides(cover: DOMRect, room: DOMRect, width: number): { readonly x: number; readonly y: number } {
  if (cover.left - room.left > width) return { x: (cover.left - room.right) / 2, y: 0 };
  return { x: 0, y: (cover.bottom - room.top) / 2 };
}
