import { create } from 'zustand';
import type { Definition } from '../../src-core/language/definition.ts';
import type { ItemPlace } from './item-place.ts';

/** What is being dragged out of the palette, and where the pointer is. */
export interface DragState {
  readonly definition: Definition | null;
  readonly x: number;
  readonly y: number;
}

export const useDrag = create<DragState>(() => ({ definition: null, x: 0, y: 0 }));

/** A press becomes a drag after so many pixels. */
const threshold = 4;

/** Follows a press on a row of the palette: it may become a drag, and a drag ends with an item where it is dropped. */
export function followPress(
  definition: Definition,
  from: { readonly clientX: number; readonly clientY: number },
  place: ItemPlace,
): void {
  const control = new AbortController();
  const options = { signal: control.signal };
  let dragging = false;
  const stop = () => {
    control.abort();
    useDrag.setState({ definition: null });
    place.endDrag();
  };
  window.addEventListener(
    'pointermove',
    ({ clientX: x, clientY: y }) => {
      if (!dragging && Math.hypot(x - from.clientX, y - from.clientY) < threshold) return;
      if (!dragging) {
        useDrag.setState({ definition });
        place.startDrag(definition);
      }
      dragging = true;
      useDrag.setState({ x, y });
      place.dragOver(x, y);
    },
    options,
  );
  window.addEventListener(
    'pointerup',
    ({ clientX, clientY }) => {
      stop();
      if (dragging) place.drop(definition, clientX, clientY);
    },
    options,
  );
  window.addEventListener('pointercancel', stop, options);
  window.addEventListener('blur', stop, options);
  window.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      stop();
    },
    { ...options, capture: true },
  );
}
