/** Loads TypeScript of the project into this process, in any Node that the project supports. */
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { install } from './install.mjs';
import { at, root } from './project.mjs';

/**
 * The exports of a TypeScript file. Vite loads it, so packages are installed first where they are missing; where that fails,
 * the process ends and says why.
 * @param {string} file
 */
export async function loadTypeScript(file) {
  const failure = await install();
  if (failure !== null) {
    process.stderr.write(`${failure}\n`);
    process.exit(1);
  }
  const vite = pathToFileURL(at('node_modules', 'vite', 'dist', 'node', 'index.js')).href;
  const { runnerImport } = await import(vite);
  const { module } = await runnerImport(file, { root, configFile: false, logLevel: 'error' });
  return module;
}
