import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** The serve shell as a process of its own. */
export interface ServeProcess {
  readonly child: ChildProcess;
  /** An address that nobody has used yet; it lets one visitor in. */
  address(): Promise<string>;
  /** Sends a signal and waits until the process is gone. @returns its exit code and signal */
  end(signal: NodeJS.Signals): Promise<readonly [number | null, NodeJS.Signals | null]>;
}

/**
 * Starts a built serve shell.
 * @param entry out/main/serve.js
 * @param args as on the command line
 * @param env additions to the environment
 */
export function startServeProcess(
  entry: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): ServeProcess {
  const child = spawn(process.execPath, [entry, ...args], { env: { ...process.env, ...env } });
  child.stderr.pipe(process.stderr);
  // What is typed to a process that has gone reaches nobody.
  child.stdin.on('error', () => undefined);
  const gone = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>;
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const nextAddress = async (): Promise<string> => {
    for (;;) {
      const { value, done } = await lines.next();
      if (done) throw new Error('the serve shell ended');
      if (value.includes('http://')) return value.trim();
    }
  };
  // The first is printed without being asked for.
  let isFirst = true;
  return {
    child,
    address() {
      if (!isFirst) child.stdin.write('\n');
      isFirst = false;
      return nextAddress();
    },
    end(signal) {
      child.kill(signal);
      return gone;
    },
  };
}
