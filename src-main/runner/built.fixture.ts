import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BuildEnvironmentOptions, SSROptions } from 'vite';
import { build } from 'vite';

/** Node 20 cannot run TypeScript, so tests and benchmarks run what the build would make of it. */

export const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Bundles for Node as `npm run build` does.
 * @param entries files by the names of their results, each named from src-main
 * @param options what else the build is told: where the results go, and what they are called
 */
export function bundle(
  entries: Readonly<Record<string, string>>,
  options: BuildEnvironmentOptions,
  ssr: SSROptions = {},
): Promise<unknown> {
  const input = Object.fromEntries(
    Object.entries(entries).map(([name, file]) => [name, join(root, 'src-main', file)]),
  );
  return build({
    configFile: false,
    root,
    logLevel: 'error',
    ssr,
    build: {
      ssr: true,
      target: 'node20',
      ...options,
      rolldownOptions: { ...options.rolldownOptions, input },
    },
  });
}

/**
 * Bundles files, named from src-main, and returns the path of each result. They lie beside the installed packages, so that
 * these are found. `owner` names the folder: files of tests that run at the same time do not replace one another.
 */
export async function built<Name extends string>(
  owner: string,
  entries: Readonly<Record<Name, string>>,
): Promise<Readonly<Record<Name, string>>> {
  const outDir = join(root, 'node_modules', '.cache', 'blockwright', 'built', owner);
  const output = { entryFileNames: '[name].mjs', chunkFileNames: '[name].mjs' };
  // With its plain packages inside, a result also runs where none are installed.
  const ssr = { noExternal: ['valibot'] };
  await bundle(entries, { outDir, emptyOutDir: false, rolldownOptions: { output } }, ssr);
  const names = Object.keys(entries) as Name[];
  return Object.fromEntries(names.map((name) => [name, join(outDir, `${name}.mjs`)])) as Record<Name, string>;
}

/** The runner's entry. */
export async function builtRunner(owner: string): Promise<string> {
  return (await built(owner, { runner: 'runner/process.ts' })).runner;
}
