/**
 * `npm run bench`: every benchmark of the tree, each figure beside its peer in the same run. Benchmarks report; they never
 * fail a test run. `npm run bench -- WORD` runs those whose path holds the word.
 */
import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { install } from './install.mjs';
import { at } from './project.mjs';
import { say } from './say.mjs';

const failure = await install();
if (failure !== null) {
  process.stderr.write(`${failure}\n`);
  process.exit(1);
}
// Vite is there once the packages are; it loads TypeScript where this Node does not.
const { runnerImport } = await import(
  pathToFileURL(at('node_modules', 'vite', 'dist', 'node', 'index.js')).href
);

const word = process.argv[2] ?? '';
const files = ['src-core', 'src-main', 'src-renderer']
  .flatMap((room) => readdirSync(at(room), { recursive: true }).map((name) => join(at(room), String(name))))
  .filter((file) => file.endsWith('.bench.ts') && relative(at('.'), file).includes(word))
  .sort();

for (const file of files) {
  const { module } = await runnerImport(file, { root: at('.'), configFile: false, logLevel: 'error' });
  say(await module.bench());
}
