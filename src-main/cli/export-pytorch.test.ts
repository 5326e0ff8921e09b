import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { builtRunner } from '../runner/built.fixture.ts';
import { cli } from './captured.ts';

const folder = mkdtempSync(join(tmpdir(), 'blockwright-pytorch-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let runner: string;
beforeAll(async () => {
  runner = await builtRunner('cli-pytorch');
}, 60_000);

const [file, weights] = [join(folder, 'net.py'), join(folder, 'net.safetensors')];

test('export --pytorch writes the code and its weights, and says what it wrote', async () => {
  const args = ['export', 'mobilenet-v2', '--pytorch', file, '--weights', weights, '--timm'];
  const { code, out, err } = await cli([...args, '--json'], runner);
  expect([code, err]).toEqual([0, '']);
  const bytes = readFileSync(file).length;
  expect(JSON.parse(out)).toEqual({
    path: file,
    bytes,
    className: 'MobileNetV2',
    weights: { path: weights, bytes: readFileSync(weights).length },
  });
  expect(readFileSync(file, 'utf8')).toContain('class MobileNetV2(nn.Module):');
  expect(readFileSync(file, 'utf8')).toContain('@register_model\ndef mobilenetv2(pretrained=False');
  // 3,504,872 parameters, and a mean and a variance for each of the 17,056 channels of its norms.
  expect(readFileSync(weights).length).toBeGreaterThan(4 * (3_504_872 + 2 * 17_056));
  const again = await cli(args, runner);
  expect([again.code, again.err]).toEqual([2, expect.stringContaining('there already')]);
}, 60_000);

test.each([
  [['--pytorch', 'a.py', '--onnx', 'a.onnx'], 'are written apart from each other'],
  [['--weights', 'a.safetensors'], '--weights goes with --pytorch'],
  [['--onnx', 'a.onnx', '--timm'], '--timm goes with --pytorch'],
])('%j is answered', async (options, says) => {
  const { code, err } = await cli(['export', 'resnet-50', ...options]);
  expect(code).toBe(2);
  expect(err).toContain(says);
});

test('a design with an operator that torch does not have names the item', async () => {
  const { code, err } = await cli(
    ['export', 'faster-rcnn@resnet-50', '--pytorch', join(folder, 'rcnn.py')],
    runner,
  );
  expect(code).toBe(2);
  expect(err).toMatch(/RoI align cannot be written in PyTorch/);
});
