import { copyFileSync, mkdirSync, mkdtempSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { bundle, root } from './built.fixture.ts';

/** A project of a test's own: what lies in out/ does not matter then, and nobody else writes into its folders. */

/** Makes a project of copies of some files, named from the root of this one. @returns its folder */
export function copiedProject(prefix: string, files: readonly string[]): string {
  const project = mkdtempSync(join(tmpdir(), prefix));
  for (const file of files) {
    mkdirSync(join(project, dirname(file)), { recursive: true });
    copyFileSync(join(root, file), join(project, file));
  }
  return project;
}

const entries = { serve: 'serve/main.ts', cli: 'cli/main.ts', runner: 'runner/process.ts' };

/** Builds out/main of a project afresh, as far as plain Node runs it: entries by their names, what they share in chunks/. */
export async function buildProject(project: string): Promise<void> {
  symlinkSync(join(root, 'node_modules'), join(project, 'node_modules'));
  await bundle(entries, {
    outDir: join(project, 'out', 'main'),
    emptyOutDir: true,
    rolldownOptions: { output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' } },
  });
}
