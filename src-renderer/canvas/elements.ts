import { flushSync } from 'react-dom';
import { create } from 'zustand';
import type { Position } from '../../src-core/document/design.ts';
import { isReadable } from './detail.ts';
import type { View } from './drawn/surface.ts';
import { areaOf } from './drawn/surface.ts';
import { picture } from './shown-picture.ts';
import { useWireDrag } from './wire-drag.ts';

/**
 * What of a large level is made of elements: items that are near enough to be read once the view is at rest, and whatever
 * the pointer is on, so that it can be pressed, dragged, wired and entered as in a small one.
 */
export interface ElementsState {
  /** Paths of items in a view at rest. */
  readonly near: ReadonlySet<string>;
  /** The item under the pointer. */
  readonly item: string | null;
  /** The wire under the pointer. */
  readonly wire: string | null;
  /** The item that has the keyboard. */
  readonly held: string | null;
}

const none: ReadonlySet<string> = new Set();

export const useElements = create<ElementsState>(() => ({ near: none, item: null, wire: null, held: null }));

/** How far beside an item or a wire the pointer still means it, in pixels of the screen. */
const besideItem = 12;
const besideWire = 8;
/** Elements made in one frame, so that none takes long. */
const eachFrame = 4;
/** With more items than this in view none can be read. */
const mostNear = 150;

/** Makes elements of what lies under the pointer, before anything else hears of the pointer. */
export function pointAt(point: Position, zoom: number): void {
  const item = picture.itemAt(point, besideItem / zoom)?.path ?? null;
  // beside an item too: there its wires end, and are taken off
  const wire = picture.wireAt(point, besideWire / zoom)?.id ?? null;
  const now = useElements.getState();
  if (now.item === item && now.wire === wire) return;
  // at once, so that a press that follows finds the element
  flushSync(() => useElements.setState({ item, wire }));
}

/** Makes an element of the item that is to have the keyboard, and keeps it. */
export const holdElement = (held: string): void => useElements.setState({ held });

let frame = 0;

/** Lets items be drawn while the view moves; those that are made of elements stay. */
export function viewMoves(): void {
  cancelAnimationFrame(frame);
}

/** Makes elements of the items that a view at rest shows near enough, a few a frame, and drops the others. */
export function viewRests(view: View): void {
  cancelAnimationFrame(frame);
  const wanted = wantedIn(view);
  const kept = [...useElements.getState().near].filter((path) => wanted.has(path));
  const waiting = [...wanted].filter((path) => !useElements.getState().near.has(path));
  let near = kept;
  const go = () => {
    near = [...near, ...waiting.splice(0, eachFrame)];
    if (near.length > 0 || useElements.getState().near.size > 0)
      useElements.setState({ near: near.length === 0 ? none : new Set(near) });
    if (waiting.length > 0) frame = requestAnimationFrame(go);
  };
  frame = requestAnimationFrame(go);
}

function wantedIn(view: View): ReadonlySet<string> {
  if (!picture.isLarge || !isReadable(view.zoom)) return none;
  const nodes = picture.nodesIn(areaOf(view));
  return nodes.length > mostNear ? none : new Set(nodes.map(({ path }) => path));
}

/** Paths of the items that are made of elements now; the start of a wire that is drawn is among them. */
export function elementPaths({ near, item, wire, held }: ElementsState): ReadonlySet<string> {
  const paths = new Set(near);
  if (item !== null) paths.add(item);
  if (held !== null) paths.add(held);
  const start = useWireDrag.getState().from?.item;
  if (start !== undefined) paths.add(start);
  const ends = wire === null ? undefined : picture.wireOf(wire)?.wire;
  for (const end of [ends?.from, ends?.to]) {
    const path = end === undefined ? undefined : picture.nodeNamed(end.item)?.path;
    if (path !== undefined) paths.add(path);
  }
  return paths;
}
