import { whenIdle } from './idle.ts';

type Task = () => void;

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
 * Runs the latest task that was asked for and drops those it replaces. Tasks run in quiet moments, with a pause after each
 * that grows with the time it took.
 */
export class LatestOnly {
  readonly #quiet: Quiet;
  #wanted: Task | null = null;
  #waiting = false;

  constructor(quiet: Quiet = pageQuiet) {
    this.#quiet = quiet;
  }

  ask(task: Task): void {
    this.#wanted = task;
    if (this.#waiting) return;
    this.#waiting = true;
    this.#quiet.whenIdle(() => this.#run());
  }

  /** Forgets the task that waits. */
  clear(): void {
    this.#wanted = null;
  }

  #run(): void {
    const task = this.#wanted;
    this.#wanted = null;
    const start = this.#quiet.now();
    try {
      task?.();
    } finally {
      const pause = task === null ? 0 : (this.#quiet.now() - start) * (share - 1);
      this.#quiet.after(pause, () => {
        this.#waiting = false;
        const next = this.#wanted;
        if (next !== null) this.ask(next);
      });
    }
  }
}
