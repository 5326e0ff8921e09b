import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { networkOf } from '../../src-core/catalogue.ts';
import { serializeDesign } from '../../src-core/document/serialize.ts';
import { encodeOnnx } from '../../src-core/lower/onnx-bytes.ts';
import { plainExport } from '../../src-core/lower/onnx-options.ts';
import { exportModelOf, filledModelOf, writeModelFile } from './model.ts';

const design = JSON.stringify(networkOf('squeezenet-1.1')!.design);

test.each(['fp32', 'fp16'] as const)(
  'a file whose weights are lent holds the bytes of one whose weights are kept, in %s',
  async (precision) => {
    const folder = mkdtempSync(join(tmpdir(), 'model-'));
    try {
      const path = join(folder, 'model.onnx');
      const options = { ...plainExport, precision };
      const model = await exportModelOf(design, '1', { seed: 5, options, keepDesign: false });
      if (!model.ok) throw new Error('refused');
      await writeModelFile(model.value, path, 'write', () => undefined);
      const kept = encodeOnnx(model.value.program, { version: '1', seed: 5, onnx: options });
      if (!kept.ok) throw new Error('refused');
      expect(readFileSync(path).equals(Buffer.concat([...kept.value.chunks]))).toBe(true);
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
);

test('a file keeps the text of its design unless that is left out', async () => {
  const bytesOf = async (keepDesign?: boolean) => {
    const model = await exportModelOf(design, '1', { keepDesign });
    return model.ok ? model.value.onnx.bytes : 0;
  };
  expect(await bytesOf()).toBe(await bytesOf(true));
  expect((await bytesOf(true)) - (await bytesOf(false))).toBeGreaterThan(
    serializeDesign(networkOf('squeezenet-1.1')!.design).length,
  );
});

test('a design that is asked for again is not lowered again', async () => {
  const programOf = async (text: string) => {
    const model = await filledModelOf(text, '1');
    return model.ok ? model.value.program : null;
  };
  const first = await programOf(design);
  expect(first).not.toBe(null);
  expect(await programOf(design)).toBe(first);
  expect(await programOf(serializeDesign(networkOf('resnet-50')!.design))).not.toBe(first);
});
