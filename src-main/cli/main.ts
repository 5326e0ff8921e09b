import { readFileSync } from 'node:fs';
import { knownBoxes } from '../files/known-boxes.ts';
import { sweepPrivateFolders } from '../files/private-folder.ts';
import { resultStore } from '../files/result-store.ts';
import { userDataFolder } from '../files/user-data.ts';
import { RunnerClient } from '../runner/client.ts';
import type { Io } from './io.ts';
import { runCli } from './run-cli.ts';
import { runServe } from './serve-process.ts';

/** Both this file and what it is built into, out/main/cli.js, lie two levels below the project. */
const manifest = new URL('../../package.json', import.meta.url);

const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };

/** How a person, a system or a terminal that closes asks a command to end. */
const endings = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

const io: Io = {
  version,
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  watched: process.stderr.isTTY === true,
  onInterrupt(handler) {
    for (const signal of endings) process.on(signal, handler);
    return () => {
      for (const signal of endings) process.off(signal, handler);
    };
  },
  openRunner() {
    void sweepPrivateFolders();
    return new RunnerClient({ version });
  },
  results: resultStore(userDataFolder()),
  boxes: knownBoxes(userDataFolder()),
  serve: (args) => runServe(new URL('./serve.js', import.meta.url), args),
};

/** A reader such as `head` may close the pipe before it has read everything; there is nobody left to tell. */
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
}

process.exitCode = await runCli(process.argv.slice(2), io);
