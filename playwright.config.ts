import { defineConfig } from '@playwright/test';

/** BLOCKWRIGHT_BROWSER is set by scripts/test.mjs to the browser that it resolved; without it Playwright's own is used. */
const executablePath = process.env.BLOCKWRIGHT_BROWSER;

export default defineConfig({
  testDir: 'e2e',
  projects: [
    { name: 'kills', testMatch: '**/kills/*.spec.ts' },
    { name: 'window', testMatch: '**/*.spec.ts', testIgnore: '**/kills/*' },
  ],
  outputDir: 'test-results',
  forbidOnly: Boolean(process.env.CI),
  // A test keeps one core busy and half of another at most; none says how long anything may take. The kills, which take longest, begin first.
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  use: {
    viewport: { width: 1440, height: 900 },
    // What fades in keeps a test waiting until it stands still; `npm run test:all` waits, as a person would.
    contextOptions: { reducedMotion: process.env.BLOCKWRIGHT_TEST_ALL === '1' ? 'no-preference' : 'reduce' },
    // A trace takes a third of the time that a test does; `--trace on` writes one of a test that failed.
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: ['--no-sandbox', '--disable-dev-shm-usage'],
    },
  },
});
