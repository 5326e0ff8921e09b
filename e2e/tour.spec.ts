import { CanvasPage } from './canvas.ts';
import { expect, test } from './serve.ts';

test('the tour builds an HS-Block on the canvas, and can be left and taken up again', async ({
  visit,
  page,
}) => {
  await visit();
  await page.getByRole('button', { name: 'Take the two-minute tour' }).click();
  const canvas = new CanvasPage(page);
  const card = page.getByRole('region', { name: 'Tour' });
  await expect(card).toContainText('Drag Input out of the palette');
  await canvas.drop('Input', 'input', { x: 200, y: 120 });
  await expect(card).toContainText('2 of 9');
  await canvas.set({ Channels: 24 });
  await expect(card).toContainText('3 of 9');

  // What is taken back is due again.
  await page.getByRole('button', { name: /^Undo/ }).click();
  await expect(card).toContainText('2 of 9');
  await page.getByRole('button', { name: /^Redo/ }).click();
  const help = card.getByRole('button', { name: 'Do this for me' });
  for (const step of [4, 5, 6]) {
    await help.click();
    await expect(card).toContainText(`${step} of 9`);
  }

  await card.getByRole('button', { name: 'Leave the tour; it can be taken up again' }).click();
  await expect(card).toHaveCount(0);
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Find a command' }).fill('Take the tour');
  await page.keyboard.press('Enter');
  await expect(card).toContainText('6 of 9');
  await page.reload();
  await expect(card).toContainText('6 of 9');
  for (let step = 6; step <= 9; step += 1) {
    await expect(card).toContainText(`${step} of 9`);
    await help.click();
  }
  // 13/4 k^2 w^2 with k = 3 and w = 8
  await expect(card).toContainText('with 1,872 parameters');
  await expect(canvas.total('Params')).toHaveText(/^Params\s*1,872$/);
  await expect(page.getByRole('button', { name: '0 problems' })).toBeVisible();
  await card.getByRole('button', { name: 'Finish' }).click();
  await expect(card).toHaveCount(0);
});
