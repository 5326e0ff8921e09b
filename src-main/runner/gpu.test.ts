import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { softwareVulkan } from '../../scripts/browser.mjs';
import type { DeviceName, DeviceReport } from '../../src-core/contract.ts';
import type { RealPrecision } from '../../src-core/lower/onnx-options.ts';
import { realPrecisions } from '../../src-core/lower/onnx-options.ts';
import { network } from '../../src-core/networks/ready-network.ts';
import { builtRunner } from './built.fixture.ts';
import { RunnerClient } from './client.ts';
import { largestDifference } from './difference.ts';

/** `card` for a real one, `software` for the adapter of the browser package; without it nothing here is run. */
const wanted = process.env.BLOCKWRIGHT_TEST_GPU;

const design = JSON.stringify(
  network(
    'Bottleneck',
    [],
    [
      { id: 'input', definition: 'input', fields: { channels: 64, height: 16, width: 16 } },
      { id: 'bottleneck', definition: 'hs-bottleneck', fields: { planes: 16, first: false } },
      { id: 'output', definition: 'output' },
    ],
  ),
);

/** Shares of the largest value; half precision has 11 bits, and sums over some hundred products. */
const tolerances: Readonly<Record<RealPrecision, number>> = { fp32: 1e-4, fp16: 2e-2 };

describe.runIf(wanted !== undefined)('devices with a graphics card', { timeout: 300_000 }, () => {
  let client: RunnerClient;
  let working: readonly DeviceReport[] = [];
  beforeAll(async () => {
    const env = wanted === 'software' ? (await softwareVulkan())?.env : {};
    client = new RunnerClient({ version: '1.2.3', entry: await builtRunner('gpu'), env: env ?? {} });
    const reports = await client.devices();
    if (!reports.ok) throw new Error(JSON.stringify(reports.issues));
    for (const report of reports.value) console.log(JSON.stringify(report));
    working = reports.value.filter(({ name, available }) => name !== 'cpu' && available);
  }, 300_000);
  afterAll(() => client.close());

  async function valuesOn(device: DeviceName, precision: RealPrecision): Promise<Float32Array> {
    const run = { kind: 'evaluate', design, device, precision, warmup: 0, runs: 1, inputs: [] } as const;
    const done = await client.start(run).result;
    if (!done.ok) throw new Error(JSON.stringify([device, precision, done.issues]));
    expect(done.value).toMatchObject({ device, precision });
    return done.value.outputs[0]!.data;
  }

  test('there is one, it is named, and only a software adapter is called one', () => {
    expect(working).not.toEqual([]);
    const software = working.filter(({ adapter }) => adapter?.includes('on the CPU'));
    expect(software).toHaveLength(wanted === 'software' ? 1 : 0);
  });

  test('each computes what the cpu does, in each precision that it has', async () => {
    const right = await valuesOn('cpu', 'fp32');
    const largest = right.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    for (const { name, precisions: supports } of working) {
      for (const precision of realPrecisions) {
        if (supports?.[precision] === 'none') continue;
        const difference = largestDifference(await valuesOn(name, precision), right) / largest;
        console.log(`${name} ${precision}: off by ${difference.toExponential(1)} of the largest value`);
        expect(difference).toBeLessThanOrEqual(tolerances[precision]);
      }
    }
  });

  test('each says where the time goes, to the last microsecond', async () => {
    for (const { name } of working) {
      const done = await client.start({ kind: 'profile', design, device: name, warmup: 1, runs: 2 }).result;
      if (!done.ok) throw new Error(JSON.stringify([name, done.issues]));
      const { nodes, kernels, unattributedMs, overheadMs, totalMs } = done.value;
      const us = (ms: number): number => Math.round(ms * 1000);
      const rows = nodes.reduce((sum, { ms }) => sum + us(ms), 0);
      expect(rows + us(unattributedMs) + us(overheadMs)).toBe(us(totalMs));
      const share = unattributedMs / (rows / 1000 + unattributedMs);
      console.log(`${name}: ${kernels} kernels, ${(100 * share).toFixed(2)}% of their time unattributed`);
      expect(share).toBeLessThanOrEqual(0.005);
    }
  });
});
