import type { RunReport } from '../../src-core/contract.ts';
import type { Result } from '../../src-core/errors.ts';
import type { Program } from '../../src-core/lower/program.ts';
import { highWaterBytes, resetHighWater } from '../files/high-water.ts';
import { busySigns } from './busy.ts';
import type { WorkContext } from './loadable.ts';
import { MachineWatch } from './machine-watch.ts';
import { boundBytes } from './memory-check.ts';
import { predictedPeak } from './predicted-peak.ts';
import type { Prepared, RunArguments } from './prepare.ts';
import { prepare } from './prepare.ts';
import { untilQuiet } from './quiet.ts';
import { isSteady } from './steady.ts';

/** What of a report is seen while runs are made, of everything that runs in turn alike. */
export type Conditions = Pick<RunReport, 'steady' | 'busy' | 'at'>;

/** Looks at the machine from before the first timed run until after the last. */
export class Measuring {
  readonly #watch = new MachineWatch();
  readonly #series: Iterable<readonly number[]>;

  /** @param series times of the runs, one list for each thing that runs in turn */
  constructor(series: Iterable<readonly number[]>) {
    this.#series = series;
  }

  /** To be called after each round. */
  afterRound(): void {
    this.#watch.afterRun();
  }

  end(): Conditions {
    const series = [...this.#series].filter((times) => times.length > 0);
    return {
      steady: series.every(isSteady),
      busy: busySigns({ ...this.#watch.seen(), series }),
      at: new Date().toISOString(),
    };
  }
}

/** As `prepare`, for what is measured: on a quiet machine where that is asked for, its memory counted from here on. */
export async function prepareMeasured(
  { design, whenQuiet, ...settings }: RunArguments,
  sessions: number,
  context: WorkContext,
): Promise<Result<Prepared>> {
  if (whenQuiet === true) await untilQuiet(context);
  resetHighWater();
  return prepare(design, sessions, context, settings);
}

/** What sessions of a program side by side take at most and are predicted to take, and the most that was taken since `prepareMeasured`. */
export const peakSince = (program: Program, sessions: number): RunReport['peakBytes'] => ({
  bound: Number(boundBytes(program.flat, sessions)),
  predicted: predictedPeak(program.flat, sessions),
  measured: highWaterBytes(),
});
