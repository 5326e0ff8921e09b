/** The desktop shell: Electron on out/. */
import { spawn } from 'node:child_process';
import process from 'node:process';
import { fetchElectron } from './electron.mjs';
import { root } from './project.mjs';

const patience = 15_000;
/** The line that out/main/desktop.js prints once its window has drawn its first screen. */
const readyLine = 'blockwright: window ready';

const hasDisplay = () =>
  process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

/**
 * Opens the window and waits until it reports ready. A window that does not within 15 s is ended.
 * @param {{ retry: boolean, args: readonly string[] }} options
 * @returns {Promise<{ closed: Promise<number> } | { reason: string }>} `closed` settles when the person closes the app
 */
export async function openDesktop({ retry, args }) {
  if (!hasDisplay()) return { reason: 'there is no display' };
  const fetched = await fetchElectron({ retry });
  if ('reason' in fetched) return fetched;
  const child = spawn(fetched.binary, [root, ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let complaints = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    complaints = (complaints + text).slice(-4000);
  });
  const closed = new Promise((resolve) => {
    child.on('close', (code) => resolve(code ?? 1));
    child.on('error', (error) => {
      complaints = error.message;
      resolve(127);
    });
  });
  const ready = new Promise((resolve) => {
    let seen = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      seen = (seen + text).slice(-4000);
      if (seen.includes(readyLine)) resolve('ready');
    });
  });
  let timer;
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, patience, 'late');
  });
  const outcome = await Promise.race([ready, late, closed]);
  clearTimeout(timer);
  if (outcome === 'ready') return { closed };
  child.kill('SIGKILL');
  if (outcome === 'late') return { reason: 'its window did not report ready within 15 s' };
  const said = complaints.trim().split('\n').at(-1);
  return { reason: `it ended with code ${outcome}${said ? `: ${said}` : ''}` };
}
