/** Lets one piece of work at a time proceed, in the order of asking. */
export class Turns {
  #last: Promise<void> = Promise.resolve();
  #taken = 0;

  /** True while nothing runs and nothing waits. */
  get idle(): boolean {
    return this.#taken === 0;
  }

  /** Resolves when all that was taken so far has ended. */
  ended(): Promise<void> {
    return this.#last;
  }

  /** Does `work` when its turn has come. Where `signal` aborts before that, the answer is `refused`, at once. */
  take<T>(work: () => Promise<T>, signal: AbortSignal, refused: T): Promise<T> {
    if (signal.aborted) return Promise.resolve(refused);
    this.#taken += 1;
    return new Promise((resolve, reject) => {
      const leave = (): void => resolve(refused);
      signal.addEventListener('abort', leave, { once: true });
      this.#last = this.#last.then(async () => {
        signal.removeEventListener('abort', leave);
        const answer = signal.aborted ? Promise.resolve(refused) : work();
        await answer.then(resolve, reject);
        this.#taken -= 1;
      });
    });
  }
}
