import { cpus } from 'node:os';
import type { Watched } from './busy.ts';

/** Times over which the same small piece of work is done. */
const spinSteps = 100_000;

/** Does a small piece of work that needs nothing but a core; the milliseconds it took. */
function spin(): number {
  const start = performance.now();
  let state = 1;
  for (let step = 0; step < spinSteps; step++) state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
  // The state is used, so that no compiler leaves the work out.
  return performance.now() - start + 0 * state;
}

/** Milliseconds that all cores together were busy since the machine started. */
const machineMs = (): number =>
  cpus().reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0);

/** Milliseconds of all cores that this process took. */
function ownMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Watches the machine while runs are made: what else takes its cores, and whether a core keeps its pace. */
export class MachineWatch {
  readonly #start = performance.now();
  readonly #machine = machineMs();
  readonly #own = ownMs();
  readonly #switches = process.resourceUsage().involuntaryContextSwitches;
  readonly #spins: number[] = [spin()];

  /** To be called after each run. */
  afterRun(): void {
    this.#spins.push(spin());
  }

  /** What was seen since it was made. */
  seen(): Omit<Watched, 'series'> {
    const elapsed = Math.max(1, performance.now() - this.#start);
    const others = machineMs() - this.#machine - (ownMs() - this.#own);
    const switches = process.resourceUsage().involuntaryContextSwitches - this.#switches;
    return {
      otherCores: Math.max(0, others / elapsed),
      switchesPerSecond: (switches / elapsed) * 1000,
      spins: this.#spins,
    };
  }
}
