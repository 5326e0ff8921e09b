import { medianInterval } from './median-interval.ts';
import { medianIndex } from './timing.ts';

/** How many seconds runs may take that are not steady yet, as the environment says it; 10 where it says no such number. */
export function mostSeconds(asked = process.env.BLOCKWRIGHT_STEADY_SECONDS): number {
  const seconds = Number(asked);
  return seconds > 0 && seconds <= 3600 ? seconds : 10;
}

/**
 * When a series of runs is steady: after at least `least`, half of the interval of its median is at most `share` of that
 * median. Runs that are made until then end at the latest after `seconds` or `most`.
 */
export const steadyRule = { least: 10, share: 0.02, seconds: mostSeconds(), most: 1_000 } as const;

/** Whether times, in any unit, are steady by the rule. */
export function isSteady(times: readonly number[]): boolean {
  if (times.length < steadyRule.least) return false;
  const [low, high] = medianInterval(times);
  return (high - low) / 2 <= steadyRule.share * times[medianIndex(times)]!;
}

/** How many runs are made: a number, or as many as it takes to be steady. */
export type Runs = number | undefined;

/** How far runs may go on that are not steady yet: less than the rule says where something else bounds them. */
interface RoundsBounds {
  readonly most?: number;
  readonly seconds?: number;
  /** A clock in milliseconds. */
  readonly now?: () => number;
}

/** Says, run after run, whether another is made. */
export class Rounds {
  readonly #asked: Runs;
  readonly #series: Iterable<readonly number[]>;
  readonly #now: () => number;
  readonly #most: number;
  readonly #mostMs: number;
  /** Null until the first run. */
  #begun: number | null = null;
  /** The number of runs at which the series are looked at next: looking takes time that is none of theirs. */
  #next: number = steadyRule.least;
  done = 0;

  /** @param series times of the runs made so far, one list for each thing that runs in turn */
  constructor(
    asked: Runs,
    series: Iterable<readonly number[]>,
    {
      most = steadyRule.most,
      seconds = steadyRule.seconds,
      now = () => performance.now(),
    }: RoundsBounds = {},
  ) {
    this.#asked = asked === undefined ? undefined : Math.max(1, asked);
    this.#series = series;
    this.#most = most;
    this.#mostMs = seconds * 1000;
    this.#now = now;
  }

  /** How many runs there will be, as far as it can be said now. */
  get total(): number {
    if (this.#asked !== undefined) return this.#asked;
    if (this.done === 0) return this.#most;
    const each = this.#elapsed / this.done;
    const inTime = each === 0 ? this.#most : Math.ceil(this.#mostMs / each);
    return Math.max(this.done, Math.min(this.#most, inTime));
  }

  /** Whether another run is made; counts it. */
  another(): boolean {
    const goesOn = this.done < (this.#asked ?? this.#most) && !(this.#asked === undefined && this.#isOver());
    if (!goesOn) return false;
    this.#begun ??= this.#now();
    this.done += 1;
    return true;
  }

  get #elapsed(): number {
    return this.#begun === null ? 0 : this.#now() - this.#begun;
  }

  #isOver(): boolean {
    if (this.done === 0) return false;
    if (this.#elapsed >= this.#mostMs) return true;
    if (this.done < this.#next) return false;
    this.#next = Math.ceil(this.#next * 1.5);
    return [...this.#series].every((times) => isSteady(times));
  }
}
