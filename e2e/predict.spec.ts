import { ofThisCpu } from '../src-main/cli/calibrated.fixture.ts';
import { calibrationStore } from '../src-main/files/calibrations.ts';
import { CanvasPage } from './canvas.ts';
import { expect, test } from './serve.ts';

test.use({ design: 'resnet-26' });

test('a time is predicted beside the MACs while editing, once the device is calibrated', async ({
  app,
  visit,
  page,
}) => {
  await visit();
  const canvas = new CanvasPage(page);
  const total = page.locator('[data-total="Predicted"]');
  await expect(total).toContainText('—');
  await expect(total.getByRole('button', { name: 'Calibrate' })).toBeVisible();
  await expect(total).toHaveAttribute('title', /^Calibrating this device takes about two minutes/);

  expect(await calibrationStore(app.data).keep(ofThisCpu)).toMatchObject({ ok: true });
  await page.reload();
  await expect(total).toContainText(/Predicted\s*\d[\d.]* ms\s*\d[\d.]*–\d[\d.]*/);
  await expect(total.getByRole('button')).toHaveCount(0);
  await expect(total).toHaveAttribute('title', /^Predicted for CPU, not measured/);
  const msOf = async () => Number(/[\d.]+(?= ms)/.exec((await total.textContent()) ?? '')?.[0]);
  const before = await msOf();

  await canvas.select('input');
  await canvas.set({ Height: 448 });
  await expect.poll(async () => (await msOf()) / before).toBeGreaterThan(1.5);
  await page.keyboard.press('Control+z');
  await expect.poll(msOf).toBe(before);

  // It pushes nothing out of the window.
  await page.setViewportSize({ width: 1024, height: 700 });
  await expect(page.getByRole('button', { name: '0 problems' })).toBeInViewport({ ratio: 1 });
  await expect(total).toBeInViewport({ ratio: 1 });
});
