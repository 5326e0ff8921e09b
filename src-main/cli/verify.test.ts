import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readOnnx } from '../../src-core/lower/onnx-read.ts';
import { pythonWith } from '../../src-core/lower/python.fixture.ts';
import { network } from '../../src-core/networks/ready-network.ts';
import { builtRunner } from '../runner/built.fixture.ts';
import { capturingIo, cli } from './captured.ts';
import { cliJson } from './captured-json.fixture.ts';
import { runCli } from './run-cli.ts';

const designText = JSON.stringify(
  network(
    'Small',
    [],
    [
      { id: 'input', definition: 'input', fields: { channels: 64, height: 16, width: 12 } },
      { id: 'first', definition: 'hs-bottleneck', fields: { planes: 16, first: false } },
      { id: 'second', definition: 'hs-bottleneck', fields: { planes: 16, first: false } },
      { id: 'output', definition: 'output' },
    ],
  ),
);

let folder: string;
let runner: string;
let design: string;
let exported: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'verify-'));
  design = join(folder, 'small.blockwright.json');
  exported = join(folder, 'small.onnx');
  writeFileSync(design, designText);
  runner = await builtRunner('cli-verify');
  expect((await cli(['export', design, '--onnx', exported], runner)).code).toBe(0);
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const python = pythonWith('torch');

interface Verified {
  readonly pairs: readonly {
    readonly a: string;
    readonly b: string;
    readonly maxAbs: number | null;
    readonly maxRel: number | null;
    readonly first: { readonly path: string } | null;
    readonly amplified?: { readonly path: string };
    readonly tensors: readonly { readonly path: string; readonly maxRel: number | null }[];
  }[];
  readonly ok: boolean;
}

async function verified(args: readonly string[]) {
  const { code, json, err } = await cliJson(['verify', ...args, '--device', 'cpu'], runner);
  return { code, err, report: json as Verified };
}

