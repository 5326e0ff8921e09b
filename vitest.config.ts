import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** Tests of the window that put something else in the place of a global: what is loaded then may keep it, so they run alone. */
const replacingGlobals = readdirSync('src-renderer', { recursive: true, encoding: 'utf8' })
  .map((file) => join('src-renderer', file).replaceAll('\\', '/'))
  .filter((file) => /\.test\.tsx?$/.test(file) && /\bvi\.|\bglobalThis\b/.test(readFileSync(file, 'utf8')));

export default defineConfig({
  test: {
    environment: 'node',
    // Of two cores vitest would leave one idle.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    testTimeout: 20_000,
    projects: [
      {
        extends: true,
        // The core is pure: its files can share what they load, which is a third of their time. So can most of the window's.
        test: {
          name: 'core',
          include: ['src-core/**/*.test.ts', 'src-renderer/**/*.test.{ts,tsx}'],
          exclude: replacingGlobals,
          isolate: false,
          pool: 'threads',
        },
      },
      {
        extends: true,
        test: { name: 'edges', include: ['{src-main,scripts}/**/*.test.{ts,tsx}', ...replacingGlobals] },
      },
    ],
  },
});
