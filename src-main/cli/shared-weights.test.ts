import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { siamese, withItem } from '../../src-core/analysis/shared-design.fixture.ts';
import type { Design } from '../../src-core/document/design.ts';
import { serializeDesign } from '../../src-core/document/serialize.ts';
import { cli } from './captured.ts';
import { cliJson } from './captured-json.fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'blockwright-shared-'));
const file = join(folder, 'siamese.blockwright.json');
const write = (design: Design) => writeFileSync(file, serializeDesign(design));
afterAll(() => rmSync(folder, { recursive: true }));

test('analyze lists whose weights an item runs with, and counts them once', async () => {
  write(siamese);
  const { code, json } = await cliJson(['analyze', file]);
  expect(code).toBe(0);
  expect(json).toMatchObject({ totals: { params: 10, weightBytes: 40 } });
  const { nodes } = json as { nodes: readonly { path: string; params: number; weightsOf?: string }[] };
  expect(nodes.filter(({ weightsOf }) => weightsOf !== undefined)).toMatchObject([
    { path: 'conv_b', params: 0, weightsOf: 'conv_a' },
  ]);
  const { out } = await cli(['analyze', file]);
  expect(out).toContain('WEIGHTS OF');
  expect(out).toMatch(/conv_b +conv2d .* 0 +conv_a /);
});

test('no column speaks of it where nothing is shared', async () => {
  write(withItem(siamese, 'conv_b', { weightsOf: undefined }));
  const { out } = await cli(['analyze', file]);
  expect(out).toMatch(/params +20\n/);
  expect(out).not.toContain('WEIGHTS OF');
});

test('a problem names the item and the field', async () => {
  write(withItem(siamese, 'conv_b', { fields: { outChannels: 1, bias: false } }));
  const { code, err } = await cli(['formula', file]);
  expect(code).toBe(2);
  expect(err).toContain('conv_b, field bias: takes the weights of conv_a, whose bias is true, not false');
});