/** A copy of the exported file whose bytes were changed. */
function spoiled(name: string, change: (bytes: Buffer) => void): string {
  const bytes = readFileSync(exported);
  change(bytes);
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

describe('with the real runtime', { timeout: 120_000 }, () => {
  test('every tensor of every level is held against the reference', async () => {
    const { code, err, report } = await verified([design]);
    expect([code, err, report.ok]).toEqual([0, '', true]);
    expect(report.pairs.map(({ a, b, first }) => [a, b, first])).toEqual([
      ['reference', 'cpu/disabled/fp32', null],
      ['reference', 'cpu/all/fp32', null],
    ]);
    for (const { maxRel, maxAbs, tensors } of report.pairs) {
      expect(tensors.map(({ path }) => path)).toContain('second/hs/group2/conv');
      expect(tensors.length).toBeGreaterThan(40);
      // Two programs that add up in another order are not equal to the bit, and this close.
      expect(maxAbs).toBeGreaterThan(0);
      expect(maxRel).toBeLessThan(1e-5);
      expect(maxRel).toBe(Math.max(...tensors.map((tensor) => tensor.maxRel!)));
    }
  });

  test('half precision is as far from the reference as it must be', async () => {
    const { code, report } = await verified([design, '--precision', 'fp16']);
    expect([code, report.ok]).toEqual([0, true]);
    for (const { b, maxRel } of report.pairs) {
      expect(b).toMatch(/^cpu\/(disabled|all)\/fp16$/);
      expect(maxRel).toBeGreaterThan(1e-5);
    }
  });

  test('one weight of an exported file that was changed is named', async () => {
    const name = 'second/hs/group3/conv.weight';
    const file = spoiled('weight.onnx', (bytes) => {
      const read = readOnnx(bytes);
      const weight = read.ok ? read.value.initializers.find((one) => one.name === name) : undefined;
      const { raw } = weight!.data as { readonly raw: Uint8Array };
      new DataView(raw.buffer, raw.byteOffset).setFloat32(4 * 20, 2, true);
    });
    const { code, err, report } = await verified([design, '--onnx', file]);
    expect([code, report.ok]).toEqual([2, false]);
    for (const { first } of report.pairs) expect(first).toEqual({ path: 'second/hs/group3/conv' });
    expect(err).toContain('second/hs/group3/conv: cpu/all/fp32 parts from reference here by ');
  });

  test('a wrong pad of an exported file is named', async () => {
    const file = spoiled('pad.onnx', (bytes) => {
      const at = bytes.indexOf('pads', bytes.indexOf(Buffer.from('\x1a\x14first/hs/group2/conv', 'latin1')));
      const even = Buffer.from([0x40, 1, 0x40, 1, 0x40, 1, 0x40, 1]);
      expect(bytes.subarray(at + 4, at + 12)).toEqual(even);
      bytes.set([0x40, 2, 0x40, 1, 0x40, 0, 0x40, 1], at + 4);
    });
    const { report } = await verified([design, '--onnx', file]);
    expect(report.ok).toBe(false);
    for (const { first } of report.pairs) expect(first).toEqual({ path: 'first/hs/group2/conv' });
  });

  test('a file with norms folded, of another seed, agrees where it is said so', async () => {
    const path = join(folder, 'folded.onnx');
    await cli(['export', design, '--onnx', path, '--fold-norms', '--seed', '7'], runner);
    const { report } = await verified([design, '--onnx', path, '--seed', '7']);
    expect(report.ok).toBe(true);
    expect((await verified([design, '--onnx', path])).report.ok).toBe(false);
  });

  test('a file whose channels are filled up with zeros agrees, and the fastest way to write a design is found', async () => {
    const wide = ['--set', 'first.w=30', '--set', 'second.w=30'];
    const path = join(folder, 'aligned.onnx');
    await cli(['export', design, ...wide, '--onnx', path, '--lowering', 'aligned-16'], runner);
    const { report } = await verified([design, ...wide, '--onnx', path]);
    expect(report.ok).toBe(true);
    expect(report.pairs[0]!.tensors.length).toBeLessThan(40);
    const best = await cliJson(['export', design, '--onnx', path, '--lowering', 'best', '--force'], runner);
    expect([best.code, best.err]).toEqual([0, '']);
    expect((await verified([design, '--onnx', path])).report.ok).toBe(true);
  });

  test('a design of too much work for the reference is held against the plainest run, and says so', async () => {
    const { code, err, report } = await verified(['resnet-18', '--input', '1,3,176,176']);
    expect([code, report.ok]).toEqual([0, true]);
    expect(report.pairs.map(({ a, b }) => [a, b])).toEqual([['cpu/disabled/fp32', 'cpu/all/fp32']]);
    expect(err).toContain('the reference interpreter takes at most 1,000,000,000');
  });

  test.skipIf(python === undefined)(
    'PyTorch agrees; what it computes inside is not held against it',
    async () => {
      const { report } = await verified([design, '--pytorch', python!]);
      expect(report.ok).toBe(true);
      expect(report.pairs.at(-1)).toMatchObject({ a: 'reference', b: 'pytorch', first: null });
      expect(report.pairs.at(-1)!.tensors.map(({ path }) => path)).toEqual(['second/act']);
    },
  );
});

test.skipIf(python === undefined || process.platform === 'win32')(
  'what PyTorch computes otherwise is named by the first module that does',
  { timeout: 120_000 },
  async () => {
    const wrapper = join(folder, 'python3');
    const fault = `import torch
plain, calls = torch.nn.Conv2d._conv_forward, []
def conv(self, *rest):
    calls.append(self)
    return plain(self, *rest) * (1.01 if len(calls) == 5 else 1)
torch.nn.Conv2d._conv_forward = conv
`;
    writeFileSync(wrapper, `#!/bin/sh\nexec ${python} -c '${fault}'"$2"\n`, { mode: 0o755 });
    const { report } = await verified([design, '--pytorch', wrapper]);
    const [reference, , torch] = report.pairs;
    const convolutions = reference!.tensors.flatMap(({ path }) => (/conv$/.test(path) ? path : []));
    expect(torch!.first).toEqual({ path: convolutions[4] });
    expect(reference!.first).toBeNull();
  },
);

test('devices are probed only where all of them are asked for', { timeout: 120_000 }, async () => {
  const tried = async (args: readonly string[]) => {
    const { io, out } = capturingIo(runner);
    let probes = 0;
    const code = await runCli(['verify', design, '--json', ...args], {
      ...io,
      openRunner() {
        const opened = io.openRunner();
        return {
          start: opened.start.bind(opened),
          close: opened.close.bind(opened),
          devices() {
            probes += 1;
            return opened.devices();
          },
        };
      },
    });
    const report: Verified = JSON.parse(out.join(''));
    return { code, probes, devices: [...new Set(report.pairs.map(({ b }) => b.split('/')[0]))] };
  };
  expect(await tried([])).toEqual({ code: 0, probes: 0, devices: ['cpu'] });
  expect(await tried(['--device', 'cpu', '--device', 'cpu'])).toMatchObject({ probes: 0, devices: ['cpu'] });
  const all = await tried(['--device', 'all']);
  expect(all).toMatchObject({ code: 0, probes: 1 });
  expect(all.devices).toContain('cpu');
});

test('rounding that a gate makes larger is no difference; a weight that was changed behind it still is', {
  timeout: 120_000,
}, async () => {
  const steep = network(
    'Steep',
    [],
    [
      { id: 'input', definition: 'input', fields: { channels: 16, height: 32, width: 32 } },
      ...Array.from({ length: 12 }, (_, index) => ({
        ...{ id: `double${index}`, definition: 'add', to: ['a', 'b'] },
        from: index === 0 ? ['input', 'input'] : [`double${index - 1}`, `double${index - 1}`],
      })),
      { id: 'conv', definition: 'conv2d', fields: { outChannels: 16 } },
      { id: 'gate', definition: 'hard-sigmoid' },
      { id: 'output', definition: 'output' },
    ],
  );
  const path = join(folder, 'steep.blockwright.json');
  writeFileSync(path, JSON.stringify(steep));
  const { code, report } = await verified([path, '--precision', 'fp16']);
  expect(code).toBe(0);
  for (const pair of report.pairs) {
    expect(pair).toMatchObject({ first: null, amplified: { path: 'gate' } });
    expect(pair.maxRel).toBeGreaterThan(0.05);
  }
  const file = join(folder, 'steep.onnx');
  await cli(['export', path, '--onnx', file, '--precision', 'fp16'], runner);
  const bytes = readFileSync(file);
  const read = readOnnx(bytes);
  const weight = read.ok ? read.value.initializers.find(({ name }) => name === 'conv.weight') : undefined;
  const { raw } = weight!.data as { readonly raw: Uint8Array };
  // Half precision's 8.
  new DataView(raw.buffer, raw.byteOffset).setUint16(2 * 20, 0x4800, true);
  writeFileSync(file, bytes);
  const spoilt = await verified([path, '--onnx', file]);
  expect([spoilt.code, spoilt.report.ok]).toEqual([2, false]);
  for (const { first, amplified } of spoilt.report.pairs)
    expect([first, amplified]).toEqual([{ path: 'conv' }, undefined]);
});

describe('what cannot be verified is said', () => {
  test.each([
    [['--pytorch', '/nowhere/python3'], '/nowhere/python3 has no torch: it cannot be started'],
    [['--pytorch', process.execPath], 'has no torch: '],
    [['--onnx', '/nowhere/x.onnx'], 'there is no such file'],
    [['--device', 'gpu'], 'webgpu'],
  ])('%j', async (options, says) => {
    const { code, err } = await cli(['verify', design, '--device', 'cpu', ...options], runner);
    expect(code).toBe(2);
    expect(err).toContain(says);
  });

  test('a file of another design', async () => {
    const other = join(folder, 'other.blockwright.json');
    writeFileSync(
      other,
      designText.replaceAll('"output"', '"end"').replaceAll('"definition":"end"', '"definition":"output"'),
    );
    const { code, err } = await cli(['verify', other, '--onnx', exported, '--device', 'cpu'], runner);
    expect(code).toBe(2);
    expect(err).toContain('is not an export of this design: it has no end');
  });
});
