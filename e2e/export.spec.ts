import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { readOnnx } from '../src-core/lower/onnx-read.ts';
import { pythonWith } from '../src-core/lower/python.fixture.ts';
import { CanvasPage } from './canvas.ts';
import { exportTo, openExport } from './exporting.ts';
import { expect, test } from './serve.ts';

test.use({ design: 'hs-resnet-18-public' });

const choice = (dialog: Locator, group: string, name: string): Locator =>
  dialog.getByRole('radiogroup', { name: group }).getByRole('radio', { name });

test('a model is written as the export dialog asks, and the design remembers it', async ({
  visit,
  page,
  app,
}) => {
  test.setTimeout(120_000);
  await visit();
  const canvas = new CanvasPage(page);
  await canvas.select('input');
  await canvas.set({ Height: 64, Width: 64 });
  const dialog = await openExport(page);
  for (const [group, name] of [
    ['Size batch', 'Free'],
    ['Size channels', 'Free'],
    ['Size height', 'Free'],
    ['Precision', 'Half, fp16'],
    ['Norms', 'Folded'],
    ['Design', 'Left out'],
  ] as const)
    await choice(dialog, group, name).click();
  await dialog.getByRole('button', { name: 'Opset' }).click();
  await page.getByRole('option', { name: /^18/ }).click();
  await dialog.getByRole('textbox', { name: 'Seed' }).fill('7');

  // A weight follows the channels, so they cannot be free. That is said beside the sizes, and nothing is written.
  await dialog.getByRole('button', { name: 'Choose a file…' }).click();
  const refusal = dialog.getByRole('group', { name: 'Sizes of the inputs' }).getByRole('alert');
  await expect(refusal).toContainText(
    'stem/conv1/conv: its weight weight has another size for each channels',
  );
  expect(readdirSync(app.workspace)).toEqual([]);
  await choice(dialog, 'Size channels', 'Fixed').click();
  await expect(refusal).toHaveCount(0);
  await exportTo(page, dialog, 'half');
  await expect(page.getByText(/^Exported half\.onnx, .* norms folded$/)).toBeVisible({ timeout: 60_000 });

  const file = join(app.workspace, 'half.onnx');
  const model = readOnnx(readFileSync(file));
  if (!model.ok) throw new Error('the model cannot be read');
  expect(model.value.opsets).toEqual([{ domain: '', version: 18 }]);
  expect(model.value.inputs).toEqual([{ name: 'input', shape: ['batch', 3, 'height', 64], elementType: 1 }]);
  expect(model.value.initializers.filter(({ elementType }) => elementType === 10).length).toBeGreaterThan(50);
  expect(model.value.nodes.filter(({ op }) => op === 'BatchNormalization')).toEqual([]);
  expect([...model.value.metadata.keys()]).toEqual(['blockwright.scopes']);
  const python = pythonWith('onnx');
  if (python !== undefined) {
    const check = 'import onnx, sys; onnx.checker.check_model(sys.argv[1], full_check=True)';
    const { status, stderr } = spawnSync(python, ['-c', check, file], { encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  }
  const session = await InferenceSession.create(file, { logSeverityLevel: 3 });
  const image = new Tensor('float32', new Float32Array(2 * 3 * 96 * 64).fill(0.5), [2, 3, 96, 64]);
  const { output } = await session.run({ input: image });
  expect(output?.dims).toEqual([2, 1000]);
  await session.release();

  // Remembered where the design has no file yet, and still when it was saved, and by another visit.
  await page.keyboard.press('Control+s');
  const save = page.getByRole('dialog', { name: 'Save the design' });
  await save.getByRole('textbox', { name: 'File name' }).fill('mine');
  await save.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Saved mine.blockwright.json')).toBeVisible();
  await page.reload();
  const again = await openExport(page);
  await expect(choice(again, 'Size batch', 'Free')).toBeChecked();
  await expect(choice(again, 'Size channels', 'Fixed')).toBeChecked();
  await expect(choice(again, 'Size width', 'Fixed')).toBeChecked();
  await expect(choice(again, 'Precision', 'Half, fp16')).toBeChecked();
  await expect(choice(again, 'Norms', 'Folded')).toBeChecked();
  await expect(choice(again, 'Design', 'Left out')).toBeChecked();
  await expect(again.getByRole('button', { name: 'Opset' })).toContainText('18');
  await expect(again.getByRole('textbox', { name: 'Seed' })).toHaveValue('7');
});

test('code for PyTorch is written with its weights beside it', async ({ visit, page, app }) => {
  test.setTimeout(120_000);
  await visit();
  const dialog = await openExport(page);
  await choice(dialog, 'Format', 'PyTorch').click();
  await expect(dialog.getByRole('radiogroup', { name: 'Precision' })).toHaveCount(0);
  await choice(dialog, 'timm', 'Registered').click();
  await dialog.getByRole('button', { name: 'Choose a file…' }).click();
  const files = page.getByRole('dialog', { name: 'Export as PyTorch' });
  await files.getByRole('textbox', { name: 'File name' }).fill('net');
  await files.getByRole('button', { name: 'Export', exact: true }).click();
  await expect(
    page.getByText(/^Exported net\.py, class HSResNet18PublicCode, net\.safetensors, /),
  ).toBeVisible({
    timeout: 60_000,
  });
  expect(readFileSync(join(app.workspace, 'net.py'), 'utf8')).toMatch(
    /class HSResNet18PublicCode\(nn\.Module\):[\s\S]*@register_model/,
  );
  expect(readdirSync(app.workspace).sort()).toEqual(['net.py', 'net.safetensors']);

  // Neither file is replaced before a person says so; the format is remembered.
  const again = await openExport(page);
  await expect(choice(again, 'Format', 'PyTorch')).toBeChecked();
  await expect(choice(again, 'timm', 'Registered')).toBeChecked();
  await again.getByRole('button', { name: 'Choose a file…' }).click();
  await files.getByRole('textbox', { name: 'File name' }).fill('net');
  await files.getByRole('button', { name: 'Export', exact: true }).click();
  await expect(page.getByRole('dialog', { name: 'Replace the file?' })).toBeVisible();
});
