type Job = () => void;

interface Waiting {
  readonly job: Job;
  /** When it is run even though the window is busy, as `performance.now()`. */
  readonly due: number;
}

/** What waits for the window to be idle. */
const waiting = new Set<Waiting>();
/** When the queue is looked at next, at the latest. */
let askedFor = Number.POSITIVE_INFINITY;

/** Work goes on within one idle moment until this much of it is used, in milliseconds. */
const slice = 8;
/** A moment that never comes is as bad as none. */
const longestWait = 500;

/** The one that is due first; of those that are due together, the one that was asked for first. */
function first(): Waiting | undefined {
  let found: Waiting | undefined;
  for (const entry of waiting) if (found === undefined || entry.due < found.due) found = entry;
  return found;
}

function ask(): void {
  const due = first()?.due;
  if (due === undefined || due >= askedFor) return;
  askedFor = due;
  const timeout = Math.max(1, due - performance.now());
  if (typeof requestIdleCallback === 'function') requestIdleCallback(work, { timeout });
  else setTimeout(work, 0);
}

function work(): void {
  askedFor = Number.POSITIVE_INFINITY;
  const started = performance.now();
  try {
    for (let next = first(); next !== undefined; next = first()) {
      waiting.delete(next);
      next.job();
      if (performance.now() - started > slice) break;
    }
  } finally {
    ask();
  }
}

/**
 * Runs a short job once the window has nothing else to do, so that long lists of numbers fill in without being in the way.
 * @param within milliseconds after which it is run in any case; jobs that may wait longer let it go ahead
 * @returns takes the job back where it has not run yet
 */
export function whenIdle(job: Job, within = longestWait): () => void {
  const entry = { job, due: performance.now() + within };
  waiting.add(entry);
  ask();
  return () => waiting.delete(entry);
}
