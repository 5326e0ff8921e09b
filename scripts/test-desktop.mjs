/**
 * `npm run test:desktop`: the app in Electron's own window, driven by tests. It needs Electron's binary, a display, and a user who
 * is not root; what it lacks it says. docs/desktop.md lists what is left to be looked at by a person.
 */
import process from 'node:process';
import { build } from './build.mjs';
import { noDisplay } from './desktop.mjs';
import { fetchElectron } from './electron.mjs';
import { install } from './install.mjs';
import { at } from './project.mjs';
import { runNode } from './run.mjs';

async function lacking() {
  const failure = (await install()) ?? (await build());
  if (failure !== null) return failure;
  const blind = noDisplay();
  if (blind) return `The desktop tests need a display: ${blind}.`;
  if (process.platform === 'linux' && process.getuid?.() === 0)
    return 'The desktop tests need a user who is not root: Chromium’s sandbox does not run as root.';
  const electron = await fetchElectron({ retry: true });
  return 'reason' in electron ? `The desktop tests need Electron: ${electron.reason}.` : null;
}

const reason = await lacking();
if (reason === null) {
  const playwright = at('node_modules', '@playwright', 'test', 'cli.js');
  const { code } = await runNode(playwright, ['test', 'electron', '--forbid-only'], { show: true });
  process.exitCode = code;
} else {
  process.stderr.write(`${reason}\n`);
  process.exitCode = 1;
}
