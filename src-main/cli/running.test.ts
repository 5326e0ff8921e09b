import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deviceNames } from '../../src-core/contract.ts';
import { builtRunner } from '../runner/built.fixture.ts';
import { capturingIo, cli } from './captured.ts';
import { cliJson } from './captured-json.fixture.ts';
import { runCli } from './run-cli.ts';

const node = (id: string, definition: string, fields: object = {}) => ({
  id,
  definition,
  fields,
  position: { x: 0, y: 0 },
});
const edge = (from: string, to: string) => ({
  id: `${from}-${to}`,
  from: { node: from, port: 'out' },
  to: { node: to, port: 'in' },
});

/** Input, one HS bottleneck, Output. */
const small = {
  format: 'blockwright',
  version: 1,
  title: 'One bottleneck',
  variables: [{ name: 'w', kind: 'integer', value: 8, min: 1, max: 64 }],
  nodes: [
    node('input', 'input', { channels: 64, height: 32, width: 32 }),
    node('item', 'hs-bottleneck', { planes: 16, first: false, w: { expression: 'w' } }),
    node('output', 'output'),
  ],
  edges: [edge('input', 'item'), edge('item', 'output')],
};

let folder: string;
let runner: string;
let design: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cli-'));
  design = join(folder, 'small.blockwright.json');
  writeFileSync(design, JSON.stringify(small));
  runner = await builtRunner('cli');
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const quick = ['--warmup', '1', '--runs', '3'];

interface Run {
  readonly device: string;
  readonly threads: number;
  readonly ms: { readonly min: number; readonly median: number; readonly p90: number };
  readonly interval: readonly [number, number];
  readonly p99: number;
  readonly peakBytes: {
    readonly bound: number;
    readonly predicted: number;
    readonly measured: number | null;
  };
  readonly graph: string;
  readonly at: string;
}

const runFields = [
  ...['device', 'threads', 'warmup', 'runs', 'ms', 'interval', 'p99', 'steady', 'busy', 'signs'],
  ...['precision', 'level', 'batch', 'loadMs', 'firstMs', 'peakBytes', 'graph', 'at', 'output'],
];

function expectTimes({ ms, threads, interval, p99, peakBytes, graph, at }: Run): void {
  expect(interval[0]).toBeLessThanOrEqual(ms.median);
  expect(interval[1]).toBeGreaterThanOrEqual(ms.median);
  expect(p99).toBeGreaterThanOrEqual(ms.p90);
  expect(peakBytes.predicted).toBeGreaterThan(0);
  expect(peakBytes.bound).toBeGreaterThan(peakBytes.predicted);
  if (process.platform === 'linux') expect(peakBytes.measured).toBeGreaterThan(0);
  expect(graph).toMatch(/^[0-9a-f]{64}$/);
  expect(Math.abs(Date.now() - Date.parse(at))).toBeLessThan(60_000);
  expect(threads).toBeGreaterThan(0);
  expect(ms.min).toBeGreaterThan(0);
  expect(ms.median).toBeGreaterThanOrEqual(ms.min);
  expect(ms.p90).toBeGreaterThanOrEqual(ms.median);
}

