import type { Place } from './canvas.ts';
import { CanvasPage, middleOf } from './canvas.ts';
import { expect, test } from './serve.ts';

test('a Ghost bottleneck is drawn, used twice in a stage, and edited once', async ({ visit, page }) => {
  test.slow();
  await visit();
  const canvas = new CanvasPage(page);
  await canvas.startEmpty();
  await canvas.zoomOutTo(69);
  const x = 420;
  const noProblems = page.getByRole('button', { name: '0 problems' });
  await canvas.drop('Input', 'input', { x, y: 60 });
  await canvas.set({ Channels: 16, Height: 32, Width: 32 });
  await canvas.drop('Ghost module', 'ghost-module', { x, y: 150 });
  await canvas.set({ 'Output channels': 48 });
  await canvas.drop('Ghost module', 'ghost-module2', { x, y: 240 });
  await canvas.set({ 'Output channels': 16 });
  await canvas.drop('Output', 'output', { x, y: 330 });
  await canvas.wire('input:out', 'ghost-module:in');
  await canvas.wire('ghost-module:out', 'ghost-module2:in');
  await canvas.wire('ghost-module2:out', 'output:in');
  await expect(canvas.total('Params')).toHaveText(/^Params\s*1,184$/);

  await test.step('make a block of both: it counts as they did, and is in the palette', async () => {
    await canvas.node('ghost-module').click();
    await canvas.node('ghost-module2').click({ modifiers: ['Shift'] });
    await page.keyboard.press('Alt+b');
    await expect(canvas.node('sequence')).toBeVisible();
    await expect(noProblems).toBeVisible();
    await expect(canvas.total('Params')).toHaveText(/^Params\s*1,184$/);
    await page.getByRole('textbox', { name: 'Search the palette' }).fill('');
    await expect(page.getByRole('region', { name: 'Own blocks' }).getByRole('button')).toHaveCount(3);
  });

  await test.step('repeat it: a stage of two uses', async () => {
    await canvas.node('sequence').click();
    await page.keyboard.press('Alt+g');
    await expect(canvas.node('repeat')).toBeVisible();
    await expect(canvas.total('Params')).toHaveText(/^Params\s*2,368$/);
  });

  await test.step('step in, promote a field with one press, and edit the definition once', async () => {
    await canvas.node('repeat').dblclick();
    await expect(canvas.canvas).toHaveAttribute('data-level', 'repeat/copy1');
    await canvas.node('repeat/copy1/sequence').dblclick();
    await expect(canvas.canvas).toHaveAttribute('data-level', 'own:sequence');
    await expect(page.getByRole('group', { name: /^Field/ })).toHaveCount(0);
    await canvas.select('own:sequence/ghost-module');
    await canvas.inspector.locator('[data-field="Output channels"]').hover();
    await page.getByRole('button', { name: 'Make Output channels a field of the block' }).click();
    await expect(canvas.field('Output channels')).not.toHaveValue('48');
    await canvas.select('own:sequence/ghost-module2');
    await canvas.set({ 'Primary kernel k': 3 });
    await expect(canvas.total('Params')).toHaveText(/^Params\s*4,256/);
  });

  await test.step('back in the design both uses have followed', async () => {
    const home = page.getByRole('navigation', { name: 'Level' }).getByRole('button').first();
    await home.click();
    await expect(canvas.canvas).toHaveAttribute('data-level', 'repeat/copy1');
    await expect(canvas.field('Output channels')).toHaveValue('48');
    await home.click();
    await expect(canvas.canvas).toHaveAttribute('data-level', '');
    await expect(canvas.total('Params')).toHaveText(/^Params\s*8,512$/);
    await expect(noProblems).toBeVisible();
  });

  await test.step('one undo takes the edit back in both, and shows where', async () => {
    await page.keyboard.press('Control+z');
    await expect(canvas.canvas).toHaveAttribute('data-level', 'own:sequence');
    await page.keyboard.press('Escape');
    await expect(canvas.total('Params')).toHaveText(/^Params\s*2,368$/);
  });
});

