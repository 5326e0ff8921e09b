import { middleOf } from './canvas.ts';
import { column, openDesign, pitch } from './opened.ts';
import { expect, test } from './serve.ts';

const variables = [{ name: 'w', kind: 'integer', value: 16, min: 1, max: 64 }] as const;
const chain = column(
  [
    ['input', 'input', { channels: 16, height: 8, width: 8 }],
    ['first', 'conv2d', { outChannels: { expression: 'w' }, kernel: 3 }],
    ['second', 'conv2d', { outChannels: 16, kernel: 3 }],
    ['output', 'output'],
  ],
  ['input:out>first:in', 'first:out>second:in', 'second:out>output:in'],
  variables,
);

/** Items out of line, the same chain. */
const crooked = {
  ...chain,
  nodes: chain.nodes.map((node, index) => ({
    ...node,
    position: { x: 37 * index, y: node.position.y + (index === 2 ? 31 : 0) },
  })),
};

test('F2 renames on the canvas and keeps what is refused', async ({ visit, page, app }) => {
  test.slow();
  await visit();
  const canvas = await openDesign(page, app, chain);
  await canvas.select('first');
  await page.keyboard.press('F2');
  const field = page.getByRole('textbox', { name: 'Name on the canvas' });
  await expect(field).toBeFocused();
  await page.keyboard.type('second');
  await page.keyboard.press('Enter');
  await expect(canvas.node('first').getByRole('alert')).toContainText('already an item named second');
  await expect(field).toBeFocused();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('layer1.0');
  await page.keyboard.press('Enter');
  await expect(field).toHaveCount(0);
  await expect(canvas.node('layer1.0')).toBeVisible();
  await expect(canvas.wires()).toHaveCount(3);
  await page.keyboard.press('F2');
  await expect(field).toBeFocused();
  await page.keyboard.type('other');
  await page.keyboard.press('Escape');
  await expect(field).toHaveCount(0);
  await expect(canvas.node('layer1.0')).toBeVisible();
});

test('several items are put in line, spaced out and laid out, each as one step', async ({
  visit,
  page,
  app,
}) => {
  test.slow();
  await visit();
  const canvas = await openDesign(page, app, crooked);
  const left = async (name: string) => ((await canvas.node(name).boundingBox()) as { x: number }).x;
  await canvas.select('input');
  // No text is selected on the way.
  await canvas.node('first').click({ modifiers: ['Shift'] });
  await canvas.node('second').click({ modifiers: ['Shift'] });
  expect(await page.evaluate(() => String(document.getSelection()))).toBe('');
  const toolbar = canvas.inspector.getByRole('toolbar', { name: 'Arrange' });
  await toolbar.getByRole('button', { name: 'Align left sides' }).click();
  await expect
    .poll(async () => [await left('first'), await left('second')])
    .toEqual([await left('input'), await left('input')]);
  await toolbar.getByRole('button', { name: 'Space out evenly, top down' }).click();
  const box = async (name: string) =>
    (await canvas.node(name).boundingBox()) as { y: number; height: number };
  const spaces = async () => {
    const [a, b, c] = [await box('input'), await box('first'), await box('second')];
    return [b.y - a.y - a.height, c.y - b.y - b.height];
  };
  await expect.poll(async () => Math.abs((await spaces())[0]! - (await spaces())[1]!)).toBeLessThanOrEqual(1);
  const output = await box('output');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Find a command' }).fill('Lay the selection out again');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  // What is not selected stays.
  expect((await box('output')).y).toBe(output.y);
  for (let step = 0; step < 3; step++) await page.keyboard.press('Control+z');
  await expect(canvas.toolbar(/^Undo/)).toBeDisabled();
});

