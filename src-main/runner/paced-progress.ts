import { setTimeout } from 'node:timers/promises';
import type { Progress } from './protocol.ts';

/** Milliseconds from one report to the next while runs are timed. */
const reportEvery = 500;
/** Milliseconds in which a window has drawn a report. */
const drawing = 80;
/** Milliseconds: a run that takes so long does not feel that a core has waited. */
const longRun = 250;

/** Time as it passes here. */
export interface Clock {
  /** Milliseconds. */
  readonly now: () => number;
  readonly pause: (ms: number) => Promise<unknown>;
}

const realClock: Clock = { now: () => performance.now(), pause: setTimeout };

/**
 * Reports progress between timed runs, so that no run shares the cores with a window that draws it. After a report it waits until
 * that is drawn, and then has a run made that nobody times, since the first after a wait is slower than the others.
 */
export class PacedProgress {
  readonly #report: (progress: Progress) => void;
  readonly #clock: Clock;
  #phase: Progress['phase'] | null = null;
  #reported = Number.NEGATIVE_INFINITY;
  #told: number | null = null;

  constructor(report: (progress: Progress) => void, clock: Clock = realClock) {
    this.#report = report;
    this.#clock = clock;
  }

  /**
   * To be called before each timed run, or round of these.
   * @param untimed makes the run that nobody times; what it rejects with, this does
   */
  async tell(progress: Progress, untimed: () => Promise<unknown>): Promise<void> {
    const now = this.#clock.now();
    const round = this.#told === null ? Number.POSITIVE_INFINITY : now - this.#told;
    if (progress.phase !== this.#phase || now - this.#reported >= reportEvery) {
      this.#phase = progress.phase;
      this.#report(progress);
      await this.#clock.pause(drawing);
      if (round < longRun) await untimed();
      this.#reported = this.#clock.now();
    }
    this.#told = this.#clock.now();
  }
}
