import { create } from 'zustand';
import { whenIdle } from '../work/idle.ts';

/** Whether items follow the pointer. What would be drawn beside them meanwhile takes the time of their steps, and waits. */
export const useDragging = create<{ readonly isDragging: boolean }>(() => ({ isDragging: false }));

/** After what was dropped is drawn, in milliseconds at most. */
const soon = 100;

/** Items begin to follow the pointer, until it is let go. */
export function beginDragging(): void {
  if (useDragging.getState().isDragging) return;
  useDragging.setState({ isDragging: true });
  const control = new AbortController();
  const end = () => {
    control.abort();
    whenIdle(() => useDragging.setState({ isDragging: false }), soon);
  };
  for (const type of ['pointerup', 'pointercancel', 'blur'] as const)
    window.addEventListener(type, end, { capture: true, signal: control.signal });
}