test('copies land at the pointer; variables come along, and one asks where names collide', async ({
  visit,
  page,
  app,
}) => {
  test.slow();
  await visit();
  const canvas = await openDesign(page, app, chain);
  await canvas.select('first');
  await page.keyboard.press('Control+c');
  const from = await middleOf(canvas.node('first'));
  const to = { x: from.x + 300, y: from.y + 90 };
  await page.mouse.move(to.x, to.y);
  await page.keyboard.press('Control+v');
  const copy = await middleOf(canvas.node('first2'));
  expect(Math.abs(copy.x - to.x)).toBeLessThan(3);
  expect(Math.abs(copy.y - to.y)).toBeLessThan(3);
  await page.keyboard.press('Control+z');
  await expect(canvas.node('first2')).toHaveCount(0);

  // Another document without the variable, then with another one by that name.
  await page.keyboard.press('Control+n');
  await expect(page.getByText('Nothing is drawn yet')).toBeVisible();
  await page.mouse.move(to.x, to.y);
  await page.keyboard.press('Control+v');
  await canvas.select('first');
  await page.getByRole('tab', { name: 'Variables' }).click();
  const w = page
    .getByRole('complementary', { name: 'Palette' })
    .getByRole('textbox', { name: 'w', exact: true });
  await expect(w).toHaveValue('16');
  await w.fill('8');
  await w.press('Enter');
  await page.mouse.move(to.x, to.y + pitch);
  await canvas.canvas.locator('.react-flow__pane').click({ position: { x: 20, y: 200 } });
  await page.mouse.move(to.x, to.y + pitch);
  await page.keyboard.press('Control+v');
  const question = page.getByRole('dialog', { name: 'Variables by the same name' });
  await expect(question).toContainText('w is 8 here, 16 there');
  await question.getByRole('button', { name: 'Bring theirs under new names' }).click();
  await expect(canvas.node('first2')).toBeVisible();
  await expect(
    page.getByRole('complementary', { name: 'Palette' }).getByRole('textbox', { name: 'w2', exact: true }),
  ).toHaveValue('16');
});

test('an item that is muted hands its input on and counts nothing', async ({ visit, page, app }) => {
  test.slow();
  await visit();
  const canvas = await openDesign(page, app, chain);
  await expect(canvas.total('Params')).toHaveText(/^Params\s*4,608$/);
  await canvas.select('second');
  await page.keyboard.press('m');
  await expect(canvas.node('second')).toHaveAttribute('data-muted', 'true');
  await expect(canvas.inspector).toContainText('Conv2d, muted');
  await expect(canvas.total('Params')).toHaveText(/^Params\s*2,304$/);
  await expect(page.getByRole('button', { name: '0 problems' })).toBeVisible();
  await canvas.set({ 'Output channels': 24 });
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect(canvas.total('Params')).toHaveText(/^Params\s*4,608$/);
});

test('an item that is dragged comes to lie in line with others, and not where Alt is held', async ({
  visit,
  page,
  app,
}) => {
  test.slow();
  await visit();
  const canvas = await openDesign(page, app, chain);
  const from = await middleOf(canvas.node('second'));
  const left = async () => Math.round((await canvas.node('second').boundingBox())!.x);
  const at = await left();
  const line = canvas.canvas.locator('[data-helper-line="x"]');
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  // It goes with the pointer from the first step on.
  await page.mouse.move(from.x + 5, from.y);
  await page.mouse.move(from.x + 35, from.y + 4);
  await page.mouse.move(from.x + 8, from.y + 8);
  await expect(line.first()).toBeVisible();
  await expect.poll(left).toBe(at);
  await page.keyboard.down('Alt');
  await page.mouse.move(from.x + 7, from.y + 9);
  await expect(line).toHaveCount(0);
  await page.mouse.up();
  await page.keyboard.up('Alt');
  expect(await left()).not.toBe(at);
  await page.keyboard.press('Control+z');
  await expect.poll(left).toBe(at);
});

test('Enter in the palette adds after the selection, wired; more of them stand side by side', async ({
  visit,
  page,
  app,
}) => {
  test.slow();
  await visit();
  const canvas = await openDesign(page, app, chain);
  await canvas.select('second');
  const search = page.getByRole('textbox', { name: 'Search the palette' });
  for (const name of ['relu', 'relu2']) {
    await canvas.select('second');
    await search.fill('ReLU');
    await search.press('Enter');
    await expect(canvas.port(`${name}:in`)).toHaveAttribute('data-state', 'wired');
  }
  await canvas.canvas.locator('.react-flow__pane').click({ position: { x: 20, y: 400 } });
  await page.keyboard.press('1');
  await expect(canvas.node('relu')).toBeVisible();
  const boxes = await Promise.all(
    ['relu', 'relu2', 'output'].map(async (name) => (await canvas.node(name).boundingBox())!),
  );
  for (const [index, a] of boxes.entries()) {
    for (const b of boxes.slice(index + 1)) {
      const apart =
        a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
      expect(apart).toBe(true);
    }
  }
  // The menu by a double click and by Shift+A.
  const menu = page.getByRole('dialog', { name: 'Add an item' });
  await canvas.canvas.locator('.react-flow__pane').dblclick({ position: { x: 40, y: 300 } });
  await expect(menu).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(menu).toHaveCount(0);
  await page.keyboard.press('Shift+A');
  await expect(menu).toBeVisible();
});
