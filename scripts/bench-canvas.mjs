/**
 * `npm run bench:canvas`: the canvas of the app beside React Flow as its documentation shows it, with the same graph, in one
 * browser, in one run. Ends with 1 where a bound is passed. `npm run bench:canvas -- 10000` takes another number of items,
 * `--alone` leaves stock React Flow out.
 */
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { resolveBrowsers } from './browser.mjs';
import { build } from './build.mjs';
import { install } from './install.mjs';
import { at } from './project.mjs';
import { say } from './say.mjs';

async function bench() {
  const failure = (await install()) ?? (await build());
  if (failure !== null) throw new Error(failure);
  const browsers = await resolveBrowsers();
  if ('reason' in browsers) throw new Error(browsers.reason);
  const [browser] = browsers;
  const { runnerImport } = await import(
    pathToFileURL(at('node_modules', 'vite', 'dist', 'node', 'index.js')).href
  );
  const { module } = await runnerImport(at('e2e', 'large', 'bench.ts'), {
    root: at('.'),
    configFile: false,
    logLevel: 'error',
  });
  const count = Number(process.argv.slice(2).find((word) => /^\d+$/.test(word)) ?? 3000);
  return module.bench({ browser, count, isAlone: process.argv.includes('--alone'), say });
}

try {
  const isKept = await bench();
  if (!isKept) process.exitCode = 1;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.exitCode = 1;
}
