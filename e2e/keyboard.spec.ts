import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { readOnnx } from '../src-core/lower/onnx-read.ts';
import { CanvasPage } from './canvas.ts';
import { expect, test } from './serve.ts';

const hasFocus = (target: Locator): Promise<boolean> =>
  target.evaluateAll((found) => found.some((element) => element === document.activeElement));

/** A person who has only a keyboard, and hears what has it. */
class Typist {
  readonly #page: Page;
  readonly #canvas: CanvasPage;
  constructor(page: Page) {
    this.#page = page;
    this.#canvas = new CanvasPage(page);
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.#page.keyboard.press(key);
  }

  /** Presses Tab until something has the keyboard. */
  async tabTo(target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    for (let times = 0; times < 80; times++) {
      if (await hasFocus(target)) return;
      await this.press(key);
    }
    throw new Error(`Tab never came to ${target}`);
  }

  /** Adds an item after the selected one, and gives it the keyboard. */
  async add(title: string, name: string): Promise<void> {
    await this.press('/');
    await expect(this.#page.getByRole('textbox', { name: 'Search the palette' })).toBeFocused();
    await this.press('Control+a');
    await this.#page.keyboard.type(title);
    await this.press('Enter');
    await this.press('F6');
    await expect(this.#item(name)).toBeFocused();
  }

  /** Fills fields of the item that has the keyboard, and comes back to it. */
  async set(name: string, fields: Readonly<Record<string, number>>): Promise<void> {
    await this.press('F6');
    for (const [label, value] of Object.entries(fields)) {
      const field = this.#canvas.field(label);
      await this.tabTo(field);
      await this.press('Control+a');
      await this.#page.keyboard.type(String(value));
      await this.press('Enter');
      await expect(field).toHaveValue(String(value));
    }
    await this.press('Shift+F6');
    await expect(this.#item(name)).toBeFocused();
  }

  /** Switches off the bias of the convolution that has the keyboard. */
  async withoutBias(name: string): Promise<void> {
    await this.press('F6');
    await this.tabTo(this.#canvas.inspector.getByRole('radiogroup', { name: 'Bias' }).getByRole('radio'));
    await this.press('ArrowRight');
    await this.press('Shift+F6');
    await expect(this.#item(name)).toBeFocused();
  }

  port = (spoken: string): Locator => this.#page.getByRole('button', { name: spoken, exact: true });
  #item = (name: string): Locator => this.#page.locator(`.react-flow__node[data-id="${name}"]`);
  item = this.#item;
}

test('a bottleneck is drawn, wired, read and exported with no mouse', async ({ visit, page, app }) => {
  test.setTimeout(120_000);
  await visit();
  const canvas = new CanvasPage(page);
  const typist = new Typist(page);
  await typist.tabTo(page.getByRole('button', { name: 'Start empty' }));
  await typist.press('Enter');
  await expect(page.getByText('Nothing is drawn yet')).toBeVisible();

  await typist.add('Input', 'input');
  await typist.set('input', { Channels: 256, Height: 56, Width: 56 });
  for (const [index, [channels, kernel]] of (
    [
      [64, 1],
      [64, 3],
      [256, 1],
    ] as const
  ).entries()) {
    const number = index === 0 ? '' : String(index + 1);
    await typist.add('Conv2d', `conv2d${number}`);
    await typist.set(`conv2d${number}`, { 'Output channels': channels, Kernel: kernel });
    await typist.withoutBias(`conv2d${number}`);
    await typist.add('Batch norm', `batch-norm${number}`);
    if (index < 2) await typist.add('ReLU', `relu${number}`);
  }
  await typist.add('Add', 'add');
  // only what is in view is drawn
  await typist.press('1');
  await expect(canvas.wires()).toHaveCount(9);

  // Items and ports say what they are; Tab goes from an item over its ports.
  await expect(typist.item('add')).toHaveAccessibleName('add, Add, shape unknown');
  await typist.press('ArrowUp');
  await expect(typist.item('batch-norm3')).toBeFocused();
  await expect(typist.item('batch-norm3')).toHaveAccessibleName('batch-norm3, Batch norm, 256 by 56 by 56');
  await typist.press('Tab');
  await expect(typist.port('batch-norm3 input, 256 by 56 by 56, wired to conv2d3')).toBeFocused();
  await typist.press('Tab');
  await expect(typist.port('batch-norm3 output, 256 by 56 by 56, wired to add')).toBeFocused();
  // Arrows hop along the wire and through the item.
  await typist.press('ArrowDown');
  await expect(typist.port('add input a, 256 by 56 by 56, wired to batch-norm3')).toBeFocused();
  await typist.press('Escape');
  await expect(typist.item('add')).toBeFocused();
  // Up along the trunk to its beginning.
  for (let hops = 0; hops < 9; hops++) await typist.press('ArrowUp');
  await expect(typist.item('input')).toBeFocused();

  // The shortcut: from the port over what fits; Escape drops the wire, Enter draws it.
  await typist.press('Tab', 'Enter');
  await expect(typist.port('add input b, not wired')).toBeFocused();
  await typist.press('Escape');
  await expect(typist.port('input output, 256 by 56 by 56, wired to conv2d')).toBeFocused();
  await expect(canvas.wires()).toHaveCount(9);
  await typist.press('Enter', 'Enter');
  await expect(typist.port('add input b, 256 by 56 by 56, wired to input')).toBeFocused();
  await expect(page.locator('[data-announced]')).toHaveText('input output is wired to add input b');
  await expect(canvas.wires()).toHaveCount(10);
  // Delete takes the wire off a port, not the item away.
  await typist.press('Delete');
  await expect(canvas.wires()).toHaveCount(9);
  await typist.press('Control+z');
  await expect(canvas.wires()).toHaveCount(10);

  await typist.press('Escape');
  await expect(typist.item('add')).toBeFocused();
  await typist.add('ReLU', 'relu3');
  await typist.add('Output', 'output');
  // 256·64 + 64·64·9 + 64·256, and twice 64, 64 and 256 for the norms.
  await expect(canvas.total('Params')).toHaveText(/^Params\s*70,400$/);
  await expect(page.getByRole('button', { name: '0 problems' })).toBeVisible();

  // The outline is the canvas once more: what is deleted there is gone here, and comes back.
  await typist.press('Shift+F6');
  await typist.tabTo(page.getByRole('tab', { name: 'Palette' }), 'Shift+Tab');
  await typist.press('ArrowRight');
  await typist.tabTo(page.locator('[data-outline]'));
  await typist.press('End');
  await expect(page.locator('[data-outline="output"]')).toBeFocused();
  await typist.press('Delete');
  await expect(canvas.node('output')).toHaveCount(0);
  await typist.press('Control+z');
  await expect(canvas.node('output')).toBeVisible();

  await typist.press('Control+k');
  await page.keyboard.type('export as onnx');
  await typist.press('Enter');
  const options = page.getByRole('dialog', { name: 'Export options' });
  await typist.tabTo(options.getByRole('button', { name: 'Choose a file…' }));
  await typist.press('Enter');
  const files = page.getByRole('dialog', { name: 'Export as ONNX' });
  await typist.tabTo(files.getByRole('textbox', { name: 'File name' }));
  await typist.press('Control+a');
  await page.keyboard.type('bottleneck');
  await typist.press('Enter');
  await expect(page.getByText(/^Exported bottleneck\.onnx/)).toBeVisible({ timeout: 60_000 });
  const model = readOnnx(readFileSync(join(app.workspace, 'bottleneck.onnx')));
  if (!model.ok) throw new Error('the model cannot be read');
  expect(model.value.nodes.map(({ op }) => op).sort()).toEqual(
    [
      ...Array(3).fill('BatchNormalization'),
      ...Array(3).fill('Conv'),
      ...Array(3).fill('Relu'),
      'Add',
    ].sort(),
  );
});
