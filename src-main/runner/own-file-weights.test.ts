import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newWeightsIn } from '../../src-core/analysis/new-weights.ts';
import { catalogue } from '../../src-core/catalogue.ts';
import type { Design } from '../../src-core/document/design.ts';
import { serializeDesign } from '../../src-core/document/serialize.ts';
import { withFreshWeights } from '../../src-core/document/stored-weights.ts';
import type { Tensor } from '../../src-core/language/tensor.ts';
import { relativeDifference } from '../../src-core/lower/conformance.fixture.ts';
import { onnxruntime } from '../../src-core/lower/onnxruntime.fixture.ts';
import { inSequences } from '../../src-core/raise/sequences.ts';
import type { Depth, Model } from '../../src-core/read-model/read-model.ts';
import { finished } from '../../src-core/steps.ts';
import { readOnnxFile } from '../files/read-onnx.ts';
import { rowOf } from './lively-file.fixture.ts';
import { exportModelOf, filledModelOf, writeModelFile } from './model.ts';
import { seededValues } from './session.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'own-file-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A row with a sequence in it that no block is. */
const design = finished(
  inSequences(
    rowOf([
      ['conv-unit', { outChannels: 24 }],
      ['prelu', {}],
      ['conv-unit', { outChannels: 12 }],
    ]),
    catalogue,
    new Map(['item1', 'item2'].map((id) => [id, ['body']])),
  ),
);

/** What was read of the file that a design is exported as, and how far the one is off the other. */
async function back(
  exported: Design,
  keepDesign: boolean,
  depth: Depth,
): Promise<{ readonly model: Model; readonly difference: number; readonly path: string }> {
  const path = join(folder, `${depth}.onnx`);
  const written = await exportModelOf(serializeDesign(exported), '1', { seed: 9, keepDesign });
  if (!written.ok) throw new Error(JSON.stringify(written.issues));
  await writeModelFile(written.value, path, 'write', () => undefined);
  const inputs = Object.fromEntries(
    written.value.program.inputs.map((end): [string, Tensor] => [
      end.name,
      { shape: end.shape, data: seededValues(end, 1) },
    ]),
  );
  const bytes = readFileSync(path);
  const expected = Object.values(
    await onnxruntime({ bytes: bytes.length, nodes: 0, chunks: [bytes] }, inputs),
  );
  const read = await readOnnxFile(path, depth);
  if (!read.ok) throw new Error(JSON.stringify(read.issues));
  const { analysis } = read.value;
  expect(newWeightsIn(analysis)).toEqual([]);
  const filled = await filledModelOf(serializeDesign(analysis.design), '1');
  if (!filled.ok) throw new Error(JSON.stringify(filled.issues));
  const got = Object.values(await onnxruntime(filled.value.onnx, inputs));
  return { model: read.value, difference: relativeDifference(got[0], expected[0]!), path };
}

test('a design that its file keeps opens with the weights of the file, and is the very design otherwise', async () => {
  const { model, difference, path } = await back(design, true, 'own');
  expect(model.isOwn).toBe(true);
  const opened = model.analysis.design;
  expect(opened.weights).toMatchObject({ file: path, format: 'onnx' });
  expect(serializeDesign(withFreshWeights(opened))).toBe(serializeDesign(design));
  expect(difference).toBeLessThan(1e-5);

  const again = await back(opened, true, 'own');
  expect(again.model.isOwn).toBe(true);
  expect(again.difference).toBeLessThan(1e-5);
}, 60_000);

test('what a file keeps of its design says nothing of where weights came from', async () => {
  const weights = {
    file: join(folder, 'secret', 'elsewhere.onnx'),
    format: 'onnx',
    sha256: '0'.repeat(64),
  } as const;
  const exported = await exportModelOf(serializeDesign({ ...design, weights }), '1', {});
  if (!exported.ok) throw new Error(JSON.stringify(exported.issues));
  const text = Buffer.concat([...exported.value.onnx.chunks]).toString('latin1');
  expect(text).toContain('blockwright.design');
  expect(text).not.toContain('elsewhere');
});

test('items inside a sequence of modules keep the weights of the file', async () => {
  const { model, difference } = await back(design, false, 'blocks');
  expect(model.isOwn).toBe(false);
  const inside = model.analysis.design.nodes.filter(({ parent, weights }) => parent && weights);
  expect(inside.map(({ definition }) => definition)).toEqual(['conv-unit', 'prelu']);
  expect(difference).toBeLessThan(1e-5);
}, 60_000);
