import { CanvasPage } from './canvas.ts';
import { expect, test } from './serve.ts';

test('a size follows another input: typed, completed, printed, refused, and found anew', async ({
  visit,
  page,
}) => {
  await visit();
  const canvas = new CanvasPage(page);
  await canvas.startEmpty();
  await canvas.drop('Input', 'input', { x: 420, y: 70 });
  await canvas.set({ Channels: 3, Height: 245, Width: 64 });
  await canvas.drop('Crop', 'crop', { x: 420, y: 200 });
  await canvas.wire('input:out', 'crop:in');
  await canvas.select('crop');
  const { inspector } = canvas;
  const rows = canvas.field('Rows');

  await rows.fill('floor(in.h');
  const list = inspector.getByRole('listbox', { name: 'Names to go on with' });
  await expect(list.getByRole('option')).toHaveText([/in\.height\s*245/]);
  await rows.press('ArrowDown');
  await rows.press('Enter');
  await expect(rows).toHaveValue('floor(in.height');
  await rows.pressSequentially('/2)');
  await rows.press('Enter');
  await expect(rows).toHaveValue('floor(in.height/2)');
  await expect(inspector).toContainText('122');
  await expect(inspector).toContainText('3 × 245 × 64 → 3 × 122 × 32');

  await rows.fill('in.height/2');
  await expect(inspector).toContainText('must be a whole number, got 245/2');
  await rows.press('Escape');
  await expect(rows).toHaveValue('floor(in.height/2)');

  await canvas.select('input');
  await canvas.set({ Height: 300 });
  await canvas.select('crop');
  await expect(inspector).toContainText('3 × 300 × 64 → 3 × 150 × 32');

  await inspector.getByRole('radio', { name: 'on' }).click();
  await canvas.wire('input:out', 'crop:like');
  await canvas.select('crop');
  await canvas.set({ Columns: 'width of like - 1' });
  await expect(inspector).toContainText('3 × 300 × 64 → 3 × 150 × 63');
});
