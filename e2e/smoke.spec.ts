import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from './serve.ts';

test('the printed address opens the app, once, and leaves no secret behind', async ({
  app,
  page,
  context,
  request,
}) => {
  const address = await app.address();
  await page.goto(address);
  await expect(page.locator('#root')).not.toBeEmpty();
  expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe('/');
  expect(await page.evaluate(() => document.cookie)).toBe('');
  const [cookie] = await context.cookies();
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict' });
  expect((await request.get(address)).status()).toBe(403);
  await page.reload();
  await expect(page.locator('#root')).not.toBeEmpty();
});

test('the page has neither Node nor Electron in it', async ({ visit, page }) => {
  await visit();
  expect(
    await page.evaluate(() => ['process', 'require', 'electron'].filter((name) => name in window)),
  ).toEqual([]);
});

test('the page names its icon, which a headless shell does not ask for by itself', async ({
  visit,
  page,
}) => {
  await visit();
  const icon = await page.locator('link[rel="icon"]').evaluate(async (link: HTMLLinkElement) => {
    const answer = await fetch(link.href);
    return [answer.status, answer.headers.get('content-type'), (await answer.text()).slice(0, 4)];
  });
  expect(icon).toEqual([200, 'image/svg+xml', '<svg']);
});

test('a file that redirects opens the app, as a window is opened', async ({ app, page }) => {
  const folder = mkdtempSync(join(tmpdir(), 'blockwright-open-'));
  const file = join(folder, 'open.html');
  writeFileSync(file, `<!doctype html><meta http-equiv="refresh" content="0; url=${await app.address()}">`);
  chmodSync(file, 0o600);
  await page.goto(pathToFileURL(file).href);
  await page.waitForURL(({ pathname }) => pathname === '/');
  await expect(page.locator('#root')).not.toBeEmpty();
  rmSync(folder, { recursive: true });
});

test.describe('where nothing can be remembered', () => {
  test.use({ data: join(process.execPath, 'data') });

  test('the window opens and says so', async ({ visit, page }) => {
    await visit();
    await expect(page.getByRole('alert')).toContainText('Recent files are not remembered: ');
  });
});

test('a page that was open before a restart says so, and goes on once its browser is let in', async ({
  app,
  visit,
  page,
  context,
  complaints,
}) => {
  await visit();
  const note = page.getByRole('status', { name: 'New server' });
  await expect(page.locator('#root')).not.toBeEmpty();
  await app.restart();
  await expect(note).toBeVisible({ timeout: 20_000 });
  const another = await context.newPage();
  await another.goto(await app.address());
  await another.waitForURL('http://127.0.0.1:*/');
  await expect(note).toBeHidden({ timeout: 20_000 });
  // A browser itself complains of connections that are refused.
  complaints.length = 0;
});
