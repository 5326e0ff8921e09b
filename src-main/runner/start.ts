import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runnerEnvironment } from './environment.ts';
import type { Request } from './protocol.ts';
import { onUnreadable } from './unreadable-messages.ts';

/** A started runner, as its client sees it. */
export interface RunnerProcess {
  send(request: Request): void;
  /** Ends the process at once, whatever it is doing; `exit` follows. */
  kill(): void;
}

interface ProcessEvents {
  message(message: unknown): void;
  /** Called once, when the process is gone. `detail` says how it ended: `signal SIGSEGV`, `exit code 1: last words`. */
  exit(detail: string): void;
}

/** Starts the runner's entry file in the environment of a runner, with additions. Electron has its own way; see `forkProcess` for Node's. */
export type StartProcess = (
  entry: string,
  env: Readonly<Record<string, string>>,
  events: ProcessEvents,
) => RunnerProcess;

/** The built entry of the runner: beside this module, or above it where the build put this module in a folder of chunks. */
export function runnerEntry(): string {
  for (const place of ['./runner.js', '../runner.js']) {
    const path = fileURLToPath(new URL(place, import.meta.url));
    if (existsSync(path)) return path;
  }
  throw new Error('the runner is not built');
}

/** Characters; a native stack trace alone has some thousands. */
const lastWordsLimit = 16_384;

/** Lines of a stack trace, of JavaScript or native, and what Node says around them: none says what went wrong. */
const noise = /^(at |Node\.js v|\d+: 0x|-{3,}|<---)/;

/** Keeps the end of what a process says on stderr, for the report of a crash. */
function lastWords(child: ChildProcess): () => string {
  let words = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    words = (words + text).slice(-lastWordsLimit);
  });
  // Its end is told by `exit`; a pipe that breaks before that says nothing more.
  child.stderr?.on('error', () => undefined);
  return () =>
    words
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '' && !noise.test(line))
      .at(-1) ?? '';
}

/** Starts the runner as a child of Node. */
export const forkProcess: StartProcess = (entry, env, events) => {
  const child = fork(entry, [], {
    env: runnerEnvironment(env),
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const words = lastWords(child);
  let ended = false;
  const exit = (detail: string): void => {
    if (ended) return;
    ended = true;
    events.exit(detail);
  };
  child.on('message', (message) => events.message(message));
  onUnreadable(child, () => events.message('bytes that are no message'));
  child.on('error', (error) => {
    // Without a pid it never started and no exit follows.
    if (child.pid === undefined) exit(error.message);
  });
  child.on('exit', (code, signal) => {
    const how = signal === null ? `exit code ${code}` : `signal ${signal}`;
    const tell = (): void => {
      const said = words();
      exit(said === '' ? how : `${how}: ${said}`);
    };
    // The last words may still be on their way.
    if (child.stderr === null || child.stderr.closed) tell();
    else child.stderr.once('close', tell);
  });
  return {
    send(request) {
      // A process that dies while it is sent to answers with `exit`, which says more than the failed write.
      child.send(request, () => undefined);
    },
    kill() {
      child.kill('SIGKILL');
    },
  };
};
