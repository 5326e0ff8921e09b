import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, expect, test } from '@playwright/test';
import { electronBinary } from '../scripts/electron.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const binary = electronBinary();
const hasDisplay =
  process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

test.skip(binary === null, 'Electron’s binary is not here; npm start -- --shell desktop fetches it');
test.skip(!hasDisplay, 'there is no display');
test.skip(
  process.platform === 'linux' && process.getuid?.() === 0,
  'Chromium’s sandbox does not run as root',
);

test('the desktop window draws the app, has no Node in it, and goes nowhere else', async () => {
  const data = mkdtempSync(join(tmpdir(), 'blockwright-electron-'));
  const app = await _electron.launch({
    executablePath: binary ?? '',
    args: [root, 'none', `--user-data-dir=${data}`],
    env: { ...process.env, BLOCKWRIGHT_DATA: data } as Record<string, string>,
  });
  const page = await app.firstWindow();
  await expect(page.locator('#root')).not.toBeEmpty();
  expect(page.url()).toBe('app://blockwright/');
  expect(await page.evaluate(() => ['process', 'require'].filter((name) => name in window))).toEqual([]);
  await page.evaluate(() => {
    window.open('https://example.com/');
    location.href = 'https://example.com/';
  });
  await expect(page.locator('#root')).not.toBeEmpty();
  expect(page.url()).toBe('app://blockwright/');
  expect(app.windows()).toHaveLength(1);
  await app.close();
  rmSync(data, { recursive: true, force: true });
});
