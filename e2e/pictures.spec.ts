import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { CanvasPage } from './canvas.ts';
import { expect, test } from './serve.ts';

test.use({ design: 'hs-resnet-50' });

/** Chooses an entry of the Export menu. */
async function choose(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('menuitem', { name }).click();
}

/** The file that the browser keeps once something is done: its name and its bytes. */
async function kept(page: Page, act: () => Promise<void>): Promise<{ name: string; bytes: Buffer }> {
  const coming = page.waitForEvent('download');
  await act();
  const download = await coming;
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

test('the level, or the selection alone, is taken away as SVG and as PNG of twice the size', async ({
  visit,
  page,
}) => {
  await visit();
  const canvas = new CanvasPage(page);
  await canvas.select('stage2');
  await choose(page, 'Export a picture');
  const dialog = page.getByRole('dialog', { name: 'Export a picture' });
  await expect(dialog.getByRole('img')).toBeVisible();
  const svg = await kept(page, () => dialog.getByRole('button', { name: 'Download' }).click());
  expect(svg.name).toBe('hs-resnet-50.svg');
  const text = svg.bytes.toString('utf8');
  for (const words of ['stage3', '8,320,264 params', '1024 × 14 × 14']) expect(text).toContain(`>${words}<`);
  const [, width = '', height = ''] = /width="(\d+)" height="(\d+)"/.exec(text) ?? [];

  await choose(page, 'Export a picture');
  await dialog.getByRole('radio', { name: 'PNG' }).click();
  await dialog.getByRole('radio', { name: 'Dark' }).click();
  const png = await kept(page, () => dialog.getByRole('button', { name: 'Download' }).click());
  expect(png.name).toBe('hs-resnet-50.png');
  expect(png.bytes.subarray(1, 4).toString()).toBe('PNG');
  // the header of a PNG holds its sizes
  expect([png.bytes.readUInt32BE(16), png.bytes.readUInt32BE(20)]).toEqual([
    2 * Number(width),
    2 * Number(height),
  ]);

  await choose(page, 'Export a picture');
  await dialog.getByRole('radio', { name: 'The selection' }).click();
  const one = await kept(page, () => dialog.getByRole('button', { name: 'Download' }).click());
  expect(one.bytes.toString('utf8')).toContain('>stage2<');
  expect(one.bytes.toString('utf8')).not.toContain('>stage3<');
});

test('the items are taken away as tables, and the design as a copy', async ({ visit, page }) => {
  await visit();
  await expect(new CanvasPage(page).node('stage2')).toBeVisible();
  const csv = await kept(page, () => choose(page, 'Export the items as CSV'));
  expect(csv.name).toBe('hs-resnet-50.csv');
  expect(csv.bytes.toString('utf8')).toContain('stage1,HS stage,256 × 56 × 56,238572,737825536,14.8%');
  const latex = await kept(page, () => choose(page, 'Export the items as LaTeX'));
  expect(latex.bytes.toString('utf8')).toContain('238{,}572');
  const copy = await kept(page, () => choose(page, 'Download a copy'));
  expect(copy.name).toBe('hs-resnet-50.blockwright.json');
  expect(JSON.parse(copy.bytes.toString('utf8'))).toMatchObject({ title: 'HS-ResNet-50' });
});

test('a report is one page with figure, counts, items and formulas, and nothing in it runs', async ({
  visit,
  page,
}) => {
  await visit();
  await expect(new CanvasPage(page).node('stage2')).toBeVisible();
  const report = await kept(page, () => choose(page, 'Export a report (HTML)'));
  expect(report.name).toBe('hs-resnet-50.html');
  const text = report.bytes.toString('utf8');
  expect(text).toContain("default-src 'none'");
  const read = await page.context().newPage();
  await read.setContent(text);
  await expect(read.getByRole('heading', { level: 1 })).toHaveText('HS-ResNet-50');
  await expect(read.getByRole('row', { name: 'parameters' }).first()).toContainText('28,611,497');
  await expect(read.locator('figure svg')).toBeVisible();
  await expect(read.getByRole('row', { name: 'stage1' })).toContainText('238,572');
  await expect(read.locator('code').first()).not.toBeEmpty();
});
