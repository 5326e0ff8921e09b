import { tmpdir } from 'node:os';
import { dirname } from 'node:path';
import * as v from 'valibot';
import type { Result } from '../../src-core/errors.ts';
import { fail, ok } from '../../src-core/errors.ts';
import { fileIssue } from '../files/failure.ts';
import type { PrivateFile } from '../files/private-file.ts';
import { privateFile } from '../files/private-file.ts';
import type { Progress, Work, WorkReport } from './protocol.ts';
import { replySchema, resultSchema } from './protocol.ts';
import type { RunnerProcess, StartProcess } from './start.ts';

/** How a request ended: answered, or together with its process. */
export type Outcome = { readonly result: Result<WorkReport> } | { readonly died: string };

export interface ConnectionOptions {
  readonly entry: string;
  readonly env: Readonly<Record<string, string>>;
  readonly version: string;
  readonly start: StartProcess;
}

const killAgainMs = 50;

/** A folder that only this user can look into, with a file that says whose it is. */
async function privateFolder(): Promise<Result<PrivateFile>> {
  try {
    return ok(await privateFile('owner', `${process.pid}\n`));
  } catch (error) {
    return fail(fileIssue(error, tmpdir(), 'write'));
  }
}

interface Live {
  readonly process: RunnerProcess;
  readonly gone: Promise<void>;
}

interface Waiting {
  readonly id: number;
  readonly kind: Work['kind'];
  readonly progress: (progress: Progress) => void;
  readonly settle: (outcome: Outcome) => void;
}

/**
 * One runner process: started when it is first needed and again after it has died. It takes one request at a time.
 * Every request has a private folder that is gone when the request has ended, in whatever way.
 */
export class Connection {
  readonly #options: ConnectionOptions;
  #live: Live | null = null;
  #waiting: Waiting | null = null;
  #requests = 0;

  constructor(options: ConnectionOptions) {
    this.#options = options;
  }

  /** Never rejects for what the process does. Aborting kills the process; the outcome is then `died`. */
  async request(work: Work, progress: (progress: Progress) => void, signal: AbortSignal): Promise<Outcome> {
    if (this.#waiting !== null) throw new Error('the runner takes one request at a time');
    const owner = await privateFolder();
    if (!owner.ok) return { result: owner };
    const kill = (): void => void this.kill();
    try {
      if (signal.aborted) return { died: 'aborted' };
      return await new Promise<Outcome>((settle) => {
        this.#requests += 1;
        this.#waiting = { id: this.#requests, kind: work.kind, progress, settle };
        signal.addEventListener('abort', kill);
        this.#live ??= this.#spawn();
        const { version } = this.#options;
        this.#live.process.send({ id: this.#requests, work, version, folder: dirname(owner.value.path) });
      });
    } finally {
      this.#waiting = null;
      signal.removeEventListener('abort', kill);
      // A folder that cannot be removed is the system's to sweep; the answer does not depend on it.
      await owner.value.remove().catch(() => undefined);
    }
  }

  /** Ends the process; resolves when it is gone. */
  async kill(): Promise<void> {
    const live = this.#live;
    if (live === null) return;
    live.process.kill();
    // One that is only just being started may not be there to be killed yet.
    const again = setInterval(() => live.process.kill(), killAgainMs);
    await live.gone;
    clearInterval(again);
  }

  #spawn(): Live {
    const { start, entry, env } = this.#options;
    let left: () => void;
    const gone = new Promise<void>((resolve) => {
      left = resolve;
    });
    const live: Live = {
      gone,
      process: start(entry, env, {
        message: (message) => this.#receive(live, message),
        exit: (detail) => {
          left();
          if (this.#live !== live) return;
          this.#live = null;
          this.#waiting?.settle({ died: detail });
        },
      }),
    };
    return live;
  }

  #receive(live: Live, message: unknown): void {
    const waiting = this.#waiting;
    if (waiting === null || this.#live !== live) return;
    const reply = v.safeParse(replySchema, message);
    if (!reply.success) {
      this.#distrust(live, 'it sent what is no reply');
    } else if (reply.output.id !== waiting.id) {
      // An answer to a request that has ended.
    } else if (reply.output.type === 'progress') {
      const { phase, done, total } = reply.output;
      waiting.progress({ phase, done, total });
    } else {
      const result = v.safeParse(resultSchema(waiting.kind), reply.output.result);
      if (result.success) waiting.settle({ result: result.output });
      else this.#distrust(live, 'it sent what is no report');
    }
  }

  /** A process that breaks the protocol is not asked again. */
  #distrust(live: Live, detail: string): void {
    this.#live = null;
    live.process.kill();
    this.#waiting?.settle({ died: detail });
  }
}