test('the inside of a ready block says that it is read-only, and offers a copy', async ({ visit, page }) => {
  test.slow();
  await visit();
  const canvas = new CanvasPage(page);
  await canvas.startEmpty();
  await canvas.drop('Input', 'input', { x: 400, y: 60 });
  await canvas.set({ Channels: 100, Height: 8, Width: 8 });
  await canvas.drop('HS-Block', 'hs-block', { x: 400, y: 200 });
  await canvas.drop('Output', 'output', { x: 400, y: 340 });
  await canvas.wire('input:out', 'hs-block:in');
  await canvas.wire('hs-block:out', 'output:in');
  await expect(canvas.total('Params')).toHaveText(/^Params\s*35,290$/);
  const params = /^Params\s*35,290/;
  await canvas.node('hs-block').dblclick();
  const note = page.getByRole('note', { name: 'Read-only' });
  await expect(note).toContainText('HS-Block is a ready block');

  await test.step('each way of editing says so in a message, which offers the same', async () => {
    const message = page.getByRole('region', { name: 'Messages' }).getByRole('status');
    const says = async (edit: () => Promise<void>) => {
      await edit();
      await expect(message).toContainText('HS-Block is a ready block');
      await expect(message.getByRole('button', { name: 'Detach a copy' })).toBeVisible();
      await message.getByRole('button', { name: 'Close' }).click();
      await expect(message).toHaveCount(0);
    };
    const inner = canvas.canvas.locator('[data-node^="hs-block/"]').first();
    await inner.click();
    for (const keys of ['Delete', 'c', 'F2', 'Shift+a', 'm', 'Alt+ArrowRight', 'Control+d', 'Control+g'])
      await says(() => page.keyboard.press(keys));
    const middle = await middleOf(inner);
    const drag = async (from: Place, to: Place) => {
      await page.mouse.move(from.x, from.y);
      await page.mouse.down();
      await page.mouse.move(to.x, to.y, { steps: 4 });
      await page.mouse.up();
    };
    await says(() => drag(middle, { x: middle.x + 40, y: middle.y }));
    const port = await middleOf(inner.locator('[data-kind="out"]').first());
    await says(() => drag(port, { x: port.x + 40, y: port.y + 40 }));
    await page.getByRole('textbox', { name: 'Search the palette' }).fill('ReLU');
    const row = page
      .getByRole('complementary', { name: 'Palette' })
      .getByRole('button', { name: 'ReLU', exact: true });
    const dragged = await middleOf(row);
    await says(() => drag(dragged, { x: middle.x + 60, y: middle.y + 60 }));
    await says(() => row.press('Enter'));
    await expect(canvas.canvas).toHaveAttribute('data-level', 'hs-block');
    await expect(canvas.total('Params')).toHaveText(params);
  });

  await note.getByRole('button', { name: 'Edit as own block' }).click();
  await expect(canvas.canvas).toHaveAttribute('data-level', 'own:hs-block');
  await expect(note).toHaveCount(0);
  await expect(canvas.total('Params')).toHaveText(params);
  await page.keyboard.press('Control+z');
  await expect(canvas.canvas).toHaveAttribute('data-level', '');
  await canvas.node('hs-block').dblclick();
  await note.getByRole('button', { name: 'Detach a copy' }).click();
  await expect(note).toHaveCount(0);
  await expect(canvas.total('Params')).toHaveText(params);
  await expect(page.getByRole('button', { name: '0 problems' })).toBeVisible();
});

test('a block of items that were added by keys, not yet wired, is entered and mended', async ({
  visit,
  page,
}) => {
  await visit();
  const canvas = new CanvasPage(page);
  await canvas.startEmpty();
  for (const [title, name] of [
    ['Conv2d', 'conv2d'],
    ['ReLU', 'relu'],
  ] as const) {
    await page.keyboard.press('Shift+A');
    await page.getByRole('combobox', { name: 'Search items' }).fill(title);
    await page.keyboard.press('Enter');
    await expect(canvas.node(name)).toBeVisible();
  }
  // Neither is over the other.
  const [conv, relu] = [
    (await canvas.node('conv2d').boundingBox())!,
    (await canvas.node('relu').boundingBox())!,
  ];
  expect(relu.x >= conv.x + conv.width || conv.x >= relu.x + relu.width).toBe(true);
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Alt+b');
  await expect(canvas.node('sequence')).toBeVisible();
  await canvas.node('sequence').dblclick({ position: { x: 40, y: 12 } });
  await expect(canvas.canvas).toHaveAttribute('data-level', 'own:sequence');
  await expect(canvas.node('own:sequence/conv2d')).toBeVisible();
});
