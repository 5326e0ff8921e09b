/** Runs a benchmark that opens the built app in a browser of this machine. */
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { resolveBrowsers } from './browser.mjs';
import { build } from './build.mjs';
import { install } from './install.mjs';
import { at, root } from './project.mjs';
import { say } from './say.mjs';

/**
 * Builds the app and calls `bench` of a TypeScript file; the process ends with 1 where that finds a bound passed.
 * @param {readonly string[]} file its path below the project
 * @param {Record<string, unknown>} options handed on, with the browser and what prints a line
 */
export async function runBrowserBench(file, options = {}) {
  try {
    const failure = (await install()) ?? (await build());
    if (failure !== null) throw new Error(failure);
    const browsers = await resolveBrowsers();
    if ('reason' in browsers) throw new Error(browsers.reason);
    const vite = pathToFileURL(at('node_modules', 'vite', 'dist', 'node', 'index.js')).href;
    const { runnerImport } = await import(vite);
    const { module } = await runnerImport(at(...file), { root, configFile: false, logLevel: 'error' });
    if (!(await module.bench({ browser: browsers[0], say, ...options }))) process.exitCode = 1;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
    process.exitCode = 1;
  }
}
