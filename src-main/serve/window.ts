import { spawn } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import open from 'open';
import { privateFile } from '../files/private-file.ts';
import type { Invitation } from './gate.ts';

/** A browser's path, or `default` for the one that the system opens pages with. */
export type Opener = string;

/** A browser counts as open when it has come in by its address within this time. */
const patience = 10_000;

const canShowWindows = (): boolean =>
  process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

/** The page that leads to the address. It is a file so that the address, which is a secret, never stands in a process's arguments. */
const redirecting = (address: string): string =>
  `<!doctype html><meta charset="utf-8"><title>Blockwright</title><meta http-equiv="refresh" content="0; url=${address}">\n`;

const after = (milliseconds: number): Promise<false> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds, false).unref();
  });

/** Starts a Chromium-family browser on a page, as a window of its own. @returns false as soon as it has failed, otherwise never */
function startAppWindow(browser: string, page: string): Promise<false> {
  return new Promise((resolve) => {
    const child = spawn(browser, [`--app=${page}`], { detached: true, stdio: 'ignore' });
    child.on('error', () => resolve(false));
    child.on('exit', (code) => {
      // Zero: it handed the page to a browser that was running already.
      if (code !== 0) resolve(false);
    });
    child.unref();
  });
}

async function startDefault(path: string): Promise<false> {
  const failed = await open(path).then(
    () => false,
    () => true,
  );
  return failed ? false : new Promise(() => undefined);
}

async function tryOpener(opener: Opener, { address, spent }: Invitation): Promise<boolean> {
  const page = await privateFile('open.html', redirecting(address));
  const failed =
    opener === 'default' ? startDefault(page.path) : startAppWindow(opener, pathToFileURL(page.path).href);
  const isOpen = await Promise.race([spent.then(() => true), failed, after(patience)]);
  await page.remove();
  return isOpen;
}

/** Opens the app with the first opener that works. @returns the one that did, or null */
export async function openWindow(
  openers: readonly Opener[],
  invite: () => Invitation,
): Promise<Opener | null> {
  if (!canShowWindows()) return null;
  for (const opener of openers) {
    if (await tryOpener(opener, invite())) return opener;
  }
  return null;
}
