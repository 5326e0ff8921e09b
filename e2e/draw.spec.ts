import { CanvasPage } from './canvas.ts';
import { expect, isThorough, leftOut, test } from './serve.ts';

test('HS-ResNet-50, drawn from an empty document with the mouse, has its exact counts', async ({
  visit,
  page,
}) => {
  test.slow();
  await visit();
  const canvas = new CanvasPage(page);
  await canvas.startEmpty();
  await canvas.zoomOutTo(69);

  const x = 420;
  await canvas.drop('Input', 'input', { x, y: 70 });
  await canvas.set({ Channels: 3, Height: 224, Width: 224 });
  await canvas.drop('Stem', 'stem', { x, y: 150 });
  const stages = [
    { name: 'hs-stage', depth: 3, planes: 64, w: 20, stride: 1 },
    { name: 'hs-stage2', depth: 4, planes: 128, w: 40, stride: 2 },
    { name: 'hs-stage3', depth: 6, planes: 256, w: 80, stride: 2 },
    { name: 'hs-stage4', depth: 3, planes: 512, w: 160, stride: 2 },
  ];
  for (const [index, { name, depth, planes, w, stride }] of stages.entries()) {
    await canvas.drop('HS stage', name, { x, y: 230 + 80 * index });
    await canvas.set({ Depth: depth, Planes: planes, 'Width w': w, 'Groups s': 5, Stride: stride });
  }
  await canvas.drop('Head', 'head', { x, y: 550 });
  await canvas.drop('Output', 'output', { x, y: 630 });
  await expect(canvas.total('Params')).not.toContainText('28,611,497');

  const chain = ['input', 'stem', ...stages.map(({ name }) => name), 'head', 'output'];
  for (const [index, name] of chain.slice(1).entries())
    await canvas.wire(`${chain[index]}:out`, `${name}:in`);

  await expect(canvas.total('Params')).toHaveText(/^Params\s*28,611,497$/);
  await expect(canvas.total('MACs')).toHaveText(/^MACs\s*4,979,007,008\b/);
  await expect(page.getByRole('button', { name: '0 problems' })).toBeVisible();
});

test('an HS-Block, wired by hand out of Split, Conv2d and Concat, has the count of the block', async ({
  visit,
  page,
}) => {
  test.skip(!isThorough, leftOut);
  test.slow();
  await visit();
  const canvas = new CanvasPage(page);
  await canvas.startEmpty();
  await canvas.zoomOutTo(69);

  // Four groups of 16: from the second on, a convolution, a cut in two, and half of it joined to the next group.
  const [pass, second, third, last] = [130, 320, 510, 700];
  const conv = async (name: string, channels: number, x: number, y: number) => {
    await canvas.drop('Conv2d', name, { x, y });
    await canvas.set({ 'Output channels': channels, Kernel: 3 });
    await canvas.inspector
      .getByRole('radiogroup', { name: 'Bias' })
      .getByRole('radio', { name: 'off' })
      .click();
  };
  const split = async (name: string, sizes: string, x: number, y: number) => {
    await canvas.drop('Split', name, { x, y });
    await canvas.set({ Sizes: sizes });
  };
  await canvas.drop('Input', 'input', { x: second, y: 70 });
  await canvas.set({ Channels: 64, Height: 8, Width: 8 });
  await split('split', '16, 16, 16, 16', second, 150);
  await conv('conv2d', 16, second, 230);
  await split('split2', '8, 8', second, 310);
  await canvas.drop('Concat', 'concat', { x: third, y: 310 });
  await conv('conv2d2', 24, third, 390);
  await split('split3', '12, 12', third, 470);
  await canvas.drop('Concat', 'concat2', { x: last, y: 470 });
  await conv('conv2d3', 28, last, 550);
  await canvas.drop('Concat', 'concat3', { x: pass + 60, y: 560 });
  await canvas.set({ Inputs: 4 });
  await canvas.drop('Output', 'output', { x: pass + 60, y: 640 });

  const wires = [
    ['input:out', 'split:in'],
    ['split:out1', 'concat3:in1'],
    ['split:out2', 'conv2d:in'],
    ['conv2d:out', 'split2:in'],
    ['split2:out1', 'concat3:in2'],
    ['split2:out2', 'concat:in1'],
    ['split:out3', 'concat:in2'],
    ['concat:out', 'conv2d2:in'],
    ['conv2d2:out', 'split3:in'],
    ['split3:out1', 'concat3:in3'],
    ['split3:out2', 'concat2:in1'],
    ['split:out4', 'concat2:in2'],
    ['concat2:out', 'conv2d3:in'],
    ['conv2d3:out', 'concat3:in4'],
    ['concat3:out', 'output:in'],
  ] as const;
  for (const [from, to] of wires) await canvas.wire(from, to);

  await expect(canvas.total('Params')).toHaveText(/^Params\s*14,544$/);
  await expect(canvas.total('MACs')).toHaveText(/^MACs\s*930,816\b/);
  await expect(page.getByRole('button', { name: '0 problems' })).toBeVisible();
});

test('a wire that would close a loop is refused and says why', async ({ visit, page }) => {
  await visit();
  const canvas = new CanvasPage(page);
  await canvas.startEmpty();
  await canvas.drop('Conv2d', 'conv2d', { x: 420, y: 200 });
  await canvas.drop('Conv2d', 'conv2d2', { x: 420, y: 400 });
  await canvas.wire('conv2d:out', 'conv2d2:in');

  await canvas.holdWire('conv2d2:out', 'conv2d:in');
  await expect(canvas.port('conv2d:in')).toHaveAttribute('data-verdict', 'refuses');
  await expect(page.locator('[data-connection="refused"]')).toContainText('loop');
  await page.mouse.up();
  await expect(page.locator('[data-connection]')).toHaveCount(0);
  await expect(canvas.wires()).toHaveCount(1);
});

test('undo takes an edit back and redo repeats it; delete takes an item with its wires', async ({
  visit,
  page,
}) => {
  await visit();
  const canvas = new CanvasPage(page);
  await canvas.startEmpty();
  await canvas.drop('Input', 'input', { x: 420, y: 120 });
  await canvas.set({ Channels: 3 });
  await canvas.drop('Conv2d', 'conv2d', { x: 420, y: 280 });
  await canvas.set({ 'Output channels': 10, Kernel: 3 });
  await canvas.drop('Output', 'output', { x: 420, y: 440 });
  await canvas.wire('input:out', 'conv2d:in');
  await canvas.wire('conv2d:out', 'output:in');
  await expect(canvas.total('Params')).toHaveText(/^Params\s*270$/);

  await canvas.select('conv2d');
  await canvas.set({ 'Output channels': 20 });
  await expect(canvas.total('Params')).toHaveText(/^Params\s*540$/);
  await canvas.toolbar(/^Undo/).click();
  await expect(canvas.field('Output channels')).toHaveValue('10');
  await expect(canvas.total('Params')).toHaveText(/^Params\s*270$/);
  await canvas.toolbar(/^Redo/).click();
  await expect(canvas.field('Output channels')).toHaveValue('20');
  await expect(canvas.total('Params')).toHaveText(/^Params\s*540$/);

  await canvas.node('conv2d').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(canvas.node('conv2d')).toHaveCount(0);
  await expect(canvas.wires()).toHaveCount(0);
  await expect(canvas.node('input')).toBeVisible();
  await canvas.toolbar(/^Undo/).click();
  await expect(canvas.node('conv2d')).toBeVisible();
  await expect(canvas.wires()).toHaveCount(2);
  await expect(canvas.total('Params')).toHaveText(/^Params\s*540$/);
});
