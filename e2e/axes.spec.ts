import { CanvasPage } from './canvas.ts';
import { expect, test } from './serve.ts';

test('rows and columns of a convolution part and join again, with the mouse and with the keyboard', async ({
  visit,
  page,
}) => {
  await visit();
  const canvas = new CanvasPage(page);
  await canvas.startEmpty();
  await canvas.drop('Input', 'input', { x: 420, y: 70 });
  await canvas.set({ Channels: 3, Height: 32, Width: 32 });
  await canvas.drop('Conv2d', 'conv2d', { x: 420, y: 200 });
  await canvas.wire('input:out', 'conv2d:in');
  await canvas.select('conv2d');
  const { inspector } = canvas;
  const press = (name: string) => inspector.getByRole('button', { name, exact: true }).click();

  await press('Part rows and columns of Stride');
  await canvas.set({ 'Stride rows': 2, 'Stride columns': 3 });
  await expect(inspector).toContainText('3 × 32 × 32 → 64 × 16 × 11');
  const join = inspector.getByRole('button', { name: 'Join rows and columns of Stride' });
  await join.focus();
  await join.press('Enter');
  await expect(inspector).toContainText('3 × 32 × 32 → 64 × 16 × 16');
  await expect(canvas.field('Stride')).toHaveValue('2');

  await inspector.getByRole('button', { name: 'half Padding' }).click();
  await page.getByRole('option', { name: 'custom' }).click();
  await press('Part opposite sides of Pad');
  await canvas.set({ 'Pad top': 1, 'Pad left': 0, 'Pad bottom': 2, 'Pad right': 5 });
  await expect(inspector).toContainText('3 × 32 × 32 → 64 × 17 × 18');

  await press('Part rows and columns of Kernel');
  await canvas.set({ 'Kernel columns': 7 });
  await expect(inspector).toContainText('3 × 32 × 32 → 64 × 17 × 16');
  await expect(inspector.getByRole('button', { name: 'Keep k_h as a symbol' })).toBeVisible();
  await expect(inspector.getByRole('button', { name: 'Keep k_w as a symbol' })).toBeVisible();
});
