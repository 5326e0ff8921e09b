import type { Page } from '@playwright/test';
import type { CanvasPage, Place } from './canvas.ts';
import { middleOf } from './canvas.ts';
import { largeDesign } from './large/large-design.ts';
import { column, openDesign } from './opened.ts';
import { expect, isThorough, leftOut, test } from './serve.ts';

const chain = column(
  [
    ['input', 'input', { channels: 16, height: 8, width: 8 }],
    ['first', 'conv2d', { outChannels: 16, kernel: 3 }],
    ['second', 'conv2d', { outChannels: 16, kernel: 3, stride: 2 }],
    ['output', 'output'],
    ['loose', 'relu'],
  ],
  ['input:out>first:in', 'first:out>second:in', 'second:out>output:in'],
);

/** The middle of the gap between two items that stand above each other. */
async function between(canvas: CanvasPage, above: string, below: string): Promise<Place> {
  const [from, to] = [
    await middleOf(canvas.port(`${above}:out`)),
    await middleOf(canvas.port(`${below}:in`)),
  ];
  return { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
}

async function drag(page: Page, from: Place, to: Place): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  // What the first step is long, an item lags behind the pointer.
  await page.mouse.move(from.x + 4, from.y);
  await page.mouse.move(to.x + 4, to.y, { steps: 6 });
}

const sources = (canvas: CanvasPage) => canvas.canvas.locator('[data-edge]');

test('an end of a wire is taken off and dropped on another port, on its own, or on nothing', async ({
  visit,
  page,
  app,
}) => {
  test.slow();
  await visit();
  const canvas = await openDesign(page, app, chain);
  const port = (name: string) => middleOf(canvas.port(name));

  await test.step('from a wired input to another', async () => {
    await drag(page, await port('output:in'), await port('loose:in'));
    await expect(canvas.port('loose:in')).toHaveAttribute('data-verdict', 'accepts');
    await page.mouse.up();
    await expect(canvas.port('loose:in')).toHaveAttribute('data-state', 'wired');
    await expect(canvas.port('output:in')).toHaveAttribute('data-state', 'open');
    await expect(canvas.wires()).toHaveCount(3);
    await page.keyboard.press('Control+z');
    await expect(canvas.port('output:in')).toHaveAttribute('data-state', 'wired');
  });

  await test.step('dropped where it was it stays, and nothing is to be undone twice', async () => {
    const at = await port('second:in');
    await drag(page, at, { x: at.x + 60, y: at.y - 30 });
    await page.mouse.move(at.x, at.y, { steps: 4 });
    await page.mouse.up();
    await expect(canvas.wires()).toHaveCount(3);
    await expect(canvas.port('second:in')).toHaveAttribute('data-state', 'wired');
  });

  await test.step('dropped on nothing', async () => {
    const at = await port('second:in');
    await drag(page, at, { x: at.x + 260, y: at.y - 20 });
    await page.mouse.up();
    await expect(canvas.wires()).toHaveCount(2);
    await expect(canvas.port('second:in')).toHaveAttribute('data-state', 'open');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await page.keyboard.press('Control+z');
    await expect(canvas.wires()).toHaveCount(3);
  });

  await test.step('the beginning of a wire that is selected', async () => {
    const { x, y } = await port('second:out');
    await page.mouse.click(x, y + 24);
    await drag(page, { x, y: y + 16 }, await port('first:out'));
    await page.mouse.up();
    await expect(sources(canvas)).toHaveCount(3);
    // Two wires leave the first convolution now, none the second.
    await canvas.select('output');
    await expect(canvas.inspector).toContainText('16 × 8 × 8');
  });
});

test('an item dropped on a wire goes into it, and the wire does not flee', async ({ visit, page, app }) => {
  await visit();
  const canvas = await openDesign(page, app, chain);
  const wire = canvas.canvas.locator('[data-edge="w2"] path').first();
  const course = await wire.getAttribute('d');
  const gap = await between(canvas, 'first', 'second');
  await drag(page, await middleOf(canvas.node('loose')), gap);
  await expect(canvas.canvas.locator('[data-edge="w2"]')).toHaveAttribute('data-drop', 'target');
  await expect(wire).toHaveAttribute('d', course as string);
  await page.mouse.up();
  await expect(canvas.wires()).toHaveCount(4);
  await expect(canvas.port('loose:in')).toHaveAttribute('data-state', 'wired');
  await expect(canvas.total('Params')).toHaveText(/^Params\s*4,608$/);

  // One step, place and wires together.
  await page.keyboard.press('Control+z');
  await expect(canvas.wires()).toHaveCount(3);
  await expect(canvas.port('loose:in')).toHaveAttribute('data-state', 'open');
  await page.keyboard.press('Control+Shift+z');
  await expect(canvas.wires()).toHaveCount(4);

  // Healed again by Ctrl+Delete.
  await canvas.select('loose');
  await page.keyboard.press('Control+Delete');
  await expect(canvas.node('loose')).toHaveCount(0);
  await expect(canvas.wires()).toHaveCount(3);
  await expect(canvas.port('second:in')).toHaveAttribute('data-state', 'wired');
});

