import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { analyze } from '../src-core/analysis/analyzer.ts';
import { catalogue, networkOf } from '../src-core/catalogue.ts';
import { serializeDesign } from '../src-core/document/serialize.ts';
import { encodeOnnx } from '../src-core/lower/onnx-bytes.ts';
import { lower } from '../src-core/lower/program.ts';
import {
  float,
  int64,
  integer,
  list,
  modelBytes,
  reals,
  value,
  whole,
} from '../src-core/onnx-import/model-bytes.fixture.ts';
import { CanvasPage } from './canvas.ts';
import { dropFile } from './importing/drop-file.ts';
import { openFromList } from './opened.ts';
import { expect, test } from './serve.ts';

/** The file that a ready network is exported as. @param design the text of its design that it keeps, if any */
function exported(name: string, design?: string): Buffer {
  const program = lower(analyze(networkOf(name)!.design, catalogue));
  if (!program.ok) throw new Error(`${name} has problems`);
  const onnx = encodeOnnx(program.value, { version: 'test', seed: 1, design });
  if (!onnx.ok) throw new Error(`${name} cannot be written`);
  return Buffer.concat([...onnx.value.chunks]);
}

test('an ONNX file of the workspace opens by its path, and is no file of the design', async ({
  visit,
  page,
  app,
}) => {
  writeFileSync(join(app.workspace, 'squeezed.onnx'), exported('squeezenet-1.1'));
  await visit();
  const canvas = new CanvasPage(page);
  // It may be in sight for a few frames alone, so that it is waited for from the start.
  const looking = page.getByRole('progressbar', { name: 'Looking for blocks' }).waitFor();
  await openFromList(page, 'squeezed.onnx');
  await expect(canvas.total('Params')).toContainText('1,235,496');
  await expect(page.getByText('its weights are those of the file')).toBeVisible();
  await looking;
  await expect(page.getByText('squeezed.onnx as blocks that compute the same')).toBeVisible({
    timeout: 90_000,
  });
  await expect(canvas.total('Params')).toContainText('1,235,496');
  const kept = serializeDesign(networkOf('squeezenet-1.1')!.design);
  writeFileSync(join(app.workspace, 'ours.onnx'), exported('squeezenet-1.1', kept));
  await openFromList(page, 'ours.onnx');
  await expect(
    page.getByText('Opened the design that ours.onnx was exported from; its weights are those of the file'),
  ).toBeVisible();
  await expect(page.getByText('Looking for blocks in ours.onnx')).toBeHidden();
  writeFileSync(join(app.workspace, 'text.onnx'), '{}');
  await openFromList(page, 'text.onnx');
  await expect(page.getByText('This is not a readable ONNX file')).toBeVisible();
});

test('an ONNX file that is dropped opens as a design with its exact totals', async ({ visit, page }) => {
  await visit();
  const canvas = new CanvasPage(page);
  await expect(page.getByRole('button', { name: 'Start empty' })).toBeVisible();
  await dropFile(page, 'broken.onnx', Buffer.from('{"format": "blockwright"}'));
  await expect(page.getByText('This is not a readable ONNX file')).toBeVisible();
  await dropFile(page, 'net.onnx', exported('squeezenet-1.1'));
  await expect(canvas.total('Params')).toContainText('1,235,496');
  await expect(canvas.total('MACs')).toContainText('349,151,936');
  await expect(page.getByRole('button', { name: '0 problems' })).toBeVisible();
  await expect(page).toHaveTitle(/^•? ?net/);
});

/** A convolution, its largest values and where they are. */
const largest = modelBytes({
  nodes: [
    {
      op: 'Conv',
      name: '/conv',
      inputs: ['x', 'w'],
      outputs: ['c'],
      attributes: [list('kernel_shape', [3, 3]), list('pads', [1, 1, 1, 1])],
    },
    {
      op: 'TopK',
      name: '/top',
      inputs: ['c', 'k'],
      outputs: ['v', 'places'],
      attributes: [integer('axis', 3), integer('largest', 1)],
    },
    { op: 'Relu', name: '/act', inputs: ['v'], outputs: ['y'] },
  ],
  inputs: [value('x', float, [1, 3, 8, 8])],
  outputs: [value('y', float, [1, 4, 8, 5]), value('places', int64, [1, 4, 8, 5])],
  values: [value('v', float, [1, 4, 8, 5])],
  tensors: [reals('w', [4, 3, 3, 3]), whole('k', 5)],
});

test('an operator that is not known stays as the file has it, and says so', async ({ visit, page, app }) => {
  writeFileSync(join(app.workspace, 'largest.onnx'), largest);
  await visit();
  const canvas = new CanvasPage(page);
  await openFromList(page, 'largest.onnx');
  await expect(page.getByText(/These operators of the file stay as they are.*TopK/i)).toBeVisible();
  await expect(canvas.total('Params')).toContainText('—');
  await expect(canvas.total('Peak memory')).toContainText('—');
  await expect(page.locator('[data-node="places"]')).toContainText('int64');
  await expect(page.getByRole('button', { name: '0 problems' })).toBeVisible();
  await page.locator('[data-node="top"]').click();
  const held = page.getByRole('region', { name: 'As the file has it' });
  await expect(held).toContainText('TopK');
  await expect(held).toContainText('ai.onnx');
  await expect(held).toContainText('largest');
  await expect(page.getByText('There is no formula with TopK').first()).toBeVisible();
  await page.keyboard.press('Delete');
  await expect(page.locator('[data-node="top"]')).toBeHidden();
  await page.keyboard.press('Control+z');
  await expect(page.locator('[data-node="top"]')).toBeVisible();
  await expect(page.getByRole('button', { name: '0 problems' })).toBeVisible();
});

/** The same without a word of its sizes. */
const unsized = modelBytes({
  nodes: [
    {
      op: 'Conv',
      name: '/conv',
      inputs: ['x', 'w'],
      outputs: ['c'],
      attributes: [list('kernel_shape', [3, 3]), list('pads', [1, 1, 1, 1])],
    },
    { op: 'Shrink', name: '/shrink', inputs: ['c'], outputs: ['s'] },
    { op: 'Relu', name: '/act', inputs: ['s'], outputs: ['y'] },
  ],
  inputs: [value('x', float, [1, 3, 'rows', 8])],
  outputs: [value('y', float, null)],
  tensors: [reals('w', [4, 3, 3, 3])],
});

test('sizes that a file does not say are asked of onnxruntime, also of a file that is dropped', async ({
  visit,
  page,
}) => {
  await visit();
  await expect(page.getByRole('button', { name: 'Start empty' })).toBeVisible();
  await dropFile(page, 'unsized.onnx', unsized);
  await expect(
    page.getByText(/does not say all sizes that leave Shrink; onnxruntime worked them out/),
  ).toBeVisible();
  await expect(page.locator('[data-node="shrink"]')).toContainText('4 × 224 × 8');
  await expect(new CanvasPage(page).total('Params')).toContainText('—');
  await expect(page.getByRole('button', { name: '0 problems' })).toBeVisible();
});
