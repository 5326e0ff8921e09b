/** What waits for the window to be idle, in the order in which it was asked for. */
const waiting = new Set<() => void>();
let isAsked = false;

/** Work goes on within one idle moment until this much of it is used, in milliseconds. */
const slice = 12;

function ask(): void {
  if (isAsked || waiting.size === 0) return;
  isAsked = true;
  // A moment that never comes is as bad as none: the browser gives one after half a second.
  if (typeof requestIdleCallback === 'function') requestIdleCallback(work, { timeout: 500 });
  else setTimeout(work, 0);
}

function work(): void {
  isAsked = false;
  const started = performance.now();
  for (const job of waiting) {
    waiting.delete(job);
    job();
    if (performance.now() - started > slice) break;
  }
  ask();
}

/**
 * Runs a short job once the window has nothing else to do, so that long lists of numbers fill in without being in the way.
 * @returns takes the job back where it has not run yet
 */
export function whenIdle(job: () => void): () => void {
  const own = () => job();
  waiting.add(own);
  ask();
  return () => waiting.delete(own);
}
