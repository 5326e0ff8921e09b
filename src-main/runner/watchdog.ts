/** How long a runner may be silent. A single call of the runtime may hold it for a while: silence is said long before it ends a job. */
export interface Patience {
  /** Milliseconds between two looks. */
  readonly lookMs: number;
  /** Looks without a sign of life after which silence is said. */
  readonly saidAfter: number;
  /** Looks without a sign of life after which the runner counts as lost. */
  readonly lostAfter: number;
}

/** Said after ten seconds, lost after ten minutes. */
export const usualPatience: Patience = { lookMs: 1000, saidAfter: 10, lostAfter: 600 };

interface WatchdogEvents {
  /** Called at every look of a silence that is said, in whole seconds. */
  silent(seconds: number, lostAfterSeconds: number): void;
  /** Called once, when silence ends that was said. */
  heardAgain(): void;
  lost(seconds: number): void;
}

/**
 * Watches for signs of life of a process: one that was stopped, or hangs inside native code, gives none. Looks are counted and
 * not time, so that a machine that sleeps does not count as silence.
 */
export class Watchdog {
  readonly #patience: Patience;
  readonly #events: WatchdogEvents;
  readonly #timer: NodeJS.Timeout;
  #missed = 0;

  constructor(patience: Patience, events: WatchdogEvents) {
    this.#patience = patience;
    this.#events = events;
    this.#timer = setInterval(() => this.#look(), patience.lookMs);
  }

  heard(): void {
    const wasSaid = this.#missed >= this.#patience.saidAfter;
    this.#missed = 0;
    if (wasSaid) this.#events.heardAgain();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #look(): void {
    const { lookMs, saidAfter, lostAfter } = this.#patience;
    this.#missed += 1;
    const seconds = (looks: number): number => Math.round((looks * lookMs) / 1000);
    if (this.#missed >= lostAfter) {
      this.stop();
      this.#events.lost(seconds(lostAfter));
    } else if (this.#missed >= saidAfter) {
      this.#events.silent(seconds(this.#missed), seconds(lostAfter));
    }
  }
}
