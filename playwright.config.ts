import { defineConfig } from '@playwright/test';

/** BLOCKWRIGHT_BROWSER is set by scripts/test.mjs to the browser that it resolved; without it Playwright's own is used. */
const executablePath = process.env.BLOCKWRIGHT_BROWSER;

export default defineConfig({
  testDir: 'e2e',
  // The kills take as long as all the rest and wait for most of it, so that they go first and beside it.
  projects: [
    { name: 'kills', testMatch: '**/kills/*.spec.ts' },
    { name: 'window', testMatch: '**/*.spec.ts', testIgnore: '**/kills/*' },
  ],
  outputDir: 'test-results',
  forbidOnly: Boolean(process.env.CI),
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  use: {
    viewport: { width: 1440, height: 900 },
    trace: 'retain-on-failure',
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: ['--no-sandbox', '--disable-dev-shm-usage'],
    },
  },
});
