import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { parseDesign } from '../src-core/document/parse.ts';
import { serializeDesign } from '../src-core/document/serialize.ts';
import { integerText } from '../src-core/format.ts';
import { readOnnx } from '../src-core/lower/onnx-read.ts';
import { hsResnet50 } from '../src-core/networks/hs-resnet.ts';
import { CanvasPage } from './canvas.ts';
import { exportTo, openExport } from './exporting.ts';
import { openFromList } from './opened.ts';
import { expect, test } from './serve.ts';

test.use({ design: 'hs-resnet-50' });

/** Fills in the name in a file dialog and presses its button. */
async function answer(page: Page, title: string, name: string, button: string): Promise<void> {
  const dialog = page.getByRole('dialog', { name: title });
  await dialog.getByRole('textbox', { name: 'File name' }).fill(name);
  await dialog.getByRole('button', { name: button, exact: true }).click();
}

const unsaved = (page: Page) => page.getByRole('img', { name: 'unsaved changes' });

test('a saved design opens again, and saves byte for byte without edits', async ({ visit, page, app }) => {
  await visit();
  const canvas = new CanvasPage(page);
  await canvas.set({ 'Groups s': 4 });
  await expect(unsaved(page)).toBeVisible();
  const params = (await canvas.total('Params').textContent()) as string;
  await page.keyboard.press('Control+s');
  await answer(page, 'Save the design', 'four', 'Save');
  await expect(page.getByText('Saved four.blockwright.json')).toBeVisible();
  await expect(unsaved(page)).toHaveCount(0);
  const file = join(app.workspace, 'four.blockwright.json');
  const text = readFileSync(file, 'utf8');
  const saved = parseDesign(text);
  expect(saved.ok && saved.value.variables.find(({ name }) => name === 's')?.value).toBe(4);

  // The same design as another program might have written it: a save without edits keeps that, too.
  const foreign = `${JSON.stringify(JSON.parse(text))}\n\n`;
  writeFileSync(join(app.workspace, 'foreign.blockwright.json'), foreign);
  await canvas.set({ 'Groups s': 5 });
  await openFromList(page, 'foreign.blockwright.json');
  await page
    .getByRole('dialog', { name: 'Unsaved changes' })
    .getByRole('button', { name: 'Discard' })
    .click();
  await expect(canvas.total('Params')).toHaveText(params);
  await expect(page.getByRole('toolbar', { name: 'Main' })).toContainText('foreign.blockwright.json');
  await page.keyboard.press('Control+s');
  await expect(page.getByText('Saved foreign.blockwright.json')).toBeVisible();
  expect(readFileSync(join(app.workspace, 'foreign.blockwright.json'), 'utf8')).toBe(foreign);
  expect(readFileSync(file, 'utf8')).toBe(text);
});

test('a name is taken in the folder that is on its way', async ({ visit, page, app }) => {
  mkdirSync(join(app.workspace, 'inner'));
  // The sockets are in a thread of their own; what it is handed waits here.
  await page.addInitScript(() => {
    const post = Worker.prototype.postMessage;
    const held: (() => void)[] = [];
    Object.assign(window, { isSlow: false, held });
    Worker.prototype.postMessage = function (this: Worker, ...given: Parameters<typeof post>) {
      const send = (): void => post.apply(this, given);
      const { isSlow } = window as unknown as { isSlow: boolean };
      if (isSlow && JSON.stringify(given).includes('listFolder')) held.push(send);
      else send();
    } as typeof post;
  });
  await visit();
  await page.getByRole('button', { name: 'Blockwright menu' }).click();
  await page.getByRole('menuitem', { name: /^Save as/ }).click();
  const folder = page.getByRole('dialog').getByRole('row', { name: /^inner/ });
  await folder.waitFor();
  await page.evaluate(() => Object.assign(window, { isSlow: true }));
  await folder.dblclick();
  await answer(page, 'Save the design', 'early', 'Save');
  const held = await page.evaluateHandle(() => (window as unknown as { held: (() => void)[] }).held);
  await expect.poll(() => held.evaluate((waiting) => waiting.length)).toBe(1);
  await held.evaluate((waiting) => waiting.pop()?.());
  await expect(page.getByText('Saved early.blockwright.json')).toBeVisible();
  expect(readdirSync(app.workspace)).toEqual(['inner']);
  expect(readdirSync(join(app.workspace, 'inner'))).toEqual(['early.blockwright.json']);
});