describe('with the real runner', { timeout: 120_000 }, () => {
  test('run prints one document of the stated shape', async () => {
    const { code, json } = await cliJson(['run', design, ...quick], runner);
    expect(code).toBe(0);
    expect(Object.keys(json as object)).toEqual(runFields);
    const output = { shape: [1, 64, 32, 32] };
    expect(json).toMatchObject({ device: 'cpu', warmup: 1, runs: 3, precision: 'fp32', batch: 1, output });
    expectTimes(json as Run);
  });

  test('without a number runs are made until they are steady, or for as long as the rule allows', async () => {
    const { json } = await cliJson(['run', design, '--warmup', '1'], runner);
    const { runs, steady } = json as { readonly runs: number; readonly steady: boolean };
    expectTimes(json as Run);
    if (steady) expect(runs).toBeGreaterThanOrEqual(10);
    else expect(runs).toBeGreaterThan(0);
  });

  test('profile puts every kernel in one place, and the figures add up', async () => {
    const { code, json } = await cliJson(['profile', design, ...quick], runner);
    expect(code).toBe(0);
    const report = json as Run & {
      readonly kernels: number;
      readonly nodes: readonly { path: string; ms: number; share: number; kernels: number }[];
      readonly unattributedMs: number;
      readonly overheadMs: number;
      readonly totalMs: number;
      readonly unprofiledMs: number;
    };
    expect(Object.keys(report)).toEqual([
      ...runFields,
      'kernels',
      'cost',
      'nodes',
      'items',
      'wires',
      'split',
      'unattributedMs',
      'overheadMs',
      'totalMs',
      'unprofiledMs',
      'change',
      'kept',
    ]);
    const paths = report.nodes.map((node) => node.path);
    expect(new Set(paths).size).toBe(paths.length);
    expect(paths).toContain('item/hs/group2/conv');
    const items = report.nodes.reduce((sum, node) => sum + node.ms, 0);
    expect(items + report.unattributedMs + report.overheadMs).toBeCloseTo(report.totalMs, 6);
  });

  test('a kernel of several items is split by the rule that is asked for, and the run becomes a trace', async () => {
    const trace = join(folder, 'run.trace.json');
    const args = ['profile', design, ...quick, '--split', 'equal', '--trace', trace];
    const { code, json } = await cliJson(args, runner);
    expect(code).toBe(0);
    const { nodes, items, wires, split, kernels } = json as {
      readonly nodes: readonly {
        readonly path: string;
        readonly shared: boolean;
        readonly macs: number;
        readonly bytes: number | null;
        readonly bound: string | null;
        readonly shareOfCeiling: number | null;
      }[];
      readonly items: readonly { readonly path: string; readonly reason: string }[];
      readonly wires: readonly { readonly from: string; readonly to: string; readonly ms: number }[];
      readonly split: string;
      readonly kernels: number;
    };
    expect(split).toBe('equal');
    const conv = nodes.find(({ path }) => path === 'item/conv1/conv')!;
    // 64 channels to 40, kernel 1: that of the norm and the activation fused into it is counted with them.
    expect(conv).toMatchObject({ shared: true, macs: 64 * 40 * 32 * 32 });
    expect(nodes.map(({ path }) => path)).toContain('item/conv1/act');
    for (const { bytes } of nodes) expect(bytes).toBeGreaterThan(0);
    for (const { from, to } of wires) expect(from).not.toBe(to);
    expect(items.find(({ path }) => path === 'item')?.reason).toMatch(
      /^item moves [\d.]+ MB for [\d.]+ MMACs/,
    );

    const { traceEvents } = JSON.parse(readFileSync(trace, 'utf8')) as {
      traceEvents: readonly { readonly tid: number; readonly ph: string }[];
    };
    expect(traceEvents.filter(({ ph, tid }) => ph === 'X' && tid === 2).length).toBe(kernels);
    const again = await cliJson(args, runner);
    expect(again.json).toMatchObject({ issues: [{ code: 'file/exists', where: { file: trace } }] });
  });

  test('export writes the bytes that compare counted, and replaces nothing unasked', async () => {
    const path = join(folder, 'small.onnx');
    const args = ['export', design, '--onnx', path];
    const first = await cliJson(args, runner);
    expect(first.code).toBe(0);
    const bytes = statSync(path).size;
    expect(first.json).toEqual({ path, bytes, nodes: expect.any(Number), foldedNorms: 0 });
    const compared = await cliJson(['compare', design]);
    expect(compared.json).toMatchObject({ designs: [{ design, bytes }] });

    writeFileSync(path, 'mine');
    const second = await cliJson(args, runner);
    expect(second.code).toBe(2);
    expect(second.json).toMatchObject({ issues: [{ code: 'file/exists', where: { file: path } }] });
    expect(statSync(path).size).toBe(4);
    const forced = await cliJson([...args, '--force'], runner);
    expect(forced.json).toEqual({ path, bytes, nodes: expect.any(Number), foldedNorms: 0 });
  });

  test('export into a folder that is not there is a sentence', async () => {
    const { code, err } = await cli(['export', design, '--onnx', join(folder, 'no', 'x.onnx')], runner);
    expect(code).toBe(2);
    expect(err).toContain('its folder is not there');
  });

  test('compare measures where a device is named', async () => {
    const { code, json } = await cliJson(
      ['compare', design, 'res2net-50', '--device', 'cpu', ...quick],
      runner,
    );
    expect(code).toBe(0);
    const { baseline, designs } = json as { baseline: string; designs: { design: string; ms: number }[] };
    expect(baseline).toBe(design);
    expect(designs.map((one) => one.design)).toEqual([design, 'res2net-50']);
    for (const { ms } of designs) expect(ms).toBeGreaterThan(0);
  });

  test('devices tells for each whether it works, or why not', async () => {
    const { code, json } = await cliJson(['devices'], runner);
    expect(code).toBe(0);
    const found = json as {
      name: string;
      available: boolean;
      adapter: string | null;
      reason: string | null;
      remedy: string | null;
    }[];
    expect(found.map(({ name }) => name)).toEqual(deviceNames);
    for (const device of found) {
      expect(Object.keys(device)).toEqual([
        ...['name', 'available', 'adapter', 'driver', 'memoryBytes', 'precisions', 'reason', 'remedy'],
      ]);
      expect(device.reason === null).toBe(device.available);
    }
    const precisions = { fp32: 'native', fp16: expect.stringMatching(/^(native|casts)$/) };
    const cpu = { available: true, memoryBytes: totalmem(), precisions, remedy: null };
    expect(found.find(({ name }) => name === 'cpu')).toMatchObject(cpu);
    // What no machine has: one of them is always for another system.
    const absent = found.filter(({ available }) => !available);
    expect(absent.some(({ remedy }) => remedy?.includes('choose another device here'))).toBe(true);
  });

  test('a variable and the input that are set reach the runner', async () => {
    const args = ['run', design, '--set', 'w=12', '--input', '2,64,8,8', ...quick];
    expect((await cliJson(args, runner)).json).toMatchObject({ output: { shape: [2, 64, 8, 8] } });
  });

  test('precision, level, threads and batch are set on the command line', async () => {
    const settings = ['--precision', 'fp16', '--level', 'basic', '--threads', '1', '--batch', '3'];
    const { json, code } = await cliJson(['run', design, ...settings, ...quick], runner);
    expect(code).toBe(0);
    const output = { shape: [3, 64, 32, 32] };
    expect(json).toMatchObject({ precision: 'fp16', level: 'basic', threads: 1, batch: 3, output });
    const { out } = await cli(['profile', design, ...settings, ...quick], runner);
    expect(out).toMatch(/^settings +fp16, optimizations: basic, batch 3$/m);
    const compared = await cliJson(
      ['compare', design, '--device', 'cpu', ...settings.slice(0, 4), ...quick],
      runner,
    );
    expect(compared.code).toBe(0);
  });

  test('batches are run one by one, with throughput, latency, start and memory', async () => {
    const { code, json } = await cliJson(['run', design, '--batches', '1,4', ...quick], runner);
    expect(code).toBe(0);
    const { batches } = json as {
      batches: readonly {
        batch: number;
        imagesPerSecond: number;
        msPerImage: number;
        run: Run & { batch: number; loadMs: number; firstMs: number; output: { shape: readonly number[] } };
      }[];
    };
    expect(batches.map(({ batch, run }) => [batch, run.batch, run.output.shape[0]])).toEqual([
      [1, 1, 1],
      [4, 4, 4],
    ]);
    for (const { batch, imagesPerSecond, msPerImage, run } of batches) {
      expectTimes(run);
      expect(imagesPerSecond * run.ms.median).toBeCloseTo(1000 * batch, 6);
      expect(msPerImage * batch).toBeCloseTo(run.ms.median, 9);
      expect(run.loadMs).toBeGreaterThan(0);
      expect(run.firstMs).toBeGreaterThan(0);
    }
    expect(batches[1]!.run.peakBytes.bound).toBeGreaterThan(batches[0]!.run.peakBytes.bound);
    const { out } = await cli(['run', design, '--batches', '1,4', ...quick], runner);
    expect(out).toMatch(
      /^BATCH +MEDIAN +95% BETWEEN +PER IMAGE +IMAGES\/S +LOAD +FIRST RUN +PEAK, PREDICTED +MEASURED$/m,
    );
  });

  test('a batch that does not fit says so, and the others are measured', async () => {
    const { code, json, err } = await cliJson(['run', design, '--batches', '1,65536', ...quick], runner);
    expect(code).toBe(2);
    expect(json).toMatchObject({
      batches: [{ batch: 1 }, { batch: 65_536, run: null, imagesPerSecond: null }],
    });
    expect(err).toContain('of memory');
  });

  test('the tables have units', async () => {
    const run = await cli(['run', design, ...quick], runner);
    expect(run.out).toMatch(/^median +[\d.]+ ms, 95% interval [\d.]+ ms to [\d.]+ ms$/m);
    const profile = await cli(['profile', design, ...quick], runner);
    expect(profile.out).toMatch(/^ITEM +TIME +SHARE +KERNELS +MACs +GMAC\/s +BOUND +OF CEILING$/m);
    expect(profile.out).toMatch(/^without profiling +[\d.]+ ms median$/m);
  });

  test('Ctrl+C cancels, leaves nothing behind and gives 130', async () => {
    const { io, out, err } = capturingIo(runner);
    const path = join(folder, 'cancelled.onnx');
    let interrupt = (): void => undefined;
    const interruptible = {
      ...io,
      watched: true,
      err: (text: string) => {
        io.err(text);
        if (text.includes('%')) interrupt();
      },
      onInterrupt: (handler: () => void) => {
        interrupt = handler;
        return () => undefined;
      },
    };
    const code = await runCli(['export', 'resnet-50', '--onnx', path, '--json'], interruptible);
    expect(code).toBe(130);
    expect(JSON.parse(out.join(''))).toMatchObject({ issues: [{ code: 'run/cancelled' }] });
    expect(err.at(-1)).toBe('cancelled\n');
    expect(readdirSync(folder).filter((name) => /cancelled|\.blockwright-/.test(name))).toEqual([]);
  });
});
