import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** Node 20 cannot run TypeScript, so tests and benchmarks run what the build would make of it. */

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Bundles files, named from this folder, and returns the path of each result. They lie beside the installed packages, so that
 * these are found. `owner` names the folder: files of tests that run at the same time do not replace one another.
 */
export async function built<Name extends string>(
  owner: string,
  entries: Readonly<Record<Name, string>>,
): Promise<Readonly<Record<Name, string>>> {
  const folder = join(root, 'node_modules', '.cache', 'blockwright', 'built', owner);
  const names = Object.keys(entries) as Name[];
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    // With its plain packages inside, a result also runs where none are installed.
    ssr: { noExternal: ['valibot'] },
    build: {
      ssr: true,
      target: 'node20',
      outDir: folder,
      emptyOutDir: false,
      rolldownOptions: {
        input: Object.fromEntries(
          names.map((name) => [name, join(root, 'src-main', 'runner', entries[name])]),
        ),
        output: { entryFileNames: '[name].mjs', chunkFileNames: '[name].mjs' },
      },
    },
  });
  return Object.fromEntries(names.map((name) => [name, join(folder, `${name}.mjs`)])) as Record<Name, string>;
}

/** The runner's entry. */
export async function builtRunner(owner: string): Promise<string> {
  return (await built(owner, { runner: 'process.ts' })).runner;
}
