import type { Steps } from '../../src-core/steps.ts';
import { whenIdle } from './idle.ts';
import { slice } from './sliced.ts';

type Task = () => void;

/** Work that is done in slices, and dropped where other work is asked for before it is done. */
type Work = () => Steps<void>;

/** How the queue waits for a quiet moment: the page's own ways, or a test's. */
export interface Quiet {
  /** Runs the task when nothing more urgent is waiting. */
  readonly whenIdle: (task: Task) => void;
  readonly after: (milliseconds: number, task: Task) => void;
  readonly now: () => number;
}

/** What an edit asked for waits no longer than this for a quiet moment, in milliseconds. */
const soon = 100;

const pageQuiet: Quiet = {
  whenIdle: (task) => {
    // One frame first, so that what was asked for by an edit never delays the picture of that edit.
    requestAnimationFrame(() => whenIdle(task, soon));
  },
  after: (milliseconds, task) => setTimeout(task, milliseconds),
  now: () => performance.now(),
};

/** Work takes at most one part in this many of the time, so that a drag that asks at every frame stays smooth. */
const share = 4;

/**
 * Does the latest work that was asked for and drops what it replaces. It is done in quiet moments, a slice in each, with a
 * pause after it that grows with the time it took.
 */
export class LatestOnly {
  readonly #quiet: Quiet;
  #wanted: Work | null = null;
  #steps: Steps<void> | null = null;
  #waiting = false;

  constructor(quiet: Quiet = pageQuiet) {
    this.#quiet = quiet;
  }

  ask(work: Work): void {
    this.#wanted = work;
    if (this.#waiting) return;
    this.#waiting = true;
    this.#quiet.whenIdle(() => this.#begin());
  }

  /** Forgets the work that waits or is under way. */
  clear(): void {
    this.#wanted = null;
    this.#steps = null;
  }

  #begin(): void {
    this.#steps = this.#wanted?.() ?? null;
    this.#wanted = null;
    this.#slice(0);
  }

  /** @param spent milliseconds that earlier slices of the work under way took */
  #slice(spent: number): void {
    if (this.#wanted !== null) {
      this.#begin();
      return;
    }
    const start = this.#quiet.now();
    const steps = this.#steps;
    this.#steps = null;
    let isDone = true;
    try {
      do isDone = steps === null || steps.next().done === true;
      while (!isDone && this.#quiet.now() - start < slice);
    } finally {
      const time = spent + this.#quiet.now() - start;
      if (isDone) this.#rest(time * (share - 1));
      else this.#quiet.whenIdle(() => this.#slice(time));
    }
    if (!isDone) this.#steps = steps;
  }

  #rest(milliseconds: number): void {
    this.#quiet.after(milliseconds, () => {
      this.#waiting = false;
      const next = this.#wanted;
      if (next !== null) this.ask(next);
    });
  }
}
