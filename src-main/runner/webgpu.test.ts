import { afterEach, expect, test } from 'vitest';
import { softwareVulkan } from '../../scripts/browser.mjs';
import { network } from '../../src-core/networks/ready-network.ts';
import { builtRunner } from './built.fixture.ts';
import { RunnerClient } from './client.ts';
import { largestDifference } from './difference.ts';

const design = JSON.stringify(
  network(
    'Bottleneck',
    [],
    [
      { id: 'input', definition: 'input', fields: { channels: 64, height: 8, width: 8 } },
      { id: 'bottleneck', definition: 'hs-bottleneck', fields: { planes: 16, first: false } },
      { id: 'output', definition: 'output' },
    ],
  ),
);

let client: RunnerClient | null = null;
afterEach(async () => {
  await client?.close();
});

/** A client whose processes find a GPU: one that is there, or the software driver of the npm browser package. */
async function clientWithGpu(): Promise<{ client: RunnerClient; adapter: string | null } | string> {
  const entry = await builtRunner('webgpu');
  let reason = '';
  for (const env of [{}, (await softwareVulkan())?.env]) {
    if (env === undefined) continue;
    client = new RunnerClient({ version: '1.2.3', entry, env });
    const reports = await client.devices();
    const webgpu = reports.ok ? reports.value.find(({ name }) => name === 'webgpu') : undefined;
    if (webgpu?.available) return { client, adapter: webgpu.adapter };
    reason = webgpu?.reason ?? '';
    await client.close();
  }
  return reason;
}

test('an HS bottleneck runs and profiles on WebGPU and equals the CPU', { timeout: 180_000 }, async ({
  skip,
}) => {
  const found = await clientWithGpu();
  if (typeof found === 'string') {
    console.log(`WebGPU test skipped: ${found}`);
    skip(found);
    return;
  }
  const { client, adapter } = found;
  console.log(`WebGPU adapter: ${adapter ?? 'not told'}`);
  const valuesOn = (device: 'cpu' | 'webgpu') =>
    client.start({ kind: 'evaluate', design, device, warmup: 0, runs: 1, inputs: [] }).result;
  const cpu = await valuesOn('cpu');
  const gpu = await valuesOn('webgpu');
  if (!cpu.ok || !gpu.ok) throw new Error(JSON.stringify([cpu, gpu]));
  expect(gpu.value.outputs[0]!.shape).toEqual([1, 64, 8, 8]);
  expect(largestDifference(gpu.value.outputs[0]!.data, cpu.value.outputs[0]!.data)).toBeLessThanOrEqual(1e-4);

  const job = { design, device: 'webgpu', warmup: 1, runs: 1 } as const;
  const profile = await client.start({ kind: 'profile', ...job }).result;
  if (!profile.ok) throw new Error(JSON.stringify(profile.issues));
  expect(profile.value).toMatchObject({ device: 'webgpu', adapter, runs: 1 });
  const { nodes, kernels, unattributedMs, overheadMs, totalMs } = profile.value;
  const us = (ms: number): number => Math.round(ms * 1000);
  const rows = nodes.reduce((sum, { ms }) => sum + us(ms), 0);
  expect(rows + us(unattributedMs) + us(overheadMs)).toBe(us(totalMs));
  expect(unattributedMs).toBeLessThanOrEqual(0.005 * (rows / 1000 + unattributedMs));
  expect(nodes.reduce((sum, row) => sum + row.kernels, 0)).toBe(kernels);
  expect(nodes.map(({ path }) => path)).toEqual(
    expect.arrayContaining(['bottleneck/conv1/conv', 'bottleneck/hs/split', 'bottleneck/conv3/conv']),
  );
});
