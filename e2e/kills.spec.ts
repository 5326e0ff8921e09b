import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { BrowserContext, Dialog, Page } from '@playwright/test';
import { chromium, expect, test } from '@playwright/test';
import { CanvasPage } from './canvas.ts';

const entry = fileURLToPath(new URL('../out/main/serve.js', import.meta.url));
const isLong = Boolean(process.env.BLOCKWRIGHT_TEST_ALL);
const rounds = isLong ? 60 : 3;

interface Shell {
  readonly child: ChildProcess;
  /** Where it was reached first; it lets one visitor in. */
  readonly address: string;
}

/** Starts the serve shell. A port that was used before is taken again, so that the browser knows its own copy. */
async function startShell(folder: string, port: string): Promise<Shell> {
  const args = [entry, 'hs-resnet-50', '--port', port, '--workspace', join(folder, 'workspace')];
  const child = spawn(process.execPath, args, {
    env: { ...process.env, BLOCKWRIGHT_DATA: join(folder, 'data') },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout }))
    if (line.includes('http://')) return { child, address: line.trim() };
  throw new Error('the serve shell ended');
}

async function killShell({ child }: Shell): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

/** A browser with a profile of its own, which stays when it is killed. */
const openBrowser = (folder: string): Promise<BrowserContext> =>
  chromium.launchPersistentContext(join(folder, 'profile'), {
    ...(process.env.BLOCKWRIGHT_BROWSER && { executablePath: process.env.BLOCKWRIGHT_BROWSER }),
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  });

/** Ends the browser's own process as a crash does: no page is told. */
async function killBrowser(context: BrowserContext, page: Page): Promise<void> {
  const gone = context.waitForEvent('close');
  const session = await context.newCDPSession(page);
  session.send('Browser.crash').catch(() => undefined);
  await gone;
}

/** Opens the app anew, and the kept work where it is offered. */
async function comeIn(context: BrowserContext, address: string): Promise<Page> {
  const [open] = context.pages();
  const page = open ?? (await context.newPage());
  await page.goto(address);
  const card = page.getByRole('dialog', { name: 'Unsaved work was kept' });
  const canvas = new CanvasPage(page);
  await expect(canvas.total('MACs')).toBeVisible();
  await expect(
    card.getByRole('button', { name: 'Open' }).or(page.getByText('Edits kept')).first(),
  ).toBeVisible();
  return page;
}

test(`no edit that was acknowledged is lost, ${rounds} kills of server, browser and both`, async () => {
  test.setTimeout(rounds * 30_000);
  const folder = mkdtempSync(join(tmpdir(), 'blockwright-kills-'));
  mkdirSync(join(folder, 'workspace'));
  let shell = await startShell(folder, '0');
  const { port } = new URL(shell.address);
  let context = await openBrowser(folder);
  // The page objects to being left with unsaved work; a person would leave it all the same.
  const leave = (dialog: Dialog) => void dialog.accept();
  context.on('dialog', leave);
  let page = await comeIn(context, shell.address);
  let height = 32;
  for (let round = 0; round < rounds; round += 1) {
    const canvas = new CanvasPage(page);
    await canvas.select('input');
    const victim = (['server', 'browser', 'both'] as const)[round % 3];
    let acknowledged = Number(await canvas.field('Height').inputValue());
    const kept = page.getByText('Edits kept', { exact: true });
    // The kill comes after a random number of edits, acknowledged or still on their way.
    const doomed = 2 + Math.floor(Math.random() * 5);
    for (let edit = 0; edit < doomed; edit += 1) {
      height += 1;
      await canvas.set({ Height: height });
      if (Math.random() < 0.7) {
        await expect(kept).toBeVisible();
        acknowledged = height;
      }
    }
    if (victim !== 'browser') await killShell(shell);
    if (victim === 'server') {
      // The browser goes on without its server, and its own copy takes what is done.
      height += 1;
      await canvas.set({ Height: height });
      await expect(page.getByText(/^Edits are not kept on disk/)).toBeVisible();
    } else {
      await killBrowser(context, page);
      context = await openBrowser(folder);
      context.on('dialog', leave);
    }
    if (victim === 'browser') await killShell(shell);
    shell = await startShell(folder, port);
    page = await comeIn(context, shell.address);
    const card = page.getByRole('dialog', { name: 'Unsaved work was kept' });
    await card.getByRole('button', { name: 'Open' }).first().click();
    await expect(card).toHaveCount(0);
    const after = new CanvasPage(page);
    await after.select('input');
    const found = Number(await after.field('Height').inputValue());
    expect(found, `${victim} killed in round ${round}`).toBeGreaterThanOrEqual(acknowledged);
    if (victim === 'server') expect(found).toBe(height);
    height = found;
  }
  await context.close();
  await killShell(shell);
  rmSync(folder, { recursive: true, force: true });
});
