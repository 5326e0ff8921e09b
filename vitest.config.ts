import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** Folders of which most tests are as pure as those of the core, though what they test is not. */
const mostlyPure = ['src-renderer', 'src-main/cli', 'src-main/docs'];

/** What shows that a test starts a process, or puts something else in the place of a global: what is loaded then may keep it. */
const touching =
  /\b(?:vi|process)\.|\bglobalThis\b|\b(?:spawn\w*|built\w*|buildProject|openTrial|RunnerClient|serve)\(/;

const tests = ['src-renderer', 'src-main', 'scripts']
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
  )
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => /\.test\.tsx?$/.test(file));
const shared = tests.filter(
  (file) =>
    mostlyPure.some((folder) => file.startsWith(`${folder}/`)) && !touching.test(readFileSync(file, 'utf8')),
);

/** What shows that a test changes what all of its process shares. Others may start as many processes as they like. */
const changing = /\bvi\.|\bprocess\.(?!execPath|platform|arch|pid|kill)|\bglobalThis\b/;

const edges = tests.filter((file) => !shared.includes(file));
const alone = edges.filter((file) => changing.test(readFileSync(file, 'utf8')));

export default defineConfig({
  test: {
    environment: 'node',
    // Of two cores vitest would leave one idle.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    testTimeout: 20_000,
    projects: [
      {
        extends: true,
        // Pure files can share what they load, which is a third of their time.
        test: {
          name: 'core',
          include: ['src-core/**/*.test.ts', ...shared],
          isolate: false,
          pool: 'threads',
        },
      },
      {
        extends: true,
        // Listed, as what a project leaves out itself takes the place of what a call leaves out.
        test: { name: 'edges', include: edges.filter((file) => !alone.includes(file)), isolate: false },
      },
      {
        extends: true,
        test: { name: 'alone', include: alone },
      },
    ],
  },
});
