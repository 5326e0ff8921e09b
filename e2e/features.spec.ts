import { join } from 'node:path';
import { CanvasPage } from './canvas.ts';
import { expect, test } from './serve.ts';

test.use({ design: 'hs-resnet-50' });

test('the channels of a block are shown on a picture, with the field that it answers to', async ({
  visit,
  page,
}) => {
  test.setTimeout(120_000);
  await visit();
  const canvas = new CanvasPage(page);
  await canvas.select('input');
  await canvas.set({ Height: 64, Width: 64 });
  await canvas.node('stem').click();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('feature maps of an item');
  await page.keyboard.press('Enter');

  const panel = page.getByRole('region', { name: 'Feature maps' });
  const stem = panel.getByRole('region', { name: 'stem', exact: true });
  await expect(stem).toContainText('1 × 64 × 16 × 16', { timeout: 60_000 });
  await expect(stem.locator('[data-fact="redundancy"]')).toContainText(/% alike another \(\d+\)/);
  await expect(stem.getByRole('button', { name: /^channel/ })).toHaveCount(64);
  await expect(panel).toContainText('random weights of seed 0');
  // A map that shows something has more than one shade.
  const shades = await stem
    .locator('canvas')
    .first()
    .evaluate((canvas: HTMLCanvasElement) => {
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
      return new Set(data).size;
    });
  expect(shades).toBeGreaterThan(8);

  // A channel that is chosen is marked in every item inside.
  await stem.getByRole('button', { name: 'channel 3', exact: true }).click();
  await expect(panel.locator('[aria-pressed="true"]')).toHaveCount(await panel.locator('section').count());
  await panel.getByRole('button', { name: 'Measure the effective one' }).click();
  await expect(panel.locator('[data-fact="effective"]')).toHaveText(/^\d+ × \d+$/, { timeout: 60_000 });
  if (process.env.BLOCKWRIGHT_SHOTS !== undefined)
    for (const theme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: theme });
      await page.screenshot({ path: join(process.env.BLOCKWRIGHT_SHOTS, `features-${theme}.png`) });
    }
});
