import { describe, expect, test } from 'vitest';
import { softwareVulkan } from '../../scripts/browser.mjs';
import { builtRunner } from './built.fixture.ts';
import { RunnerClient } from './client.ts';
import { isWhole, ofTenFamilies, ownedKernels, ownedSubjects, smallestOf } from './owned-kernels.fixture.ts';

const least = 0.995;

test.for(ownedSubjects)(
  '%s: items own the time of kernels at every level of optimization',
  { timeout: 600_000 },
  async (name) => {
    for (const { level, share, kernels, strays } of await ownedKernels(smallestOf(name))) {
      expect(kernels).toBeGreaterThan(0);
      expect(share, `${level}: ${[...new Set(strays)].slice(0, 5).join(', ')}`).toBeGreaterThanOrEqual(least);
    }
  },
);

/** A software GPU compiles the shaders of a network for minutes. */
describe.runIf(isWhole)('on the software adapter of WebGPU', () => {
  test.for(ofTenFamilies)(
    '%s: items own the time of kernels',
    { timeout: 900_000 },
    async (name, { skip }) => {
      const vulkan = await softwareVulkan();
      if (vulkan === null) return skip('there is no software Vulkan here');
      const entry = await builtRunner('owned-webgpu');
      const client = new RunnerClient({ version: '1.2.3', entry, env: vulkan.env });
      try {
        const design = JSON.stringify(smallestOf(name));
        const job = { kind: 'profile', design, device: 'webgpu', warmup: 1, runs: 1 } as const;
        const found = await client.start(job).result;
        if (!found.ok) throw new Error(JSON.stringify(found.issues));
        const { nodes, unattributedMs } = found.value;
        const owned = nodes.reduce((sum, { ms }) => sum + ms, 0);
        expect(owned).toBeGreaterThan(0);
        expect(owned / (owned + unattributedMs)).toBeGreaterThanOrEqual(least);
      } finally {
        await client.close();
      }
    },
  );
});
