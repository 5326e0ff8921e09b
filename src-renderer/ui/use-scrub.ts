import type { PointerEvent } from 'react';
import { useRef } from 'react';
import { newGesture } from './gesture.ts';
import { clampToStep } from './number-text.ts';

const pixelsPerStep = 8;

interface ScrubOptions {
  /** The present number; null cannot be scrubbed. */
  readonly value: number | null;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  /** `gesture` is one token for the whole drag. */
  readonly onChange: (value: number, gesture: string) => void;
  readonly isDisabled?: boolean;
}

/**
 * Handlers for a text input whose number follows a sideways drag, as in Blender. A press that does not move puts the cursor
 * into the input instead; once it has the focus, dragging selects text as usual.
 */
export function useScrub({ value, min, max, step, onChange, isDisabled }: ScrubOptions) {
  const drag = useRef<{ x: number; from: number; last: number; gesture: string } | null>(null);
  return {
    onPointerDown: (event: PointerEvent<HTMLInputElement>) => {
      const input = event.currentTarget;
      if (value === null || isDisabled || document.activeElement === input || event.button !== 0) return;
      event.preventDefault();
      input.setPointerCapture(event.pointerId);
      drag.current = { x: event.clientX, from: value, last: value, gesture: newGesture() };
    },
    onPointerMove: (event: PointerEvent<HTMLInputElement>) => {
      const start = drag.current;
      if (start === null) return;
      const steps = Math.trunc((event.clientX - start.x) / pixelsPerStep);
      const next = clampToStep(start.from + steps * step, { min, max, step });
      if (next === start.last) return;
      start.last = next;
      onChange(next, start.gesture);
    },
    onPointerUp: (event: PointerEvent<HTMLInputElement>) => {
      const start = drag.current;
      drag.current = null;
      if (start === null || Math.abs(event.clientX - start.x) >= pixelsPerStep / 2) return;
      event.currentTarget.focus();
      event.currentTarget.select();
    },
    onPointerCancel: () => {
      drag.current = null;
    },
  };
}
