import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { nearestText } from '../../src-core/document/nearest-names.ts';
import { describe } from '../../src-core/errors.ts';
import { sweepPrivateFolders } from '../files/private-folder.ts';
import { RunnerClient } from '../runner/client.ts';
import { whatToOpen } from '../services/opening.ts';
import { containFaults } from './containment.ts';
import { startServe } from './start.ts';
import { openWindow } from './window.ts';

/** Both this file and what it is built into, out/main/serve.js, lie two levels below the project. */
const root = fileURLToPath(new URL('../..', import.meta.url));

const usage = `Usage: serve [design] [--workspace DIR] [--port N] [--window BROWSER|default]...
  design       a ready network, a file of the workspace, or none; hs-resnet-50 when absent
  --workspace  the only folder whose files are opened and saved; Blockwright in the home folder when absent
  --port       4747 when absent, or any free port where that is taken
  --window     open a window: an app window of this browser; the first that works is taken`;

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function complain(sentence: string, code: number): void {
  process.stderr.write(`${sentence}\n`);
  process.exitCode = code;
}

const options = {
  workspace: { type: 'string' },
  port: { type: 'string' },
  window: { type: 'string', multiple: true },
  help: { type: 'boolean' },
} as const;
const optionNames = Object.keys(options).map((name) => `--${name}`);

function readArguments() {
  const { values, positionals } = parseArgs({ allowPositionals: true, options });
  const port = values.port === undefined ? null : Number(values.port);
  if (port !== null && !(Number.isInteger(port) && port >= 0 && port < 65_536)) {
    throw new RangeError(`--port takes a number from 0 to 65535, got ${values.port}`);
  }
  return { ...values, port, design: positionals[0] };
}

async function serve(args: ReturnType<typeof readArguments>): Promise<void> {
  const version = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')).version;
  const runner = new RunnerClient({ version });
  const started = await startServe({
    root,
    version,
    port: args.port,
    workspace: args.workspace ?? null,
    open: whatToOpen(args.design),
    runner,
  });
  if (!started.ok) return complain(started.issues.map(describe).join('\n'), 1);
  // A terminal that goes away ends no session: there is only nobody left to tell.
  for (const stream of [process.stdin, process.stdout, process.stderr]) stream.on('error', () => undefined);
  containFaults((text) => process.stderr.write(`${text}\n`));
  void sweepPrivateFolders();
  const server = started.value;
  if (server.notices.length > 0) process.stderr.write(`${server.notices.map(describe).join('\n')}\n`);
  const printAddress = () => print(`  ${server.invite().address}`);

  const stop = () => {
    keyboard.close();
    void Promise.all([server.close(), runner.close()]).then(() => process.exit(0));
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stop);
  const keyboard = createInterface({ input: process.stdin });
  keyboard.on('line', printAddress);

  const opened = await openWindow(args.window ?? [], server.invite);
  if (opened === null) {
    print('Blockwright runs here. Open this address in a browser within a minute; it works once:');
    printAddress();
    print('Enter prints a new address, Ctrl+C stops Blockwright.');
  } else {
    print('Blockwright is open in a window. Enter prints an address for another, Ctrl+C stops Blockwright.');
  }
}

/** What is wrong with the arguments; an option that is not there is answered with the nearest ones. */
function faultOf(error: unknown): string {
  const said = error instanceof Error ? error.message : String(error);
  const option = /^Unknown option '(.*?)'/s.exec(said)?.[1];
  return option === undefined ? said : `unknown option '${option}'; ${nearestText(option, optionNames)}`;
}

/** The arguments, or null where they make no sense; that has been said then. */
function understand(): ReturnType<typeof readArguments> | null {
  try {
    return readArguments();
  } catch (error) {
    complain(`${faultOf(error)}\n${usage}`, 2);
    return null;
  }
}

const args = understand();
if (args?.help) print(usage);
else if (args) await serve(args);
