import { create } from 'zustand';
import type { Definition } from '../../src-core/language/definition.ts';
import { isOnCanvas, toCanvas } from '../canvas/viewport.ts';
import { endDropping, useWiring } from '../canvas/wiring.ts';
import { addAt, addIntoWire, takersOf } from '../store/adding.ts';
import { toast } from '../ui/toasts.ts';

/** What is being dragged out of the palette, and where the pointer is. */
export interface DragState {
  readonly definition: Definition | null;
  readonly x: number;
  readonly y: number;
}

export const useDrag = create<DragState>(() => ({ definition: null, x: 0, y: 0 }));

/** A press becomes a drag after so many pixels. */
const threshold = 4;

/** The wire under a point of the window, if one is there. */
const wireAt = (x: number, y: number): string | null =>
  document.elementFromPoint(x, y)?.closest('[data-edge]')?.getAttribute('data-edge') ?? null;

function start(definition: Definition): void {
  useDrag.setState({ definition });
  // judging every wire takes a moment; the ghost is drawn first
  setTimeout(() => {
    if (useDrag.getState().definition === definition) useWiring.setState({ takers: takersOf(definition) });
  }, 0);
}

function end(): void {
  useDrag.setState({ definition: null });
  endDropping();
}

function drop(definition: Definition, x: number, y: number): void {
  const place = toCanvas(x, y);
  if (!isOnCanvas(x, y) || place === null) return;
  const wire = wireAt(x, y);
  if (wire === null) addAt(definition, place);
  else if (!addIntoWire(definition, place, wire)) {
    toast({ tone: 'plain', text: `${definition.title} does not fit into this wire; it stands beside it` });
    addAt(definition, place);
  }
}

/** Follows a press on a row of the palette: it may become a drag, and a drag ends with an item where it is dropped. */
export function followPress(definition: Definition, from: { clientX: number; clientY: number }): void {
  const control = new AbortController();
  const options = { signal: control.signal };
  let dragging = false;
  const stop = () => {
    control.abort();
    end();
  };
  window.addEventListener(
    'pointermove',
    ({ clientX: x, clientY: y }) => {
      if (!dragging && Math.hypot(x - from.clientX, y - from.clientY) < threshold) return;
      if (!dragging) start(definition);
      dragging = true;
      useDrag.setState({ x, y });
      const target = wireAt(x, y);
      const { takers } = useWiring.getState();
      useWiring.setState({ target: target !== null && takers.has(target) ? target : null });
    },
    options,
  );
  window.addEventListener(
    'pointerup',
    ({ clientX, clientY }) => {
      stop();
      if (dragging) drop(definition, clientX, clientY);
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
