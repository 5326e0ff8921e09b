import { column, openDesign } from './opened.ts';
import { expect, test } from './serve.ts';

const variables = [{ name: 'w', kind: 'integer', value: 4, min: 1, max: 64 }] as const;
const chain = column(
  [
    ['input', 'input', { channels: 3, height: 8, width: 8 }],
    ['conv', 'conv2d', { outChannels: 10, kernel: 3 }],
    ['relu', 'relu'],
    ['output', 'output'],
  ],
  ['input:out>conv:in', 'conv:out>relu:in', 'relu:out>output:in'],
  variables,
);

test('a field keeps focus and text while an expression passes through a name alone', async ({
  visit,
  page,
  app,
}) => {
  await visit();
  const canvas = await openDesign(page, app, chain);
  await canvas.select('conv');
  const field = canvas.field('Output channels');
  await field.click();
  await page.keyboard.press('Control+a');
  // Typed letter by letter: after the first the field is tied to the variable, after the second it is no expression.
  for (const [typed, weights] of [
    ['w', '108'],
    ['w*', '108'],
    ['w*3', '324'],
  ] as const) {
    await page.keyboard.press(typed.at(-1)!);
    await expect(field).toBeFocused();
    await expect(field).toHaveValue(typed);
    await expect(canvas.total('Params')).toHaveText(new RegExp(`^Params\\s*${weights}$`));
    if (typed === 'w*') await expect(canvas.inspector.getByRole('alert')).toContainText('character 3');
  }
  await expect(canvas.inspector.locator('[data-field="Output channels"]')).toContainText('12');
  await page.keyboard.press('Enter');
  await expect(field).toBeFocused();
  await expect(field).toHaveValue('w*3');
});

test('a name is completed, and Escape takes back what the document did not take', async ({
  visit,
  page,
  app,
}) => {
  await visit();
  const canvas = await openDesign(page, app, chain);
  await canvas.select('conv');
  const field = canvas.field('Output channels');
  await field.click();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('in.ch');
  const names = page.getByRole('listbox');
  await expect(names.getByRole('option', { name: /in\.channels/ })).toContainText('3');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(field).toHaveValue('in.channels');
  await expect(field).toBeFocused();
  await page.keyboard.type(' + nowhere');
  await expect(canvas.inspector.getByRole('alert')).toContainText('nothing here is named nowhere');
  await expect(field).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(field).toBeFocused();
  await expect(field).toHaveValue('in.channels');
});

test('no key of the canvas fires while a field has the focus', async ({ visit, page, app }) => {
  await visit();
  const canvas = await openDesign(page, app, chain);
  await canvas.select('conv');
  const zoom = page.getByRole('button', { name: 'Zoom to 100%' });
  await page.keyboard.press('=');
  const before = (await zoom.textContent()) as string;
  const field = canvas.field('Output channels');
  await field.click();
  for (const key of ['End', '0', 'Backspace', 'Delete', '.', 'Backspace', 'Shift+A', 'Backspace', '='])
    await page.keyboard.press(key);
  await expect(canvas.node('conv')).toBeVisible();
  await expect(zoom).toHaveText(before);
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('Escape');
  // A choice takes keys of its own as well.
  const bias = canvas.inspector.getByRole('radiogroup', { name: 'Bias' }).getByRole('radio', { name: 'off' });
  await bias.click();
  for (const key of ['Delete', '1', '=', 'Shift+A']) await page.keyboard.press(key);
  await expect(canvas.node('conv')).toBeVisible();
  await expect(zoom).toHaveText(before);
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('Tab goes from item to item over their ports, Enter enters one that has an inside', async ({
  visit,
  page,
  app,
}) => {
  await visit();
  const canvas = await openDesign(
    page,
    app,
    column(
      [
        ['input', 'input', { channels: 8, height: 8, width: 8 }],
        ['block', 'hs-block', { w: 4, s: 2 }],
      ],
      ['input:out>block:in'],
    ),
  );
  await canvas.select('input');
  await page.keyboard.press('Tab');
  // The port on the way is part of the item.
  await expect(page.getByRole('button', { name: /^input output, / })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(canvas.inspector).toHaveAttribute('data-path', 'block');
  await expect(canvas.canvas).toHaveAttribute('data-level', '');
  await page.keyboard.press('Enter');
  await expect(canvas.canvas).toHaveAttribute('data-level', 'block');
});
