import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    environment: 'node',
    // Of two cores vitest would leave one idle.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    testTimeout: 20_000,
    projects: [
      {
        extends: true,
        // The core is pure: its files can share what they load, which is a third of their time.
        test: { name: 'core', include: ['src-core/**/*.test.ts'], isolate: false, pool: 'threads' },
      },
      {
        extends: true,
        test: { name: 'edges', include: ['{src-main,src-renderer,scripts}/**/*.test.{ts,tsx}'] },
      },
    ],
  },
});
