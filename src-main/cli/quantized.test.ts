import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { NetworkItem } from '../../src-core/networks/ready-network.ts';
import { network } from '../../src-core/networks/ready-network.ts';
import { greyPng } from '../files/png.ts';
import { builtRunner } from '../runner/built.fixture.ts';
import { cli } from './captured.ts';
import { cliJson } from './captured-json.fixture.ts';
import { decodeNpy } from './npy.ts';

/** Designs in whole numbers of 8 bits, as users come to them. */

let folder: string;
let runner: string;
let design: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'quantized-'));
  runner = await builtRunner('cli-quantized');
  design = join(folder, 'small.blockwright.json');
  const items: readonly NetworkItem[] = [
    { id: 'input', definition: 'input', fields: { channels: 3, height: 32, width: 32 } },
    { id: 'stem', definition: 'conv-unit', fields: { outChannels: 24 } },
    { id: 'block', definition: 'hs-block', fields: { w: 8, s: 3 } },
    { id: 'head', definition: 'head', fields: { classes: 10 } },
    { id: 'output', definition: 'output' },
  ];
  writeFileSync(design, JSON.stringify(network('Small', [], items)));
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const json = async (...args: readonly string[]) => {
  const { code, json: answer, err } = await cliJson(args, runner);
  expect([code, err]).toEqual([0, '']);
  return answer as Record<string, unknown>;
};

describe('with the real runtime', { timeout: 60_000 }, () => {
  test('an export says how far it is off single precision, and a run is as far off', async () => {
    const [whole, real] = [join(folder, 'whole.onnx'), join(folder, 'real.onnx')];
    const { roundingShare, foldedNorms } = await json(
      'export',
      design,
      '--onnx',
      whole,
      '--precision',
      'int8',
    );
    expect(foldedNorms).toBe(3);
    expect(await json('export', design, '--onnx', real)).not.toHaveProperty('roundingShare');
    expect(statSync(whole).size).toBeLessThan(statSync(real).size);

    const outputs = await Promise.all(
      ['int8', 'fp32'].map(async (precision) => {
        const path = join(folder, `${precision}.npy`);
        await json('run', design, '--precision', precision, '--output', path, '--runs', '1', '--warmup', '0');
        const read = decodeNpy(readFileSync(path));
        if (!read.ok) throw new Error(JSON.stringify(read.issues));
        return read.value.data;
      }),
    );
    const [rounded, exact] = outputs as [Float32Array, Float32Array];
    const squares = (values: Float32Array) => values.reduce((sum, value) => sum + value * value, 0);
    const share = Math.sqrt(squares(rounded.map((value, at) => value - exact[at]!)) / squares(exact));
    expect(share).toBeGreaterThan(0);
    expect(share).toBeLessThan(0.1);
    expect(Number(roundingShare)).toBeCloseTo(share, 5);
  });

  test('every kernel has its item, and the design is the one that is timed in single precision', async () => {
    const asked = ['--runs', '2', '--warmup', '1'];
    const profile = await json('profile', design, '--precision', 'int8', ...asked);
    expect(profile).toMatchObject({ precision: 'int8', unattributedMs: 0 });
    const run = await json('run', design, ...asked);
    expect(profile.graph).toBe(run.graph);
  });

  test('the file opens as the design again, and without its text as the same blocks', async () => {
    const path = join(folder, 'again.onnx');
    const { totals: counted } = (await json('analyze', design)) as { totals: { macs: number } };
    for (const more of [[], ['--no-design']]) {
      await json('export', design, '--onnx', path, '--force', '--precision', 'int8', ...more);
      const { code, json: answer } = await cliJson(['import', path], runner);
      expect(code).toBe(0);
      const { raised, totals } = answer as {
        raised: { share: number; items: readonly { path: string }[] };
        totals: { macs: number };
      };
      expect(raised.items.map(({ path: item }) => item)).toEqual(expect.arrayContaining(['stem', 'block']));
      expect([raised.share, totals.macs]).toEqual([1, counted.macs]);
    }
  });

  test('ranges are seen on the pictures that are given, and they go with whole numbers alone', async () => {
    const [dark, path] = [join(folder, 'dark.png'), join(folder, 'dark.onnx')];
    writeFileSync(dark, greyPng({ width: 8, height: 8, data: new Uint8Array(64) }));
    const args = ['export', design, '--onnx', path, '--ranges-from', dark];
    const told = await json(...args, '--precision', 'int8');
    const onNoise = await json('export', design, '--onnx', path, '--force', '--precision', 'int8');
    expect(told.roundingShare).not.toBe(onNoise.roundingShare);
    const refused = await cli([...args, '--force'], runner);
    expect([refused.code, refused.err]).toEqual([2, expect.stringContaining('--precision int8')]);
    writeFileSync(dark, 'no picture');
    const broken = await cli([...args, '--force', '--precision', 'int8'], runner);
    expect([broken.code, broken.err]).toEqual([2, expect.stringContaining('dark.png')]);
  });
});
