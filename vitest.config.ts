import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{src-core,src-main,src-renderer,scripts}/**/*.test.{ts,tsx}'],
    environment: 'node',
    // Of two cores vitest would leave one idle.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    testTimeout: 20_000,
  },
});
