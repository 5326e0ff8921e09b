import type { JobProgress } from '../../src-core/contract.ts';
import type { Io } from './io.ts';

const words: Readonly<Record<JobProgress['phase'], string>> = {
  quiet: 'waiting for a quiet machine',
  lower: 'writing the model',
  load: 'loading',
  warmup: 'warming up',
  run: 'running',
  profile: 'profiling',
  calibrate: 'calibrating',
  write: 'writing',
  verify: 'computing the reference',
  silent: 'no sign of life',
};

/** One line on stderr that is written over, for a person who watches; nothing elsewhere. */
export class ProgressLine {
  #shown = '';
  readonly #io: Io;

  constructor(io: Io) {
    this.#io = io;
  }

  update({ phase, done, total }: Omit<JobProgress, 'job'>): void {
    if (!this.#io.watched) return;
    const share =
      phase === 'silent'
        ? ` for ${done} s, ended after ${total} s`
        : phase === 'quiet'
          ? ` for ${done} s, at most ${total} s`
          : total > 0
            ? `, ${Math.floor((100 * done) / total)}%`
            : '';
    const line = `${words[phase]}${share}`;
    if (line === this.#shown) return;
    this.#io.err(`\r${line.padEnd(this.#shown.length)}`);
    this.#shown = line;
  }

  clear(): void {
    if (this.#shown === '') return;
    this.#io.err(`\r${' '.repeat(this.#shown.length)}\r`);
    this.#shown = '';
  }
}