test('unsaved work is asked about before another design opens', async ({ visit, page, app }) => {
  writeFileSync(join(app.workspace, 'other.blockwright.json'), serializeDesign(hsResnet50.design));
  await visit();
  const canvas = new CanvasPage(page);
  await canvas.set({ 'Groups s': 3 });
  const params = (await canvas.total('Params').textContent()) as string;
  await openFromList(page, 'other.blockwright.json');
  const question = page.getByRole('dialog', { name: 'Unsaved changes' });
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(question).toHaveCount(0);
  await expect(canvas.total('Params')).toHaveText(params);
  await expect(unsaved(page)).toBeVisible();
});

const broken = {
  'truncated.blockwright.json': serializeDesign(hsResnet50.design).slice(0, 700),
  'foreign.blockwright.json': '{"nodes": 3}',
} as const;

test('a file that holds no design is shown with its faults, and the open design stays', async ({
  visit,
  page,
  app,
}) => {
  for (const [name, text] of Object.entries(broken)) writeFileSync(join(app.workspace, name), text);
  await visit();
  const canvas = new CanvasPage(page);
  await canvas.set({ 'Groups s': 4 });
  const params = (await canvas.total('Params').textContent()) as string;
  for (const name of Object.keys(broken)) {
    await page.keyboard.press('Control+o');
    await answer(page, 'Open a design', name, 'Open');
    const faults = page.getByRole('dialog', { name: 'This file cannot be opened' });
    await expect(faults).toContainText(name);
    await expect(faults.getByRole('listitem').first()).not.toBeEmpty();
    await faults.getByText('Close', { exact: true }).click();
    await expect(faults).toHaveCount(0);
    await page.getByRole('dialog', { name: 'Open a design' }).getByRole('button', { name: 'Cancel' }).click();
    await expect(canvas.total('Params')).toHaveText(params);
  }
  await expect(unsaved(page)).toBeVisible();
  for (const [name, text] of Object.entries(broken))
    expect(readFileSync(join(app.workspace, name), 'utf8')).toBe(text);
});

test('an exported model is read and run by others, and replaced only when asked', async ({
  visit,
  page,
  app,
}) => {
  test.setTimeout(120_000);
  await visit();
  const canvas = new CanvasPage(page);
  await canvas.select('input');
  await canvas.set({ Height: 64, Width: 64 });
  const exportAs = async (name: string) => {
    await exportTo(page, await openExport(page), name);
  };
  await exportAs('small');
  const message = page.getByText(/^Exported small\.onnx, /);
  await expect(message).toBeVisible({ timeout: 60_000 });
  const file = join(app.workspace, 'small.onnx');
  await expect(message).toContainText(`(${integerText(statSync(file).size)} bytes)`);
  const downloaded = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download a copy' }).click();
  const copy = await downloaded;
  expect(copy.suggestedFilename()).toBe('small.onnx');
  expect(readFileSync(await copy.path()).equals(readFileSync(file))).toBe(true);
  expect(readdirSync(app.workspace)).toEqual(['small.onnx']);

  const model = readOnnx(readFileSync(file));
  if (!model.ok) throw new Error('the model cannot be read');
  expect(model.value.opsets).toEqual([{ domain: '', version: 17 }]);
  expect(model.value.irVersion).toBe(8);
  expect(model.value.inputs).toEqual([{ name: 'input', shape: [1, 3, 64, 64], elementType: 1 }]);
  expect(model.value.metadata.has('blockwright.scopes')).toBe(true);
  const elements = model.value.initializers
    .filter(({ elementType, name }) => elementType === 1 && !/running|mean|var/i.test(name))
    .reduce((sum, { dims }) => sum + dims.reduce((product, size) => product * size, 1), 0);
  expect(elements).toBe(28_611_497);

  const session = await InferenceSession.create(file, { logSeverityLevel: 3 });
  const image = new Tensor('float32', new Float32Array(3 * 64 * 64).fill(0.5), [1, 3, 64, 64]);
  const { output } = await session.run({ input: image });
  expect(output?.dims).toEqual([1, 1000]);
  expect([...((output?.data ?? []) as Float32Array)].every(Number.isFinite)).toBe(true);
  await session.release();

  const mark = 'not a model';
  writeFileSync(file, mark);
  await exportAs('small');
  const question = page.getByRole('dialog', { name: 'Replace the file?' });
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(question).toHaveCount(0);
  expect(readFileSync(file, 'utf8')).toBe(mark);
  const dialog = page.getByRole('dialog', { name: 'Export as ONNX' });
  await dialog.getByRole('button', { name: 'Export', exact: true }).click();
  await question.getByRole('button', { name: 'Replace' }).click();
  await expect(dialog).toHaveCount(0);
  await expect.poll(() => readFileSync(file).length, { timeout: 60_000 }).toBeGreaterThan(100_000_000);
});
