import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { writeProgram } from '../src-main/serve/program.fixture.ts';
import { resolveBrowsers } from './browser.mjs';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'browser-'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

const program = (name: string, body: string): string => writeProgram(folder, name, body);

test('a named browser stands for both kinds', async () => {
  const named = program('mine', '');
  vi.stubEnv('BLOCKWRIGHT_BROWSER', named);
  expect(await resolveBrowsers()).toEqual([{ executable: named, source: 'BLOCKWRIGHT_BROWSER', env: {} }]);
  vi.stubEnv('BLOCKWRIGHT_BROWSER', join(folder, 'absent'));
  expect(await resolveBrowsers()).toEqual({ reason: expect.stringContaining('does not exist') });
});

test.skipIf(process.platform !== 'linux' || process.arch !== 'x64')(
  'the headless shell of the package comes first, then an installed browser that starts',
  async () => {
    vi.stubEnv('BLOCKWRIGHT_BROWSER', '');
    vi.stubEnv('PLAYWRIGHT_BROWSERS_PATH', folder);
    program('google-chrome', 'process.exit(1)');
    const starting = program('chromium', '');
    vi.stubEnv('PATH', folder);
    const found = await resolveBrowsers();
    if ('reason' in found) throw new Error(found.reason);
    expect(found.map(({ source }) => source)).toEqual([
      'the npm package @sparticuz/chromium',
      'this machine',
    ]);
    expect(found[1]?.executable).toBe(starting);
  },
  60_000,
);
