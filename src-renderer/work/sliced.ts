import { whenIdle } from './idle.ts';

/** Work in short steps: each yields how far it is, the last returns the whole. */
export type Sliced<State> = Generator<State | undefined, State>;

/** Runs steps in idle moments, one after another, until they are done or taken back. Returns how to take them back. */
export function runSliced<State>(
  steps: Sliced<State>,
  onState: (state: State, isDone: boolean) => void,
): () => void {
  let isTaken = false;
  let takeBack = () => {};
  const step = (): void => {
    if (isTaken) return;
    const result = steps.next();
    if (result.value !== undefined) onState(result.value, result.done === true);
    if (result.done !== true) takeBack = whenIdle(step);
  };
  takeBack = whenIdle(step);
  return () => {
    isTaken = true;
    takeBack();
  };
}
