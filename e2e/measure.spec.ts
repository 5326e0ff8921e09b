import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CanvasPage } from './canvas.ts';
import { expect, test } from './serve.ts';

test.use({ design: 'hs-resnet-50' });

/** Microseconds of a figure such as `12.697`. */
const microseconds = (text: string): number => Math.round(Number(text.replaceAll(',', '')) * 1000);

test('profiles and compares what is drawn, on the real runtime', async ({ visit, page }) => {
  test.setTimeout(180_000);
  await visit();
  const canvas = new CanvasPage(page);
  // A small image keeps the measurement short; the counts follow it.
  await canvas.node('input').click();
  for (const name of ['Height', 'Width']) await canvas.inspector.getByRole('textbox', { name }).fill('64');
  await expect(canvas.total('MACs')).not.toHaveText(/4,979,007,008/);

  await page.getByRole('button', { name: 'Profile', exact: true }).click();
  const table = page.getByRole('treegrid', { name: 'Time by item' });
  const time = (row: string) => table.locator(`[data-row="${row}"] [data-fact="time"]`);
  await expect(time('/total')).toBeVisible({ timeout: 120_000 });
  const rows = ['stem', 'stage1', 'stage2', 'stage3', 'stage4', 'head', '/unattributed', '/overhead'];
  let sum = 0;
  for (const row of rows) sum += microseconds((await time(row).textContent()) ?? '');
  expect(sum).toBe(microseconds((await time('/total').textContent()) ?? ''));
  await expect(canvas.node('stage3').locator('[data-fact="time"]')).toContainText('ms');
  await expect(canvas.node('stage3')).toHaveAttribute('data-heat', 'true');

  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  const compare = page.getByRole('table', { name: 'Designs' });
  const res2net = compare.locator('[data-design="network:res2net-50"]');
  await expect(res2net.locator('[data-fact="params"]')).toHaveText('25,699,120');
  await expect(res2net.locator('[data-fact="cost"]')).toHaveText('4,255,166,464');
  await expect(res2net.locator('[data-fact="median"]')).toHaveText('—');
  // All that are compared are measured at their own sizes; one beside the open design is enough.
  const others = compare.locator('[data-design^="network:"]:not([data-design="network:res2net-50"])');
  for (let left = await others.count(); left > 0; left -= 1) {
    await others
      .first()
      .getByRole('button', { name: /^Remove/ })
      .click();
    await expect(others).toHaveCount(left - 1);
  }
  await page.getByRole('button', { name: 'Measure', exact: true }).first().click();
  await expect(res2net.locator('[data-fact="median"]')).toHaveText(/^\d+\.\d+$/, { timeout: 120_000 });
  await page.getByRole('button', { name: 'Close the comparison' }).click();
  await expect(canvas.node('stage3')).toBeVisible();
});

test('saves, reopens, and keeps the last good design before a broken file', async ({ visit, page, app }) => {
  await visit();
  const canvas = new CanvasPage(page);
  await expect(canvas.total('Params')).toHaveText(/28,611,497/);
  await page.keyboard.press('Control+s');
  const dialog = page.getByRole('dialog', { name: 'Save the design' });
  await dialog.getByRole('textbox', { name: 'File name' }).fill('mine.blockwright.json');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText(/Saved/)).toBeVisible();
  const file = join(app.workspace, 'mine.blockwright.json');
  const first = readFileSync(file, 'utf8');
  expect(JSON.parse(first)).toMatchObject({ format: 'blockwright', title: 'HS-ResNet-50' });
  await page.keyboard.press('Control+s');
  await expect.poll(() => readFileSync(file, 'utf8')).toBe(first);
});
