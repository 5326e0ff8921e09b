import { chmodSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { CanvasPage } from './canvas.ts';
import { chooseInMenu, kept, openedParams, saveMine } from './kept-work.ts';
import { expect, test } from './serve.ts';

test.use({ design: 'hs-resnet-50' });

/** Leaves a page as a crash does: nobody is asked. */
async function reload(page: Page): Promise<void> {
  page.once('dialog', (dialog) => dialog.accept());
  await page.reload();
}

test('a reload brings the document back as it was, undo and redo included', async ({ visit, page }) => {
  await visit();
  const canvas = new CanvasPage(page);
  await canvas.set({ 'Groups s': 4 });
  const four = (await canvas.total('MACs').textContent()) as string;
  await canvas.select('input');
  await canvas.set({ Height: 64 });
  await expect(canvas.total('MACs')).not.toHaveText(four);
  const small = (await canvas.total('MACs').textContent()) as string;
  await page.getByRole('button', { name: /^Undo/ }).click();
  await expect(canvas.total('MACs')).toHaveText(four);
  await expect(kept(page)).toBeVisible();
  await expect(page).toHaveURL(/#doc=[0-9a-f]{32}$/);
  await expect(page).toHaveTitle('● hs-resnet-50 — Blockwright');
  const address = page.url();
  await page.addInitScript(() => {
    const look = () => {
      if (document.querySelector('[aria-label="Start"]') !== null)
        document.documentElement.dataset.greeted = '';
    };
    new MutationObserver(look).observe(document, { childList: true, subtree: true });
  });
  await reload(page);
  await expect(canvas.total('MACs')).toHaveText(four);
  expect(page.url()).toBe(address);
  // The welcome page was not drawn on the way.
  await expect(page.locator('html')).not.toHaveAttribute('data-greeted');
  await page.getByRole('button', { name: /^Redo/ }).click();
  await expect(canvas.total('MACs')).toHaveText(small);
  for (let step = 0; step < 2; step += 1) await page.getByRole('button', { name: /^Undo/ }).click();
  await expect(canvas.total('Params')).toContainText(openedParams);
  await expect(page).toHaveTitle('hs-resnet-50 — Blockwright');
});

test('work of a tab that was closed is offered with its differences, and opens', async ({
  visit,
  page,
  app,
  context,
}) => {
  await visit();
  const canvas = new CanvasPage(page);
  await canvas.set({ 'Groups s': 3 });
  const three = (await canvas.total('Params').textContent()) as string;
  await expect(kept(page)).toBeVisible();
  await page.close();
  const next = await context.newPage();
  await next.goto(await app.address());
  const card = next.getByRole('dialog', { name: 'Unsaved work was kept' });
  await expect(card).toContainText('hs-resnet-50');
  await expect(card.getByRole('region', { name: 'Since it was opened' })).toContainText('variable s: 5 → 3');
  await card.getByRole('button', { name: 'Open' }).click();
  await expect(card).toHaveCount(0);
  await expect(new CanvasPage(next).total('Params')).toHaveText(three);
  await next.getByRole('button', { name: /^Undo/ }).click();
  await expect(new CanvasPage(next).total('Params')).toContainText(openedParams);
});

test('a file that was changed outside is noticed and never overwritten unasked', async ({
  visit,
  page,
  app,
}) => {
  await visit();
  const { canvas, file } = await saveMine(page, app);
  const theirs = readFileSync(file, 'utf8').replace('HS-ResNet-50', 'Theirs');
  await canvas.set({ 'Groups s': 4 });
  writeFileSync(file, theirs);
  await expect(page.getByText('mine.blockwright.json was changed outside')).toBeVisible({ timeout: 10_000 });
  await page.keyboard.press('Control+s');
  const question = page.getByRole('dialog', { name: 'The file was changed outside' });
  await expect(question.getByRole('region', { name: 'From theirs to mine' })).toContainText(
    'title: Theirs → HS-ResNet-50',
  );
  expect(readFileSync(file, 'utf8')).toBe(theirs);
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(question).toHaveCount(0);
  expect(readFileSync(file, 'utf8')).toBe(theirs);
  await page.keyboard.press('Control+s');
  await question.getByRole('button', { name: 'Keep mine' }).click();
  await expect(page).toHaveTitle('mine — Blockwright');
  expect(readFileSync(file, 'utf8')).toContain('HS-ResNet-50');

  // What was saved over is a version, which opens as unsaved work on the same file.
  await chooseInMenu(page, 'Versions…');
  const versions = page.getByRole('dialog', { name: 'Versions before each save' });
  await expect(versions.getByRole('button', { name: 'Open' })).toHaveCount(1);
  await versions.getByRole('button', { name: 'Open' }).click();
  await expect(page).toHaveTitle('● mine — Blockwright');
  await page.keyboard.press('Control+s');
  await expect(page).toHaveTitle('mine — Blockwright');
  expect(readFileSync(file, 'utf8')).toBe(theirs);
  expect(readdirSync(app.workspace)).toEqual(['mine.blockwright.json']);
});

test('a save that cannot be done says why, keeps the work, and is done when it is tried again', async ({
  visit,
  page,
  app,
}) => {
  await visit();
  const { canvas, file } = await saveMine(page, app);
  const before = readFileSync(file, 'utf8');
  await canvas.set({ 'Groups s': 4 });
  chmodSync(file, 0o444);
  await page.keyboard.press('Control+s');
  const message = page.getByRole('alert').filter({ hasText: 'cannot be written: the file is read-only' });
  await expect(message).toBeVisible();
  expect(readFileSync(file, 'utf8')).toBe(before);
  await expect(page).toHaveTitle('● mine — Blockwright');
  chmodSync(file, 0o644);
  await message.getByRole('button', { name: 'Try again' }).click();
  await expect(page).toHaveTitle('mine — Blockwright');
  expect(readFileSync(file, 'utf8')).not.toBe(before);

  rmSync(file);
  await canvas.set({ 'Groups s': 3 });
  await page.keyboard.press('Control+s');
  await expect(page).toHaveTitle('mine — Blockwright');
  expect(readFileSync(file, 'utf8')).toContain('"value": 3');
});

test('a file without edits is saved byte for byte, also after a reload; Forget removes its versions', async ({
  visit,
  page,
  app,
}) => {
  await visit();
  const { file } = await saveMine(page, app);
  const foreign = `${JSON.stringify(JSON.parse(readFileSync(file, 'utf8')))}\n\n`;
  writeFileSync(file, foreign);
  await page.getByRole('button', { name: 'Compare…' }).click({ timeout: 10_000 });
  const question = page.getByRole('dialog', { name: 'The file was changed outside' });
  await expect(question).toContainText('no difference in the design');
  await question.getByRole('button', { name: 'Take theirs' }).click();
  await expect(kept(page)).toBeVisible();
  await page.reload();
  await expect(page).toHaveTitle('mine — Blockwright');
  await page.keyboard.press('Control+s');
  await expect(page.getByText('Saved mine.blockwright.json')).toBeVisible();
  expect(readFileSync(file, 'utf8')).toBe(foreign);

  await chooseInMenu(page, 'Versions…');
  const versions = page.getByRole('dialog', { name: 'Versions before each save' });
  await versions.getByText('Close', { exact: true }).click();
  await expect(versions).toHaveCount(0);
  await chooseInMenu(page, 'Forget kept work…');
  await page
    .getByRole('dialog', { name: 'Forget kept work?' })
    .getByRole('button', { name: 'Forget' })
    .click();
  await expect(page.getByText(/^Forgot .* of kept work$/)).toBeVisible();
  await chooseInMenu(page, 'Versions…');
  await expect(page.getByText('mine.blockwright.json has not been saved over yet')).toBeVisible();
});

test('the window of either shell asks before unsaved work is left', async ({ visit, page }) => {
  // The desktop shell says so of itself; its page objects as this one does, and the window asks.
  await page.addInitScript(() => {
    const parse = JSON.parse;
    const { prototype } = Worker;
    const add = prototype.addEventListener;
    prototype.addEventListener = function hear(this: Worker, type: string, listener: unknown) {
      if (type !== 'message' || typeof listener !== 'function')
        return add.call(this, type, listener as never);
      add.call(this, type, (event) => {
        const { data } = event as MessageEvent;
        const changed = parse(JSON.stringify(data).replace('"shell":"serve"', '"shell":"desktop"'));
        listener(new MessageEvent('message', { data: changed }));
      });
    };
  });
  await visit();
  const canvas = new CanvasPage(page);
  await canvas.set({ 'Groups s': 4 });
  const asked = page.waitForEvent('dialog');
  void page.close({ runBeforeUnload: true });
  const dialog = await asked;
  expect(dialog.type()).toBe('beforeunload');
  await dialog.dismiss();
  await expect(canvas.total('Params')).toBeVisible();
});
