/**
 * `npm run bench`: every benchmark of the tree, each figure beside its peer in the same run. Benchmarks are no
 * part of a test run; one that has a bound ends with 1 where it is passed. `npm run bench -- WORD` runs those whose path holds the word.
 */
import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import process from 'node:process';
import { loadTypeScript } from './load-typescript.mjs';
import { at } from './project.mjs';
import { say } from './say.mjs';

const word = process.argv[2] ?? '';
const files = ['src-core', 'src-main', 'src-renderer']
  .flatMap((room) => readdirSync(at(room), { recursive: true }).map((name) => join(at(room), String(name))))
  .filter((file) => file.endsWith('.bench.ts') && relative(at('.'), file).includes(word))
  .sort();

for (const file of files) {
  const module = await loadTypeScript(file);
  say(await module.bench());
}
