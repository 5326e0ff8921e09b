/**
 * `npm start`: installs and builds what is missing or stale, then opens the app: the desktop shell, and where that cannot be, the
 * serve shell in a browser. `npm start -- --shell desktop|serve` forces one; other arguments go to the shell.
 */
import process from 'node:process';
import { build } from './build.mjs';
import { noDisplay, openDesktop } from './desktop.mjs';
import { fetchElectron } from './electron.mjs';
import { install } from './install.mjs';
import { tooOld } from './node-version.mjs';
import { say } from './say.mjs';
import { openServe } from './serve.mjs';

/** @param {readonly string[]} argv @returns {{ shell: string | null, rest: string[] }} */
function read(argv) {
  const rest = [...argv];
  const at = rest.findIndex((word) => word === '--shell' || word.startsWith('--shell='));
  if (at === -1) return { shell: null, rest };
  const [word = ''] = rest.splice(at, 1);
  const [shell = ''] = word.includes('=') ? [word.slice('--shell='.length)] : rest.splice(at, 1);
  return { shell, rest };
}

/** @param {boolean} retry @param {readonly string[]} rest */
async function desktop(retry, rest) {
  const blind = noDisplay();
  if (blind) return { reason: blind };
  const electron = await fetchElectron({ retry });
  return 'reason' in electron ? electron : openDesktop({ binary: electron.binary, args: rest });
}

/** @param {string | null} shell @param {readonly string[]} rest @returns {Promise<number>} */
async function open(shell, rest) {
  if (shell === 'serve') return openServe(rest);
  const opened = await desktop(shell === 'desktop', rest);
  if ('closed' in opened) return opened.closed;
  if (shell === 'desktop') {
    process.stderr.write(`The desktop shell cannot open: ${opened.reason}.\n`);
    return 1;
  }
  say(`No desktop window, the serve shell opens instead: ${opened.reason}.`);
  return openServe(rest);
}

async function start() {
  const { shell, rest } = read(process.argv.slice(2));
  if (shell !== null && shell !== 'desktop' && shell !== 'serve')
    return `--shell takes desktop or serve, got ${shell || 'nothing'}.`;
  const failure = tooOld() ?? (await install()) ?? (await build());
  if (failure !== null) return failure;
  process.exitCode = await open(shell, rest);
  return null;
}

// Ctrl+C goes to the whole terminal: the shell ends itself, and this process ends with it.
process.on('SIGINT', () => {
  if (process.exitCode === undefined) process.exitCode = 130;
});

const failure = await start();
if (failure !== null) {
  process.stderr.write(`${failure}\n`);
  process.exitCode = 1;
}
