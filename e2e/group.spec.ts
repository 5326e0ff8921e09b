import { CanvasPage } from './canvas.ts';
import { expect, test } from './serve.ts';

test('items become one that is stepped into, edited and taken apart again', async ({ visit, page }) => {
  test.slow();
  await visit();
  const canvas = new CanvasPage(page);
  await canvas.startEmpty();
  await canvas.zoomOutTo(69);
  const x = 420;
  await canvas.drop('Input', 'input', { x, y: 70 });
  await canvas.set({ Channels: 8, Height: 32, Width: 32 });
  await canvas.drop('Conv2d', 'conv2d', { x, y: 170 });
  await canvas.set({ 'Output channels': 16, Kernel: 3 });
  await canvas.drop('ReLU', 'relu', { x, y: 270 });
  await canvas.drop('Output', 'output', { x, y: 370 });
  await canvas.wire('input:out', 'conv2d:in');
  await canvas.wire('conv2d:out', 'relu:in');
  await canvas.wire('relu:out', 'output:in');
  await expect(canvas.total('Params')).toHaveText(/^Params\s*1,152$/);

  await test.step('group: the wires outside keep feeding', async () => {
    await canvas.node('conv2d').click();
    await canvas.node('relu').click({ modifiers: ['Shift'] });
    await page.keyboard.press('Control+g');
    await expect(canvas.node('sequence')).toBeVisible();
    await expect(canvas.node('conv2d')).toHaveCount(0);
    await expect(canvas.wires()).toHaveCount(2);
    await expect(canvas.total('Params')).toHaveText(/^Params\s*1,152$/);
    await expect(page.getByRole('button', { name: '0 problems' })).toBeVisible();
  });

  await test.step('step in and edit a field; undo and redo find the level', async () => {
    await page.keyboard.press('Enter');
    await expect(canvas.canvas).toHaveAttribute('data-level', 'sequence');
    await canvas.select('sequence/conv2d');
    await canvas.set({ 'Output channels': 8 });
    await expect(canvas.total('Params')).toHaveText(/^Params\s*576(100\.0|$)/);
    await canvas.canvas.locator('.react-flow__pane').click({ position: { x: 20, y: 200 } });
    await page.keyboard.press('Escape');
    await expect(canvas.canvas).toHaveAttribute('data-level', '');
    await page.keyboard.press('Control+z');
    await expect(canvas.canvas).toHaveAttribute('data-level', 'sequence');
    await expect(canvas.total('Params')).toHaveText(/^Params\s*1,152(100\.0|$)/);
    await page.keyboard.press('Control+Shift+z');
    await expect(canvas.total('Params')).toHaveText(/^Params\s*576(100\.0|$)/);
  });

  await test.step('draw inside: an item lands on this level', async () => {
    await canvas.drop('Identity', 'sequence/pass-through', { x: 160, y: 300 });
    await canvas.wire('sequence/conv2d:out', 'sequence/pass-through:in');
    await expect(page.getByRole('button', { name: '0 problems' })).toBeVisible();
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    await expect(canvas.node('sequence/pass-through')).toHaveCount(0);
  });

  await test.step('leave by the breadcrumb; a repeat of it is its copies', async () => {
    await page.getByRole('navigation', { name: 'Level' }).getByRole('button').first().click();
    await expect(canvas.canvas).toHaveAttribute('data-level', '');
    await canvas.node('sequence').click();
    await page.keyboard.press('Alt+g');
    await canvas.set({ Depth: 3 });
    await expect(canvas.node('sequence').getByRole('img', { name: '3 copies' })).toBeVisible();
    await expect(canvas.total('Params')).toHaveText(/^Params\s*1,728$/);
    await canvas.node('sequence').dblclick();
    await expect(canvas.canvas).toHaveAttribute('data-level', 'sequence/copy1');
    await canvas.select('sequence/copy1/conv2d');
    await canvas.set({ Stride: '1 + first' });
    await expect(page.getByRole('button', { name: '0 problems' })).toBeVisible();
    await canvas.canvas.locator('.react-flow__pane').click({ position: { x: 20, y: 200 } });
    await page.keyboard.press('Escape');
    await expect(canvas.canvas).toHaveAttribute('data-level', '');
  });

  await test.step('ungroup draws every copy, which cost the same', async () => {
    await canvas.node('sequence').click();
    const macs = await canvas.total('MACs').textContent();
    await page.keyboard.press('Control+Shift+g');
    await expect(canvas.node('sequence')).toHaveCount(0);
    await page.keyboard.press('1');
    await expect(page.locator('[data-node^="conv2d"]')).toHaveCount(3);
    await expect(canvas.total('Params')).toHaveText(/^Params\s*1,728$/);
    expect(await canvas.total('MACs').textContent()).toBe(macs);
    await expect(page.getByRole('button', { name: '0 problems' })).toBeVisible();
  });
});
