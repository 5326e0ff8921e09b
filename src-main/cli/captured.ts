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

/** An Io that keeps what is written; commands that need a runner start the one at `entry`. */
export function capturingIo(entry?: string): { io: Io; out: string[]; err: string[] } {
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
    serve: async () => 0,
  };
  return { io, out, err };
}

/** Runs a command line in this process. */
export async function cli(args: readonly string[], entry?: string): Promise<Captured> {
  const { io, out, err } = capturingIo(entry);
  const code = await runCli(args, io);
  return { code, out: out.join(''), err: err.join('') };
}
