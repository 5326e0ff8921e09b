import { CanvasPage } from './canvas.ts';
import { expect, test } from './serve.ts';

test.use({ design: 'hs-resnet-50' });

const paramsNow = '28,611,497';

test('holds the parameters of ResNet-50, solves the width for each number of groups, applies one and takes it back', async ({
  visit,
  page,
}) => {
  await visit();
  const canvas = new CanvasPage(page);
  await expect(canvas.total('Params')).toContainText(paramsNow);
  await page.getByRole('tab', { name: 'Solve' }).click();
  const target = page.getByRole('textbox', { name: 'Target, params' });
  await expect(target).toHaveValue('25,557,032');
  const table = page.getByTestId('solved');
  const row = table.locator('[data-row="8"]');
  await expect(row).toContainText('25,861,931');
  await expect(row).toContainText('+304,899');
  await expect(table.locator('tbody tr')).toHaveCount(7);

  await page.getByRole('button', { name: 'Apply w = 12, s = 8' }).click();
  await expect(canvas.total('Params')).toContainText('25,861,931');
  await expect(row).toHaveAttribute('data-now', 'true');
  await page.getByRole('button', { name: /^Undo/ }).click();
  await expect(canvas.total('Params')).toContainText(paramsNow);
});

test('a target is typed; one that is no count is said to be none, and the table stays', async ({
  visit,
  page,
}) => {
  await visit();
  await page.getByRole('tab', { name: 'Solve' }).click();
  const table = page.getByTestId('solved');
  await expect(table.locator('[data-row="5"]')).toContainText('25,419,043');
  const target = page.getByRole('textbox', { name: 'Target, params' });
  await target.fill('28.611497 M');
  await expect(table.locator('[data-row="5"]')).toHaveAttribute('data-now', 'true');
  await target.fill('many');
  await expect(page.getByTestId('solve').getByRole('alert')).toContainText('A count is a whole number');
  await expect(table.locator('[data-row="5"]')).toContainText(paramsNow);
});

test('the plots of a stage are walked with the keyboard, and a rival network is held against the design', async ({
  visit,
  page,
}) => {
  await visit();
  await page.getByRole('tab', { name: 'Sensitivity' }).click();
  const width = page.locator('[data-axis="w"]');
  await expect(width.getByTestId('slope-params-w')).toHaveText('1,640,312.75');
  await expect(width.getByTestId('elasticity-params-w')).toHaveText('+1% w → +1.15% params');
  const plot = width.getByRole('slider', { name: /^params/ });
  await plot.focus();
  await page.keyboard.press('Home');
  await expect(plot).toHaveAttribute('aria-valuetext', /^w = 5: [\d,]+ params$/);
  await page.keyboard.press('ArrowRight');
  await expect(plot).toHaveAttribute('aria-valuetext', /^w = 6: /);
  await expect(page.locator('[data-axis="s"]')).toContainText('s changes the graph');

  await page.getByRole('button', { name: /^Against / }).click();
  await page.getByRole('searchbox', { name: 'Find another' }).fill('res2net-50');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('crossover-lines')).toContainText('HS-ResNet-50 costs');
});
