import { useEffect, useRef, useState } from 'react';
import type { Sliced } from './sliced.ts';
import { runSliced } from './sliced.ts';

/** Asked again within this many milliseconds, the work waits until the asking stops. */
const pause = 120;

export interface SlicedState<State> {
  /** The latest state; of the work asked for before, until there is one of this. Null before the first. */
  readonly state: State | null;
  /** Whether the state is that of earlier work. */
  readonly isLate: boolean;
  readonly isDone: boolean;
}

/**
 * Works something out in idle moments after the frame that asked for it. New work takes the place of the old; asked for at
 * every frame of a drag, it waits for the drag to rest.
 * @param make hands out the work; a new function is new work
 */
export function useSliced<State>(make: () => Sliced<State>): SlicedState<State> {
  const [shown, setShown] = useState<{ make: unknown; state: State; isDone: boolean } | null>(null);
  const asked = useRef(0);
  useEffect(() => {
    const now = performance.now();
    const isHurried = now - asked.current < pause;
    asked.current = now;
    let stop = () => {};
    const start = () => {
      stop = runSliced(make(), (state, isDone) => setShown({ make, state, isDone }));
    };
    const timer = setTimeout(start, isHurried ? pause : 0);
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [make]);
  const isLate = shown === null || shown.make !== make;
  return { state: shown?.state ?? null, isLate, isDone: !isLate && shown.isDone };
}
