import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { hsFromLanes } from '../src-core/analysis/own-blocks.fixture.ts';
import { CanvasPage } from './canvas.ts';
import { expect, test } from './serve.ts';

const file = {
  name: 'hs.block.json',
  mimeType: 'application/json',
  buffer: Buffer.from(JSON.stringify({ format: 'blockwright-blocks', version: 1, blocks: [hsFromLanes] })),
};

async function command(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Find a command' }).fill(name);
  await page.keyboard.press('Enter');
}

/** Chooses from the menu of a row of the palette. */
async function fromMenu(page: Page, row: string, entry: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Search the palette' }).fill('');
  const own = page.getByRole('region', { name: 'Own blocks' });
  await own.getByRole('button', { name: `Options of ${row}` }).click();
  await page.getByRole('menuitem', { name: entry }).click();
}

const inLibrary = (page: Page) => page.getByRole('region', { name: 'My library' });
const state = (page: Page) => page.locator('[data-library]');
const home = (page: Page) => page.getByRole('navigation', { name: 'Level' }).getByRole('button').first();

/** An input of 100 channels, the block, and an output, wired. */
async function drawUse(canvas: CanvasPage, title: string, name: string): Promise<void> {
  const x = 420;
  await canvas.drop('Input', 'input', { x, y: 60 });
  await canvas.set({ Channels: 100, Height: 8, Width: 8 });
  await canvas.drop(title, name, { x, y: 200 });
  await canvas.drop('Output', 'output', { x, y: 340 });
  await canvas.wire('input:out', `${name}:in`);
  await canvas.wire(`${name}:out`, 'output:in');
}

test('an own block goes to the library, to another design and back, and is updated where a person wants it', async ({
  visit,
  page,
  app,
  context,
}) => {
  test.slow();
  await visit();
  const canvas = new CanvasPage(page);
  await canvas.startEmpty();

  await test.step('import it from a file, and use it', async () => {
    const chooser = page.waitForEvent('filechooser');
    await command(page, 'Import own blocks');
    await (await chooser).setFiles(file);
    await expect(page.getByText('hs is in the palette, under Own blocks')).toBeVisible();
    await drawUse(canvas, 'hs', 'hs');
    await expect(canvas.total('Params')).toHaveText(/^Params\s*35,290$/);
  });

  await test.step('save it to the library, and hand it on as a file again', async () => {
    await fromMenu(page, 'hs', 'Save to my library');
    await expect(page.getByText('hs is in your library')).toBeVisible();
    const coming = page.waitForEvent('download');
    await fromMenu(page, 'hs', 'Export as a file');
    const saved = JSON.parse(readFileSync(await (await coming).path(), 'utf8'));
    expect(saved.blocks).toEqual([JSON.parse(JSON.stringify(hsFromLanes))]);
  });

  const other = await context.newPage();
  await other.goto(await app.address());
  const there = new CanvasPage(other);
  await test.step('another window has it in its palette; placing one copies it', async () => {
    await there.startEmpty();
    await expect(inLibrary(other)).toBeVisible();
    await drawUse(there, 'hs', 'hs');
    await expect(there.total('Params')).toHaveText(/^Params\s*35,290$/);
    await other.getByRole('textbox', { name: 'Search the palette' }).fill('');
    await expect(inLibrary(other)).toHaveCount(0);
    await expect(other.getByRole('region', { name: 'Own blocks' })).toContainText('hs');
  });

  await test.step('rename a field: the use follows, and nothing counts otherwise', async () => {
    await fromMenu(page, 'hs', 'Edit the block');
    await expect(canvas.canvas).toHaveAttribute('data-level', 'own:hs');
    await expect(state(page)).toHaveAttribute('data-library', 'same');
    const name = page.getByRole('textbox', { name: 'Name of k' });
    await name.fill('w');
    await name.press('Enter');
    await expect(page.getByRole('group', { name: 'Field k' }).getByRole('alert')).toContainText(
      'already has a field w',
    );
    await name.fill('kernel');
    await name.press('Enter');
    await expect(page.getByRole('group', { name: 'Field kernel' })).toBeVisible();
    await expect(state(page)).toHaveAttribute('data-library', 'newerHere');
    await expect(canvas.total('Params')).toHaveText(/^Params\s*35,290/);
  });

  await test.step('make it dearer and save it: the other window is offered it, and keeps its own until it takes it', async () => {
    const most = page.getByRole('textbox', { name: 'Default of kernel' });
    await most.fill('5');
    await most.press('Enter');
    await page.getByRole('button', { name: 'Save to my library' }).click();
    await expect(state(page)).toHaveAttribute('data-library', 'same');
    await home(page).click();
    const dear = await canvas.total('Params').textContent();
    await other.bringToFront();
    await other.evaluate(() => window.dispatchEvent(new Event('focus')));
    await expect(other.getByText('newer in library')).toBeVisible();
    await expect(there.total('Params')).toHaveText(/^Params\s*35,290$/);
    await fromMenu(other, 'hs', 'Edit the block');
    await expect(state(other)).toHaveAttribute('data-library', 'newerThere');
    await expect(other.getByRole('list', { name: 'What an update would change' })).toContainText(
      'kernel: added',
    );
    await home(other).click();
    await fromMenu(other, 'hs', 'Update from my library');
    await expect(there.total('Params')).toHaveText(dear ?? '');
    // What is undone is shown where it happened.
    await other.keyboard.press('Control+z');
    await expect(there.total('Params')).toHaveText(/^Params\s*35,290/);
    await fromMenu(other, 'hs', 'Keep as it is here');
    await expect(other.getByText('newer in library')).toHaveCount(0);
    await expect(there.total('Params')).toHaveText(/^Params\s*35,290/);
  });

  await test.step('delete is refused while it is in use; detached, the use counts as it did', async () => {
    await fromMenu(other, 'hs', 'Edit the block');
    await other.getByRole('button', { name: 'Delete the block' }).click();
    await expect(other.getByRole('alert').filter({ hasText: 'is in use once' })).toBeVisible();
    await other.getByRole('button', { name: 'Detach all uses and delete' }).click();
    await expect(there.canvas).toHaveAttribute('data-level', '');
    await expect(there.total('Params')).toHaveText(/^Params\s*35,290$/);
    await expect(other.getByRole('button', { name: '0 problems' })).toBeVisible();
    await other.getByRole('textbox', { name: 'Search the palette' }).fill('');
    await expect(other.getByRole('region', { name: 'Own blocks' })).toHaveCount(0);
    await expect(inLibrary(other)).toBeVisible();
    await other.getByRole('button', { name: 'Undo: Delete the block hs' }).click();
    await expect(other.getByRole('region', { name: 'Own blocks' })).toContainText('hs');
    await there.select('hs');
    await command(other, 'Detach a copy');
    await expect(there.total('Params')).toHaveText(/^Params\s*35,290$/);
    await there.node('hs').dblclick();
    await expect(there.canvas).toHaveAttribute('data-level', 'hs');
    await expect(there.node('hs/lanes')).toBeVisible();
  });
});
