import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ElectronApplication, Page } from '@playwright/test';
import { _electron, test as base, expect } from '@playwright/test';
import { electronBinary } from '../scripts/electron.mjs';
import { networkOf } from '../src-core/catalogue.ts';
import { serializeDesign } from '../src-core/document/serialize.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const binary = electronBinary();
const hasDisplay =
  process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

interface Desktop {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** A folder of this test's own, in which the app keeps its data too. */
  readonly folder: string;
  readonly args: readonly string[];
  readonly env: Record<string, string>;
}

const test = base.extend<{ desktop: Desktop }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs off the pattern.
  desktop: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'blockwright-electron-'));
    const args = [`--user-data-dir=${folder}`];
    const env = { ...process.env, BLOCKWRIGHT_DATA: folder } as Record<string, string>;
    const app = await _electron.launch({ executablePath: binary ?? '', args: [root, 'none', ...args], env });
    const page = await app.firstWindow();
    await expect(page.locator('#root')).not.toBeEmpty();
    await use({ app, page, folder, args, env });
    await app.close();
    rmSync(folder, { recursive: true, force: true });
  },
});

test.skip(binary === null, 'Electron’s binary is not here; npm start -- --shell desktop fetches it');
test.skip(!hasDisplay, 'there is no display');
test.skip(
  process.platform === 'linux' && process.getuid?.() === 0,
  'Chromium’s sandbox does not run as root',
);

test('the desktop window draws the app, has no Node in it, and goes nowhere else', async ({ desktop }) => {
  const { app, page } = desktop;
  expect(page.url()).toBe('app://blockwright/');
  expect(await page.evaluate(() => ['process', 'require'].filter((name) => name in window))).toEqual([]);
  await page.evaluate(() => {
    window.open('https://example.com/');
    location.href = 'https://example.com/';
  });
  await expect(page.locator('#root')).not.toBeEmpty();
  expect(page.url()).toBe('app://blockwright/');
  expect(app.windows()).toHaveLength(1);
});

test('a second start hands its file to the open window and ends, and onnxruntime runs in the app', async ({
  desktop,
}) => {
  test.setTimeout(180_000);
  const { page, folder, args, env } = desktop;
  const file = join(folder, 'small.blockwright.json');
  writeFileSync(file, serializeDesign(networkOf('hs-resnet-50')!.design));
  const second = spawn(binary ?? '', [root, file, ...args], { env });
  const [code] = await once(second, 'exit');
  expect(code).toBe(0);
  await expect(page.locator('[data-node="stage3"]')).toBeVisible();
  await page.getByRole('button', { name: 'Profile', exact: true }).first().click();
  const total = page.getByRole('treegrid', { name: 'Time by item' }).locator('[data-row="/total"]');
  await expect(total).toBeVisible({ timeout: 120_000 });
});

test('a window that stops working is logged, and opens again', async ({ desktop }) => {
  const { app, page, folder } = desktop;
  await app.evaluate(({ BrowserWindow, dialog }) => {
    dialog.showMessageBox = async () => ({ response: 0, checkboxChecked: false });
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer();
  });
  await expect
    .poll(() =>
      app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.isCrashed()),
    )
    .toBe(false);
  await expect(page.locator('#root')).not.toBeEmpty();
  expect(readFileSync(join(folder, 'crashes.log'), 'utf8')).toContain('"what":"window"');
});
