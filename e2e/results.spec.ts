import { readFileSync } from 'node:fs';
import { CanvasPage } from './canvas.ts';
import { expect, test } from './serve.ts';

test.use({ design: 'hs-resnet-18-public' });

test('results are listed, compared, exported and deleted; a rename leaves them, another design makes them grey', async ({
  visit,
  page,
}) => {
  test.setTimeout(120_000);
  await visit();
  const canvas = new CanvasPage(page);
  await canvas.select('input');
  await canvas.set({ Height: 32, Width: 32 });
  const profile = page.getByRole('button', { name: 'Profile', exact: true }).first();
  const time = page.getByRole('treegrid', { name: 'Time by item' });
  for (let round = 1; round <= 2; round++) {
    await profile.click();
    await expect(page.getByRole('button', { name: 'Cancel' }).first()).toBeVisible();
    await expect(profile).toBeVisible({ timeout: 60_000 });
  }
  await expect(time.locator('[data-row="stage2"]')).toBeVisible();
  const ratio = /\d\.\d{3} \(\d+\.\d{3}–\d+\.\d{3}\)/;
  const before = page.locator('[data-fact="before"]');
  await expect(before).toContainText('The profile before');
  await expect(before).toContainText(ratio);
  await expect(before.locator('[data-verdict]')).toHaveText(/^(slower|faster|no difference seen)$/);

  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('Show the results');
  await page.keyboard.press('Enter');
  const table = page.getByRole('table', { name: 'Results' });
  const rows = table.locator('[data-result]');
  await expect(rows).toHaveCount(2);
  await expect(table.getByText('this design')).toHaveCount(2);
  await expect(rows.nth(1).locator('[data-fact="change"]')).toHaveText('baseline');
  await expect(rows.nth(0).locator('[data-fact="change"]')).toContainText(ratio);
  // What the rule predicts stands beside what was measured, where the system tells that.
  for (const peak of ['predicted-peak', 'peak'])
    await expect(rows.nth(0).locator(`[data-fact="${peak}"]`)).toHaveText(/^\d[\d.]* MB$/);
  await rows.nth(0).getByRole('radio').check();
  await expect(rows.nth(1).locator('[data-fact="change"]')).toContainText(ratio);
  await expect(rows.nth(0).locator('[data-fact="change"]')).toHaveText('baseline');
  await page.getByRole('button', { name: 'Against the oldest of each design' }).click();
  await expect(rows.nth(1).locator('[data-fact="change"]')).toHaveText('baseline');

  // Its name is no part of what an item computes: results and times stay, the times under the new name.
  await canvas.select('stage2');
  await page.keyboard.press('F2');
  await expect(page.getByRole('textbox', { name: 'Name on the canvas' })).toBeFocused();
  await page.keyboard.type('second');
  await page.keyboard.press('Enter');
  await expect(canvas.node('second').locator('[data-fact="time"]')).toContainText('ms');
  await expect(table.getByText('this design')).toHaveCount(2);
  await canvas.select('input');
  await canvas.set({ Height: 64 });
  await expect(table.getByText('this design')).toHaveCount(0);
  await expect(table.locator('[data-other]')).toHaveCount(2);

  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export as CSV' }).click();
  const lines = readFileSync(await (await saving).path(), 'utf8')
    .trimEnd()
    .split('\n');
  expect(lines).toHaveLength(3);
  expect(lines[1]).toContain(',profile,');
  await rows.nth(0).hover();
  await rows.nth(0).getByRole('button', { name: 'Delete this result' }).click();
  await expect(rows).toHaveCount(1);
  await page.getByRole('button', { name: 'Delete all results…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(page.getByText('Every run and profile will be listed here')).toBeVisible();
});
