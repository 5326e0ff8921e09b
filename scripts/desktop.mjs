/** The desktop shell: Electron on out/. */
import { spawn } from 'node:child_process';
import process from 'node:process';
import { root } from './project.mjs';

/** The line that out/main/desktop.js prints once its window has drawn its first screen. */
const readyLine = 'blockwright: window ready';

/** Why there can be no window here, or null. */
export function noDisplay(platform = process.platform, env = process.env) {
  return platform !== 'linux' || env.DISPLAY || env.WAYLAND_DISPLAY ? null : 'there is no display';
}

/**
 * Opens the window and waits until it reports ready. A window that does not in time is ended.
 * @param {{ binary: string, args: readonly string[], patience?: number }} options patience in milliseconds
 * @returns {Promise<{ closed: Promise<number> } | { reason: string }>} `closed` settles when the person closes the app
 */
export async function openDesktop({ binary, args, patience = 15_000 }) {
  const child = spawn(binary, [root, ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  const end = () => child.kill('SIGTERM');
  process.once('SIGTERM', end);
  let complaints = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    complaints = (complaints + text).slice(-4000);
  });
  /** @type {Promise<number>} */
  const closed = new Promise((resolve) => {
    child.on('close', (code) => resolve(code ?? 1));
    child.on('error', (error) => {
      complaints = error.message;
      resolve(127);
    });
  }).finally(() => process.off('SIGTERM', end));
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
  if (outcome === 'late') return { reason: `its window did not report ready within ${patience / 1000} s` };
  const said = complaints.trim().split('\n').at(-1);
  return { reason: `it ended with code ${outcome}${said ? `: ${said}` : ''}` };
}
