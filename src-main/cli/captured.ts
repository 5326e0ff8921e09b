import { ok } from '../../src-core/errors.ts';
import { knownBoxes } from '../files/known-boxes.ts';
import type { ResultStore } from '../files/result-store.ts';
import { resultStore } from '../files/result-store.ts';
import { RunnerClient } from '../runner/client.ts';
import type { Io } from './io.ts';
import type { ExitCode } from './run-cli.ts';
import { runCli } from './run-cli.ts';

/** What one command line printed and how it ended: for tests, and for pages that show what commands print. */
export interface Captured {
  readonly code: ExitCode;
  readonly out: string;
  readonly err: string;
}

const version = '0.1.0';

/** Nobody who prints a page wants its runs among their own results. */
const forgetting: ResultStore = { ...resultStore(null), add: async () => ok(null) };

/** An Io that keeps what is written; commands that need a runner start the one at `entry`. */
export function capturingIo(entry?: string, results = forgetting): { io: Io; out: string[]; err: string[] } {
  const out: string[] = [];
  const err: string[] = [];
  const io: Io = {
    version,
    out: (text) => void out.push(text),
    err: (text) => void err.push(text),
    watched: false,
    onInterrupt: () => () => undefined,
    openRunner() {
      if (entry === undefined) throw new Error('this command line needs no runner');
      return new RunnerClient({ version, entry });
    },
    results,
    boxes: knownBoxes(null),
    serve: async () => 0,
  };
  return { io, out, err };
}

/** Runs a command line in this process. */
export async function cli(args: readonly string[], entry?: string, results = forgetting): Promise<Captured> {
  const { io, out, err } = capturingIo(entry, results);
  const code = await runCli(args, io);
  return { code, out: out.join(''), err: err.join('') };
}
