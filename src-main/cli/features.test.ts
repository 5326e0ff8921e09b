import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { NetworkItem } from '../../src-core/networks/ready-network.ts';
import { network } from '../../src-core/networks/ready-network.ts';
import { readPng } from '../files/png.ts';
import { builtRunner } from '../runner/built.fixture.ts';
import { cli } from './captured.ts';
import { cliJson } from './captured-json.fixture.ts';
import { decodeNpy } from './npy.ts';

let folder: string;
let runner: string;
let design: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'features-'));
  runner = await builtRunner('cli-features');
  design = join(folder, 'small.blockwright.json');
  const items: readonly NetworkItem[] = [
    { id: 'input', definition: 'input', fields: { channels: 3, height: 16, width: 16 } },
    { id: 'conv', definition: 'conv2d', fields: { outChannels: 12 } },
    { id: 'block', definition: 'hs-block', fields: { w: 3, s: 4 } },
    { id: 'output', definition: 'output' },
  ];
  writeFileSync(design, JSON.stringify(network('Small', [], items)));
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Features {
  readonly weights: { readonly random: boolean; readonly seed: number };
  readonly tensors: readonly {
    readonly path: string;
    readonly shape: readonly number[];
    readonly channels: readonly { readonly min: number; readonly max: number; readonly mean: number }[];
    readonly redundancy: { readonly share: number | null } | null;
  }[];
  readonly field: {
    readonly theoretical: { readonly rows: { readonly max: { readonly size: number } | null } } | null;
    readonly effective: {
      readonly rows: number;
      readonly columns: number;
      readonly cell: readonly number[];
    } | null;
  };
}

async function features(...args: readonly string[]): Promise<Features> {
  const { code, json, err } = await cliJson(['features', design, ...args], runner);
  expect([code, err]).toEqual([0, '']);
  return json as Features;
}

describe('with the real runtime', { timeout: 60_000 }, () => {
  test('channels hold what a run computes, and the items inside a block are shown with it', async () => {
    const path = join(folder, 'out.npy');
    await cli(['run', design, '--output', path, '--warmup', '0', '--runs', '1'], runner);
    const out = decodeNpy(readFileSync(path));
    if (!out.ok) throw new Error('the output cannot be read');
    const found = await features('--item', 'block');
    expect(found.weights).toEqual({ random: true, seed: 0 });
    expect(found.tensors[0]).toMatchObject({ path: 'block', shape: [1, 12, 16, 16] });
    const { data } = out.value;
    for (const [channel, { min, max }] of found.tensors[0]!.channels.entries()) {
      const own = data.subarray(channel * 256, (channel + 1) * 256);
      expect([min, max]).toEqual([Math.min(...own), Math.max(...own)]);
    }
    expect(found.tensors.slice(1).every((one) => /^block\/[^/]+$/.test(one.path))).toBe(true);
    expect(found.tensors.map((one) => one.path)).toContain('block/group2');
  });

  test('the effective field of one convolution is its window', async () => {
    const { field } = await features('--item', 'conv', '--sample', 'gratings', '--field');
    expect(field.theoretical?.rows.max?.size).toBe(3);
    expect(field.effective).toMatchObject({ rows: 3, columns: 3, cell: [1, 1] });
  });

  test('a picture that was written can be run on, and the input itself is shown', async () => {
    const png = join(folder, 'conv.png');
    await features('--item', 'conv', '--sample', 'shapes', '--png', png);
    const grid = readPng(readFileSync(png));
    // Twelve maps of 16 pixels and white between them.
    expect([grid.width, grid.height]).toEqual([3 * 17 + 1, 4 * 17 + 1]);
    const seen = await features('--item', 'input', '--image', png);
    expect(seen.tensors[0]).toMatchObject({ path: 'input', shape: [1, 3, 16, 16] });
    expect(seen.tensors[0]!.redundancy?.share).toBe(1);
    expect((await cli(['features', design, '--item', 'conv', '--png', png], runner)).code).toBe(2);
  });
});

test.each([
  [['--item', 'cnov'], 'conv'],
  [['--item', 'conv', '--sample', 'shapes', '--image', 'x.png'], 'not both'],
  [['--item', 'conv', '--image', '/nowhere.png'], 'there is no such file'],
  [['--item', 'conv', '--image', process.execPath], 'bytes; at most'],
])('what cannot be shown is said: %j', async (args, says) => {
  const { code, err } = await cli(['features', design, ...args], runner);
  expect(code).toBe(2);
  expect(err).toContain(says);
});

test('a file that is no PNG is said to be none', async () => {
  const { err } = await cli(['features', design, '--item', 'conv', '--image', design], runner);
  expect(err).toContain('cannot be read as a picture: it is no PNG');
});
