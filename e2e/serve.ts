import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test as base, expect } from '@playwright/test';
import { startServeProcess } from '../src-main/serve/process.fixture.ts';

/** Whether there is time for more than one test of each kind. */
export const isThorough = process.env.BLOCKWRIGHT_TEST_ALL === '1';
/** Why a test of a kind that another one stands for is left out otherwise. */
export const leftOut = 'another test is of its kind; npm run test:all runs it too';

/** Beside a busy browser runs are hardly ever steady, and tests wait for the end of a measurement, not for its figures. */
const hurried: Readonly<Record<string, string>> = isThorough ? {} : { BLOCKWRIGHT_STEADY_SECONDS: '1' };

const entry = fileURLToPath(new URL('../out/main/serve.js', import.meta.url));

/** The serve shell as a person starts it, with a workspace and user data of its own. */
export interface App {
  readonly workspace: string;
  /** The folder of its user data. */
  readonly data: string;
  /** A fresh address that lets one visitor in. */
  address(): Promise<string>;
  /** Ends the shell and starts it again, on the same port. */
  restart(): Promise<void>;
}

interface Running extends App {
  stop(): Promise<void>;
}

/**
 * @param design as on the command line: a ready network, a file, or none
 * @param given where the app remembers recent files; null for a folder of this run's own
 */
async function start(design: string, given: string | null): Promise<Running> {
  const folder = mkdtempSync(join(tmpdir(), 'blockwright-e2e-'));
  const workspace = join(folder, 'workspace');
  mkdirSync(workspace);
  const data = given ?? join(folder, 'data');
  const open = (port: string) =>
    startServeProcess(entry, [design, '--port', port, '--workspace', workspace], {
      ...hurried,
      BLOCKWRIGHT_DATA: data,
    });
  let running = open('0');
  return {
    workspace,
    data,
    address: () => running.address(),
    async restart() {
      const { port } = new URL(await running.address());
      await running.end('SIGTERM');
      running = open(port);
    },
    async stop() {
      await running.end('SIGTERM');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Tests against the built app in the serve shell; `visit` opens it. Anything the page complains about fails the test. */
export const test = base.extend<{
  design: string;
  data: string | null;
  app: App;
  visit: () => Promise<void>;
  complaints: string[];
}>({
  design: ['none', { option: true }],
  data: [null, { option: true }],
  app: async ({ design, data }, use) => {
    const app = await start(design, data);
    await use(app);
    await app.stop();
  },
  visit: async ({ app, page }, use) => {
    await use(async () => {
      await page.goto(await app.address());
      // The address leads on to a clean one.
      await page.waitForURL(({ pathname }) => pathname === '/');
      // What is pressed before is heard by nobody.
      await page.getByRole('main').waitFor();
    });
  },
  complaints: [
    // After the shell in order: what the page says when its shell is stopped is no complaint.
    async ({ page, app: _ }, use) => {
      const complaints: string[] = [];
      page.on('pageerror', (error) => complaints.push(String(error)));
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
      });
      await use(complaints);
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
