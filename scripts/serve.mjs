/** The serve shell: out/main/serve.js on the Node that runs this script. */
import { spawn } from 'node:child_process';
import process from 'node:process';
import { installedBrowsers } from './installed-browsers.mjs';
import { at, root } from './project.mjs';

/**
 * Runs the serve shell until it ends; Ctrl+C reaches it too, as it shares the terminal.
 * @param {readonly string[]} args
 * @returns {Promise<number>} its exit code
 */
export function openServe(args) {
  const windows = [...installedBrowsers(), 'default'].flatMap((browser) => ['--window', browser]);
  const child = spawn(process.execPath, [at('out', 'main', 'serve.js'), ...windows, ...args], {
    cwd: root,
    stdio: 'inherit',
  });
  const forward = () => child.kill('SIGTERM');
  process.once('SIGTERM', forward);
  return new Promise((resolve) => {
    child.on('error', () => resolve(127));
    child.on('close', (code) => resolve(code ?? 0));
  });
}
