import { CanvasPage } from './canvas.ts';
import { expect, test } from './serve.ts';

test('two branches come to share weights, in the inspector and with the keyboard', async ({
  visit,
  page,
}) => {
  test.slow();
  await visit();
  const canvas = new CanvasPage(page);
  await canvas.startEmpty();
  await canvas.zoomOutTo(69);
  const places = [
    { x: 220, suffix: '' },
    { x: 620, suffix: '2' },
  ];
  for (const { x, suffix } of places) {
    await canvas.drop('Input', `input${suffix}`, { x, y: 70 });
    await canvas.set({ Channels: 1, Height: 16, Width: 16 });
    await canvas.drop('Conv2d', `conv2d${suffix}`, { x, y: 170 });
    await canvas.set({ 'Output channels': 1 });
    await canvas.drop('Output', `output${suffix}`, { x, y: 270 });
    await canvas.wire(`input${suffix}:out`, `conv2d${suffix}:in`);
    await canvas.wire(`conv2d${suffix}:out`, `output${suffix}:in`);
  }
  await expect(canvas.total('Params')).toHaveText(/^Params\s*18$/);

  await test.step('one choice takes the weights, and both ends say so', async () => {
    await canvas.select('conv2d2');
    await page.getByRole('button', { name: 'Weights', exact: true }).click();
    await page.getByRole('button', { name: 'Weights of: its own' }).click();
    await page.getByRole('menuitem', { name: 'conv2d', exact: true }).click();
    await expect(canvas.total('Params')).toHaveText(/^Params\s*9$/);
    await expect(canvas.node('conv2d2')).toContainText('weights of conv2d');
    await expect(canvas.node('conv2d')).toContainText('shared');
    await page.getByRole('tab', { name: 'Outline' }).click();
    await expect(page.locator('[data-outline="conv2d2"]')).toContainText('weights of conv2d');
    await expect(page.locator('[data-outline="conv2d"]')).toContainText('weights in 2 uses');
  });

  await test.step('the pointer on one lights both', async () => {
    await page.locator('[data-outline="conv2d"]').hover();
    await expect(canvas.node('conv2d2')).toHaveAttribute('data-lit', 'true');
    await page.locator('[data-outline="input"]').hover();
    await expect(canvas.node('conv2d2')).not.toHaveAttribute('data-lit');
  });

  await test.step('fields are set in all uses at once', async () => {
    await canvas.select('conv2d');
    await canvas.set({ Kernel: 5 });
    await expect(canvas.total('Params')).toHaveText(/^Params\s*25(100\.0|$)/);
    await expect(page.getByRole('button', { name: '0 problems' })).toBeVisible();
    await page.keyboard.press('Control+z');
  });

  await test.step('undo parts them, and the keyboard makes them share again', async () => {
    await canvas.canvas.locator('.react-flow__pane').click({ position: { x: 20, y: 200 } });
    await page.keyboard.press('Control+z');
    await expect(canvas.total('Params')).toHaveText(/^Params\s*18$/);
    await canvas.select('conv2d');
    await page.getByRole('button', { name: 'Weights of: its own' }).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('menu', { name: 'Weights of' })).toBeVisible();
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: 'Weights of: conv2d2' })).toBeVisible();
    await expect(canvas.total('Params')).toHaveText(/^Params\s*9(100\.0|$)/);
  });
});
