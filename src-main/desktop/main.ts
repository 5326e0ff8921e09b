import { fileURLToPath } from 'node:url';
import { app } from 'electron';
import { privateFolder, sweepPrivateFolders } from '../files/private-folder.ts';
import { userDataFolder } from '../files/user-data.ts';
import { dataNotices } from '../files/workspace.ts';
import { RunnerClient } from '../runner/client.ts';
import { startShell } from './shell.ts';
import { startUtilityProcess } from './utility-process.ts';

/** This file is built into out/main/desktop.js. */
const out = fileURLToPath(new URL('..', import.meta.url));

/** Chromium keeps its own things too, and does not start where it cannot: a folder that goes with the session has to do. */
async function placeBrowserData(): Promise<void> {
  const notices = await dataNotices(app.getPath('userData')).catch(() => null);
  if (notices === null || notices.length > 0) app.setPath('userData', (await privateFolder()).path);
}

const data = userDataFolder();
const notices = await dataNotices(data);
await placeBrowserData();
void sweepPrivateFolders();
// Not awaited: the app becomes ready only once this module has been run to its end.
void startShell({
  out,
  argv: process.argv,
  platform: process.platform,
  data,
  notices,
  openRunner: () => new RunnerClient({ version: app.getVersion(), start: startUtilityProcess }),
  print: (line) => process.stdout.write(`${line}\n`),
});
