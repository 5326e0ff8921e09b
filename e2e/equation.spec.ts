import { CanvasPage } from './canvas.ts';
import { expect, test } from './serve.ts';

test('an equation is written in the inspector, and what is none says why', async ({ visit, page }) => {
  await visit();
  const canvas = new CanvasPage(page);
  await canvas.startEmpty();
  await canvas.drop('Input', 'input', { x: 420, y: 70 });
  await canvas.set({ Channels: 4, Height: 6, Width: 5 });
  await canvas.drop('Einsum', 'einsum', { x: 420, y: 220 });
  await canvas.wire('input:out', 'einsum:a');
  await canvas.wire('input:out', 'einsum:b');
  await canvas.select('einsum');
  const { inspector } = canvas;
  await expect(inspector).toContainText('4 × 6 × 5 → 4 × 6 × 6');

  await canvas.set({ Equation: 'nchw,nkhw->nck' });
  await expect(inspector).toContainText('4 × 6 × 5 → 4 × 4');

  await canvas.field('Equation').fill('nchw,nchw->nchw');
  await canvas.field('Equation').press('Enter');
  await expect(inspector).toContainText('no letter is summed over');
});
