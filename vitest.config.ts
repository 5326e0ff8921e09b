import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const tests = '**/*.test.{ts,tsx}';

export default defineConfig({
  test: {
    environment: 'node',
    // Of two cores vitest would leave one idle.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    testTimeout: 20_000,
    projects: [
      // The core keeps no state, so its tests may share a process, which then loads it once.
      { extends: true, test: { name: 'core', include: [`src-core/${tests}`], isolate: false } },
      { extends: true, test: { name: 'rest', include: [`{src-main,src-renderer,scripts}/${tests}`] } },
    ],
  },
});
