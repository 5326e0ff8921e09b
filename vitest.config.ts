import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{src-core,src-main,src-renderer,scripts}/**/*.test.{ts,tsx}'],
    environment: 'node',
    testTimeout: 20_000,
  },
});
