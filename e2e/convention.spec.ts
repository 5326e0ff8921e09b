import { CanvasPage } from './canvas.ts';
import { expect, test } from './serve.ts';

test.use({ design: 'resnet-18' });

test('a person counts as a tool does: convention, mode, unit, and how an item is called', async ({
  visit,
  page,
}) => {
  await visit();
  const canvas = new CanvasPage(page);
  const open = () => page.getByRole('button', { name: 'Count the cost as another tool does' }).click();
  await open();
  await page.getByRole('option', { name: /^fvcore/ }).click();
  await expect(canvas.total('MACs')).toContainText('1,819,065,856');
  await open();
  await page.getByRole('radio', { name: 'train' }).click();
  // 3 more for each of the 2,483,712 values of batch norms.
  await expect(canvas.total('MACs')).toContainText('1,826,516,992');
  await page.getByRole('radio', { name: '1024s' }).click();
  await page.keyboard.press('Escape');
  await expect(canvas.total('Activations')).toContainText('MiB');

  // What was chosen is chosen again at the next visit.
  await page.reload();
  await expect(canvas.total('MACs')).toContainText('1,826,516,992');
  await expect(canvas.total('Activations')).toContainText('MiB');

  await open();
  await page.getByRole('option', { name: /^thop(?! 0)/ }).click();
  await expect(canvas.total('MACs')).toContainText('1,824,033,792');
  await canvas.select('head');
  await canvas.inspector.getByRole('button', { name: 'In the source' }).click();
  await canvas.inspector.getByRole('button', { name: 'Called as' }).click();
  await page.getByRole('option', { name: /^function/ }).click();
  // thop counts 49 + 1 for each of the 512 channels that the pool's module reads, and nothing for a function.
  await expect(canvas.total('MACs')).toContainText('1,824,008,192');
  await page.keyboard.press('Control+z');
  await expect(canvas.total('MACs')).toContainText('1,824,033,792');
});
