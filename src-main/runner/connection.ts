import { tmpdir } from 'node:os';
import * as v from 'valibot';
import type { Result } from '../../src-core/errors.ts';
import { fail, ok } from '../../src-core/errors.ts';
import { fileIssue } from '../files/failure.ts';
import type { PrivateFolder } from '../files/private-folder.ts';
import { privateFolder } from '../files/private-folder.ts';
import type { Progress, Work, WorkReportOf } from './protocol.ts';
import { readResult, replySchema } from './protocol.ts';
import type { RunnerProcess, StartProcess } from './start.ts';
import type { Patience } from './watchdog.ts';
import { Watchdog } from './watchdog.ts';

/** How a request ended: answered, or together with its process. */
export type Outcome<Report> = { readonly result: Result<Report> } | { readonly died: string };

export interface ConnectionOptions {
  readonly entry: string;
  readonly env: Readonly<Record<string, string>>;
  readonly version: string;
  readonly start: StartProcess;
  readonly patience: Patience;
}

const killAgainMs = 50;

async function ownFolder(): Promise<Result<PrivateFolder>> {
  try {
    return ok(await privateFolder());
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
  readonly progress: (progress: Progress) => void;
  readonly watchdog: Watchdog;
  /** Takes the answer of the process; false where it is no report of this work. */
  readonly answer: (result: unknown) => boolean;
  readonly die: (detail: string) => void;
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
  async request<One extends Work>(
    work: One,
    progress: (progress: Progress) => void,
    signal: AbortSignal,
  ): Promise<Outcome<WorkReportOf<One>>> {
    if (this.#waiting !== null) throw new Error('the runner takes one request at a time');
    const folder = await ownFolder();
    if (!folder.ok) return { result: folder };
    const kill = (): void => void this.kill();
    let last: Progress = { phase: 'lower', done: 0, total: 0 };
    const watchdog = new Watchdog(this.#options.patience, {
      silent: (done, total) => progress({ phase: 'silent', done, total }),
      heardAgain: () => progress(last),
      lost: (seconds) => this.#distrust(this.#live, `it gave no sign of life for ${seconds} s`),
    });
    try {
      if (signal.aborted) return { died: 'aborted' };
      return await new Promise<Outcome<WorkReportOf<One>>>((settle) => {
        this.#requests += 1;
        this.#waiting = {
          id: this.#requests,
          progress: (event) => {
            last = event;
            progress(event);
          },
          watchdog,
          answer: (answer) => {
            const result = readResult<One['kind']>(work.kind, answer);
            if (result !== null) settle({ result });
            return result !== null;
          },
          die: (detail) => settle({ died: detail }),
        };
        signal.addEventListener('abort', kill);
        this.#live ??= this.#spawn();
        const { version } = this.#options;
        this.#live.process.send({ id: this.#requests, work, version, folder: folder.value.path });
      });
    } finally {
      watchdog.stop();
      this.#waiting = null;
      signal.removeEventListener('abort', kill);
      // The answer does not depend on a folder that cannot be removed; the end of this process tries once more.
      await folder.value.remove().catch(() => undefined);
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
          this.#waiting?.die(detail);
        },
      }),
    };
    return live;
  }

  #receive(live: Live, message: unknown): void {
    const waiting = this.#waiting;
    if (waiting === null || this.#live !== live) return;
    waiting.watchdog.heard();
    const reply = v.safeParse(replySchema, message);
    if (!reply.success) {
      this.#distrust(live, 'it sent what is no reply');
    } else if (reply.output.type === 'beat' || reply.output.id !== waiting.id) {
      // A sign of life, or an answer to a request that has ended.
    } else if (reply.output.type === 'progress') {
      const { phase, done, total } = reply.output;
      waiting.progress({ phase, done, total });
    } else if (!waiting.answer(reply.output.result)) {
      this.#distrust(live, 'it sent what is no report');
    }
  }

  /** A process that breaks the protocol, or does not answer, is not asked again. */
  #distrust(live: Live | null, detail: string): void {
    this.#live = null;
    live?.process.kill();
    this.#waiting?.die(detail);
  }
}
