import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { BrowserContext, Page } from '@playwright/test';
import { chromium } from '@playwright/test';

/** A browser as a process of our own, so that it can be killed as a system kills it. */
export interface KillableBrowser {
  readonly context: BrowserContext;
  /** Ends the process that draws a page, as a crash does. */
  crash(page: Page): Promise<void>;
  /** Kills the whole browser, if it still runs. Its profile stays. */
  kill(): Promise<void>;
}

/** Starts a browser on a profile, also on one that a killed browser left. */
export async function startBrowser(profile: string): Promise<KillableBrowser> {
  const child = spawn(
    process.env.BLOCKWRIGHT_BROWSER ?? chromium.executablePath(),
    [
      ...['--headless', '--no-sandbox', '--disable-dev-shm-usage', '--no-first-run'],
      ...['--window-size=1440,900', '--remote-debugging-port=0', `--user-data-dir=${profile}`],
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const gone = once(child, 'exit');
  let endpoint: string | undefined;
  for await (const line of createInterface({ input: child.stderr })) {
    endpoint = /^DevTools listening on (ws:\S+)/.exec(line)?.[1];
    if (endpoint !== undefined) break;
  }
  if (endpoint === undefined) throw new Error('the browser did not start');
  child.stderr.resume();
  const browser = await chromium.connectOverCDP(endpoint);
  const [context] = browser.contexts();
  if (context === undefined) throw new Error('the browser has no profile');
  return {
    context,
    async crash(page) {
      const crashed = page.waitForEvent('crash');
      const session = await context.newCDPSession(page);
      // Nobody is left to answer.
      session.send('Page.crash').catch(() => undefined);
      await crashed;
      // Nothing depends on it that the empty tab goes.
      void page.close().catch(() => undefined);
    },
    async kill() {
      const closed = browser.isConnected() ? context.waitForEvent('close') : null;
      child.kill('SIGKILL');
      await Promise.all([gone, closed]);
    },
  };
}
