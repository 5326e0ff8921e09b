import type { Page } from '@playwright/test';
import { CanvasPage } from './canvas.ts';
import { expect, test } from './serve.ts';

test.use({ design: 'hs-resnet-50' });

/** Opens the design and gives the canvas the keyboard. */
async function open(visit: () => Promise<void>, page: Page): Promise<CanvasPage> {
  await visit();
  const canvas = new CanvasPage(page);
  await canvas.select('stage2');
  return canvas;
}

const zoom = (page: Page) => page.getByRole('button', { name: 'Zoom to 100%' });

test('Ctrl+K finds a command by its name and runs it', async ({ visit, page }) => {
  await open(visit, page);
  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox', { name: 'Find a command' });
  await expect(field).toBeFocused();
  await field.fill('flops');
  await expect(page.getByRole('option', { selected: true })).toContainText('Switch between MACs and FLOPs');
  await field.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  // A FLOP counts a multiplication and an addition: twice 4,979,007,008.
  await expect(page.locator('[data-total="FLOPs"]')).toContainText('9,958,014,016');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Find a command' }).fill('no such command');
  await expect(page.getByText('No command is called so')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('Ctrl+K lists what cannot run now with the other commands, and says what is missing', async ({
  visit,
  page,
}) => {
  await open(visit, page);
  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox', { name: 'Find a command' });
  const listed = page.getByRole('listbox', { name: 'Find a command' }).getByRole('option');
  await field.fill('un');
  const texts = await listed.allTextContents();
  const undo = texts.findIndex((text) => text.startsWith('Undo'));
  const redo = await listed.nth(undo).getAttribute('aria-disabled');
  expect([texts[undo], redo]).toEqual([expect.stringContaining('nothing to undo'), 'true']);
  const firstNetwork = texts.findIndex((text) => /UNet|U-Net/.test(text));
  expect(firstNetwork).toBeGreaterThan(undo);
  await field.fill('Align');
  await expect(listed.first()).toContainText('select two items');
  await field.fill('');
  const all = await listed.evaluateAll((rows) =>
    rows.map((row) => row.getAttribute('aria-disabled') === 'true'),
  );
  expect(all).toContain(true);
  expect(all.indexOf(true)).toBeGreaterThan(10);
});

test('? lists the shortcuts', async ({ visit, page }) => {
  await open(visit, page);
  await page.keyboard.press('Shift+?');
  const dialog = page.getByRole('dialog', { name: 'Keyboard and mouse' });
  for (const title of ['Undo', 'Fit the design', 'Find items', 'Profile'])
    await expect(dialog.getByText(title, { exact: true })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
});

test('0 shows the actual size and 1 fits the design', async ({ visit, page }) => {
  const canvas = await open(visit, page);
  const fitted = async () => {
    for (const name of ['input', 'output']) await expect(canvas.node(name)).toBeInViewport({ ratio: 0.99 });
  };
  await page.keyboard.press('1');
  await fitted();
  const before = (await zoom(page).textContent()) as string;
  for (let times = 0; times < 4; times++) await page.keyboard.press('=');
  await expect(zoom(page)).not.toHaveText(before);
  await page.keyboard.press('0');
  await expect(zoom(page)).toHaveText('100%');
  await page.keyboard.press('1');
  await expect(zoom(page)).toHaveText(before);
  await fitted();
});

test('Delete takes an item with its wires, undo and redo follow exactly', async ({ visit, page }) => {
  const canvas = await open(visit, page);
  const wires = await canvas.wires().count();
  await page.keyboard.press('Delete');
  await expect(canvas.node('stage2')).toHaveCount(0);
  await expect(canvas.wires()).toHaveCount(wires - 2);
  // What is behind the gap is unknown, and so are the totals.
  await expect(canvas.total('Params')).toHaveText(/^Params\s*—/);
  await expect(page.getByRole('button', { name: /^[1-9]\d* problems?$/ })).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(canvas.node('stage2')).toBeVisible();
  await expect(canvas.wires()).toHaveCount(wires);
  await expect(canvas.total('Params')).toContainText('28,611,497');
  await page.keyboard.press('Control+Shift+z');
  await expect(canvas.node('stage2')).toHaveCount(0);
  await expect(canvas.total('Params')).toHaveText(/^Params\s*—/);
  await page.keyboard.press('Control+z');
  await expect(canvas.total('Params')).toContainText('28,611,497');
});

test('a field keeps its own keys', async ({ visit, page }) => {
  const canvas = await open(visit, page);
  const field = canvas.field('Depth');
  await field.click();
  await field.press('End');
  await field.press('Backspace');
  await field.press('Delete');
  await expect(canvas.node('stage2')).toBeVisible();
  await field.press('Escape');
});

const background = (page: Page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);

test('both themes follow the system, and the menu overrides it for good', async ({ visit, page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await open(visit, page);
  const light = await background(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(() => background(page)).not.toBe(light);
  const dark = await background(page);
  const choose = async (theme: string) => {
    await page.getByRole('button', { name: 'Blockwright menu' }).click();
    await page.getByRole('menuitem', { name: `Theme: ${theme}` }).click();
  };
  await choose('light');
  await expect.poll(() => background(page)).toBe(light);
  await page.emulateMedia({ colorScheme: 'light' });
  await choose('dark');
  await expect.poll(() => background(page)).toBe(dark);
  await page.reload();
  await expect(page.locator('#root')).not.toBeEmpty();
  await expect.poll(() => background(page)).toBe(dark);
});
