import { afterAll, beforeAll, expect, test } from 'vitest';
import { optimizationLevels } from '../../src-core/contract.ts';
import { network } from '../../src-core/networks/ready-network.ts';
import { builtRunner } from './built.fixture.ts';
import { RunnerClient } from './client.ts';
import { largestDifference } from './difference.ts';

/** A bottleneck, then what half precision would overflow or round away: a norm over channels and a mean. */
const design = JSON.stringify(
  network(
    'Half',
    [],
    [
      { id: 'input', definition: 'input', fields: { channels: 64, height: 16, width: 16 } },
      { id: 'bottleneck', definition: 'hs-bottleneck', fields: { planes: 16, first: false } },
      { id: 'pool', definition: 'global-avg-pool' },
      { id: 'flat', definition: 'flatten' },
      { id: 'fc', definition: 'linear', fields: { outFeatures: 10 } },
      { id: 'softmax', definition: 'softmax' },
      { id: 'output', definition: 'output' },
    ],
  ),
);

let client: RunnerClient;
beforeAll(async () => {
  client = new RunnerClient({ version: '1.2.3', entry: await builtRunner('precision') });
});
afterAll(() => client.close());

const job = { design, device: 'cpu', warmup: 0, runs: 2 } as const;

async function valuesOf(settings: object): Promise<Float32Array> {
  const done = await client.start({ kind: 'evaluate', ...job, inputs: [], ...settings }).result;
  if (!done.ok) throw new Error(JSON.stringify(done.issues));
  expect(done.value).toMatchObject(settings);
  return done.value.outputs[0]!.data;
}

test('half precision computes what single does but for its rounding, and says so', async () => {
  const single = await valuesOf({ precision: 'fp32' });
  const half = await valuesOf({ precision: 'fp16' });
  const difference = largestDifference(half, single);
  // Not equal: then it would have been run in single precision. Half has 11 bits.
  expect(difference).toBeGreaterThan(0);
  expect(difference).toBeLessThan(2e-3);
});

test.for(optimizationLevels)('at the level %s the same is computed', async (level) => {
  const plain = await valuesOf({ level: 'disabled', threads: 1 });
  expect(largestDifference(await valuesOf({ level }), plain)).toBeLessThan(1e-6);
});

test.for(optimizationLevels)('in half precision at the level %s every kernel has its item', async (level) => {
  const done = await client.start({ kind: 'profile', ...job, precision: 'fp16', level }).result;
  if (!done.ok) throw new Error(JSON.stringify(done.issues));
  const { nodes, kernels, unattributedMs, precision } = done.value;
  expect(precision).toBe('fp16');
  const rows = nodes.reduce((sum, { ms }) => sum + ms, 0);
  expect(unattributedMs).toBeLessThanOrEqual(0.005 * (rows + unattributedMs));
  expect(nodes.reduce((sum, row) => sum + row.kernels, 0)).toBe(kernels);
  expect(nodes.map(({ path }) => path)).toContain('bottleneck/conv1/conv');
});
