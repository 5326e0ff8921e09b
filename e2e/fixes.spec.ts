import { column, openDesign } from './opened.ts';
import { expect, test } from './serve.ts';

const sum = column(
  [
    ['input', 'input', { channels: 64, height: 8, width: 8 }],
    ['left', 'conv2d', { outChannels: 64, kernel: 3 }],
    ['right', 'conv2d', { outChannels: 100, kernel: 3 }],
    ['add', 'add'],
    ['output', 'output'],
  ],
  ['input:out>left:in', 'input:out>right:in', 'left:out>add:a', 'right:out>add:b', 'add:out>output:in'],
);

test('a problem has its fixes beside it, in the inspector and in the list, each one step', async ({
  visit,
  page,
  app,
}) => {
  await visit();
  const canvas = await openDesign(page, app, sum);
  const none = page.getByRole('button', { name: '0 problems' });
  await canvas.select('add');
  const problems = canvas.inspector.getByRole('list', { name: 'Problems of this item' });
  await problems.getByRole('button', { name: 'Add a 1 × 1 convolution to 64' }).click({ timeout: 30_000 });
  await expect(none).toBeVisible();
  await expect(canvas.node('conv2d')).toBeVisible();
  await expect(canvas.wires()).toHaveCount(6);
  await page.keyboard.press('Control+z');
  await expect(canvas.node('conv2d')).toHaveCount(0);
  await expect(canvas.wires()).toHaveCount(5);

  await page.getByRole('button', { name: '1 problem' }).click();
  const list = page.getByRole('list', { name: 'Problems', exact: true });
  await list.getByRole('button', { name: 'Set Output channels of right to 64' }).click({ timeout: 30_000 });
  await expect(none).toBeVisible();
  await canvas.select('right');
  await expect(canvas.field('Output channels')).toHaveValue('64');
});
