import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BrowserWindow } from 'electron';
import { app } from 'electron';
import type { WindowEvents } from '../../src-core/contract.ts';
import { grants } from '../files/access.ts';
import { recentFiles } from '../files/recent.ts';
import { userDataFolder } from '../files/user-data.ts';
import { RunnerClient } from '../runner/client.ts';
import { whatToOpen } from '../services/opening.ts';
import type { ServiceContext } from '../services/services.ts';
import { openServices } from '../services/services.ts';
import { fileDialogs } from './dialogs.ts';
import { denyPermissions, lockDown } from './lockdown.ts';
import { setMenu } from './menu.ts';
import { registerScheme, servePage } from './scheme.ts';
import { startUtilityProcess } from './utility-process.ts';
import { openWindow } from './window.ts';

/** This file is built into out/main/desktop.js. */
const out = fileURLToPath(new URL('..', import.meta.url));

/** The line by which `npm start` knows that the window is really there. */
const readyLine = 'blockwright: window ready';

let window: BrowserWindow | null = null;

/** The word after the app's folder; Chromium's switches are not ours. */
const designWord = (): string | undefined => process.argv.slice(2).find((word) => !word.startsWith('-'));

async function contextOf(runner: RunnerClient): Promise<ServiceContext> {
  const access = grants();
  const recent = recentFiles(userDataFolder());
  // A person picked these files earlier, in a dialog or on the command line.
  for (const { path } of await recent.list()) access.grant(path);
  const open = whatToOpen(designWord());
  if (open !== null && 'path' in open) access.grant(resolve(open.path));
  return {
    shell: 'desktop',
    version: app.getVersion(),
    open: open !== null && 'path' in open ? { path: resolve(open.path) } : open,
    access,
    recent,
    dialogs: fileDialogs(() => window, access),
    runner,
    onReady: () => process.stdout.write(`${readyLine}\n`),
  };
}

async function start(): Promise<void> {
  await app.whenReady();
  denyPermissions();
  servePage(join(out, 'renderer'));
  setMenu();
  const runner = new RunnerClient({ version: app.getVersion(), start: startUtilityProcess });
  app.on('will-quit', () => void runner.close());
  const context = await contextOf(runner);
  const open = (events: WindowEvents) => openServices(context, events);
  window = openWindow(join(out, 'preload', 'preload.cjs'), open);
  window.on('closed', () => {
    window = null;
  });
}

if (app.requestSingleInstanceLock()) {
  app.enableSandbox();
  registerScheme();
  lockDown();
  app.on('window-all-closed', () => app.quit());
  app.on('second-instance', () => {
    if (window?.isMinimized()) window.restore();
    window?.focus();
  });
  void start();
} else {
  // The window is there, only it is another process's.
  process.stdout.write(`Blockwright is open already.\n${readyLine}\n`);
  app.quit();
}