test('an item without wires dropped on another takes its place, its wires and what means the same', async ({
  visit,
  page,
  app,
}) => {
  await visit();
  const canvas = await openDesign(page, app, chain);
  await drag(page, await middleOf(canvas.node('loose')), await middleOf(canvas.node('second')));
  await expect(canvas.node('second')).toHaveAttribute('data-drop', 'replaced');
  await page.mouse.up();
  await expect(canvas.node('second')).toHaveCount(0);
  await expect(canvas.wires()).toHaveCount(3);
  await expect(canvas.port('loose:in')).toHaveAttribute('data-state', 'wired');
  await expect(canvas.port('loose:out')).toHaveAttribute('data-state', 'wired');
  // One step.
  await page.keyboard.press('Control+z');
  await expect(canvas.node('second')).toBeVisible();
  await expect(canvas.port('loose:in')).toHaveAttribute('data-state', 'open');
  await expect(canvas.wires()).toHaveCount(3);
});

test('an item of the palette dropped on another takes its place, its wires and what means the same', async ({
  visit,
  page,
  app,
}) => {
  test.skip(!isThorough, leftOut);
  await visit();
  const canvas = await openDesign(page, app, chain);
  await page.getByRole('textbox', { name: 'Search the palette' }).fill('Ghost module');
  const row = page
    .getByRole('complementary', { name: 'Palette' })
    .getByRole('button', { name: 'Ghost module', exact: true });
  await drag(page, await middleOf(row), await middleOf(canvas.node('second')));
  await expect(canvas.node('second')).toHaveAttribute('data-drop', 'replaced');
  await page.mouse.up();
  await expect(canvas.inspector).toHaveAttribute('data-path', 'second');
  await expect(canvas.inspector).toContainText('Ghost module');
  await expect(canvas.wires()).toHaveCount(3);
  await expect(canvas.field('Output channels')).toHaveValue('16');
  await expect(canvas.field('Stride')).toHaveValue('2');
  await page.keyboard.press('Control+z');
  await canvas.select('second');
  await expect(canvas.inspector).toContainText('Conv2d');
});

test('the + of a wire, and a wire dropped on nothing, offer what fits, the usual first', async ({
  visit,
  page,
  app,
}) => {
  test.slow();
  await visit();
  const canvas = await openDesign(page, app, chain);
  const { x, y } = await between(canvas, 'first', 'second');
  await page.mouse.move(x, y);
  await canvas.canvas.getByRole('button', { name: 'Insert into this wire' }).click();
  const menu = page.getByRole('dialog', { name: 'Add an item' });
  await expect(menu.getByRole('combobox')).toHaveAttribute('placeholder', 'Add between first and second');
  const items = menu.getByRole('listbox');
  await expect(items).toHaveAttribute('aria-busy', 'false', { timeout: 30_000 });
  await expect(items.getByRole('option').first()).toContainText('Batch norm');
  await expect(items.getByRole('option', { name: /^Output/ })).toHaveCount(0);
  await expect(items.getByRole('option', { name: /^Linear/ })).toHaveCount(0);
  await page.keyboard.press('Enter');
  await expect(canvas.wires()).toHaveCount(4);
  await expect(page.getByRole('button', { name: '1 problem' })).toBeVisible();

  const start = await middleOf(canvas.port('second:out'));
  await drag(page, start, { x: start.x + 300, y: start.y + 40 });
  await page.mouse.up();
  await expect(menu.getByRole('combobox')).toHaveAttribute('placeholder', 'Add what fits second');
  await menu.getByRole('combobox').fill('relu6');
  await expect(items.getByRole('option').first()).toContainText('ReLU6', { timeout: 30_000 });
  await page.keyboard.press('Enter');
  await expect(canvas.port('relu6:in')).toHaveAttribute('data-state', 'wired');
});

test('on a large level wires are taken off and items go into wires as on a small one', async ({
  visit,
  page,
  app,
}) => {
  test.slow();
  await visit();
  const design = largeDesign(200);
  const from = design.nodes.find(({ id }) => id === 'conv1')!.position;
  const loose = {
    id: 'loose',
    definition: 'relu',
    fields: {},
    position: { x: from.x - 320, y: from.y + 60 },
  };
  const canvas = await openDesign(page, app, { ...design, nodes: [...design.nodes, loose] });
  const problems = page.getByRole('button', { name: /^\d+ problems?$/ });
  await page.getByRole('tab', { name: 'Outline' }).click();
  await page.getByRole('complementary', { name: 'Palette' }).getByText('loose', { exact: true }).click();
  await page.keyboard.press('.');
  await expect(canvas.node('conv1')).toBeVisible();
  await expect(canvas.node('conv2')).toBeVisible();
  await drag(page, await middleOf(canvas.node('loose')), await between(canvas, 'conv1', 'conv2'));
  await page.mouse.up();
  await expect(canvas.port('loose:in')).toHaveAttribute('data-state', 'wired');
  await expect(problems).toHaveText(/0 problems/);

  const end = await middleOf(canvas.port('conv1:in'));
  await drag(page, end, { x: end.x - 200, y: end.y });
  await page.mouse.up();
  await expect(canvas.port('conv1:in')).toHaveAttribute('data-state', 'open');
});
