import { defineConfig } from '@playwright/test';

/** BLOCKWRIGHT_BROWSER is set by scripts/test.mjs to the browser that it resolved; without it Playwright's own is used. */
const executablePath = process.env.BLOCKWRIGHT_BROWSER;

export default defineConfig({
  testDir: 'e2e',
  // On two cores a second worker gains nothing, and what measures would be disturbed by it.
  projects: [
    { name: 'kills', testMatch: '**/kills/*.spec.ts' },
    { name: 'window', testMatch: '**/*.spec.ts', testIgnore: '**/kills/*' },
  ],
  outputDir: 'test-results',
  forbidOnly: Boolean(process.env.CI),
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  use: {
    viewport: { width: 1440, height: 900 },
    // A trace takes a third of the time that a test does; `--trace on` writes one of a test that failed.
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: ['--no-sandbox', '--disable-dev-shm-usage'],
    },
  },
});
