import type { Steps } from '../../src-core/steps.ts';
import { whenIdle } from './idle.ts';

/** The window's thread goes to one piece of work for this long at a time, in milliseconds: a frame has 16. */
export const slice = 5;

/** Answers whether so many milliseconds have gone by since it was made. */
export function spentAfter(milliseconds = slice): () => boolean {
  const end = performance.now() + milliseconds;
  return () => performance.now() >= end;
}

/** Resolves once the window had its turn: what takes long before and after is two tasks of its thread, not one. */
export const nextTask = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

/** Many small steps as few slices, each as long as the thread may be kept. */
export function* bySlices<T>(steps: Steps<T>): Sliced<T> {
  for (;;) {
    const isSpent = spentAfter();
    do {
      const { done, value } = steps.next();
      if (done === true) return value;
    } while (!isSpent());
    yield;
  }
}

/** Work in short steps: each yields how far it is, the last returns the whole. */
export type Sliced<State> = Generator<State | undefined, State>;

/**
 * Runs steps in idle moments, one after another, until they are done or taken back. Returns how to take them back. What they
 * hand on is shown in a task of its own, so that the window's thread is not kept by both.
 * @param within milliseconds that each waits for an idle moment at most
 */
export function runSliced<State>(
  steps: Sliced<State>,
  onState: (state: State, isDone: boolean) => void,
  within?: number,
): () => void {
  let isTaken = false;
  let takeBack = () => {};
  const step = (): void => {
    if (isTaken) return;
    const { value, done = false } = steps.next();
    if (value !== undefined) setTimeout(() => isTaken || onState(value, done), 0);
    if (!done) takeBack = whenIdle(step, within);
  };
  takeBack = whenIdle(step, within);
  return () => {
    isTaken = true;
    takeBack();
  };
}

/** How long a slice waits for an idle moment at most where somebody waits for the whole, in milliseconds. */
const promptly = 4;

/** Does all steps between frames. */
export const inSlices = <T>(steps: Steps<T>): Promise<T> =>
  new Promise((resolve) => {
    runSliced(boxed(bySlices(steps)), (box) => resolve(box.value), promptly);
  });

/** What is handed on may be nothing, which a step without a state is told by. */
function* boxed<T>(steps: Sliced<T>): Sliced<{ readonly value: T }> {
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return { value };
    yield;
  }
}
