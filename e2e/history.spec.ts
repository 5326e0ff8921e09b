import { CanvasPage } from './canvas.ts';
import { expect, test } from './serve.ts';

test.use({ design: 'hs-resnet-50' });

test('the history lists each step, and a click goes there', async ({ visit, page }) => {
  await visit();
  const canvas = new CanvasPage(page);
  await canvas.select('stage2');
  await canvas.set({ Depth: 5 });
  await canvas.set({ Depth: 6 });
  // the menus say which step they take back
  await page.getByRole('button', { name: 'Blockwright menu' }).click();
  await expect(page.getByRole('menuitem', { name: /^Undo: / })).toBeVisible();
  await page.getByRole('menuitem', { name: 'Show the history' }).click();
  const list = page.getByRole('list', { name: 'History' });
  await expect(list.getByRole('listitem')).toHaveCount(3);
  await list.getByRole('button', { name: 'As it was opened' }).click();
  await expect(canvas.field('Depth')).toHaveValue('4');
  await expect(list.getByText('undone')).toHaveCount(2);
  await list.getByRole('listitem').nth(2).getByRole('button').click();
  await expect(canvas.field('Depth')).toHaveValue('6');
  await expect(list.locator('[aria-current=step]')).toContainText('2');
  await list.getByRole('listitem').nth(1).getByRole('button').click();
  await expect(canvas.field('Depth')).toHaveValue('5');
});
