/** Builds out/ when its sources are not those it was built from. `node scripts/build.mjs` builds in any case. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { at, root } from './project.mjs';
import { runNode } from './run.mjs';
import { say } from './say.mjs';

const sources = ['src-core', 'src-main', 'src-renderer', 'assets', 'electron.config.ts', 'package-lock.json'];
const record = at('out', '.sources');
const untold = /\.(test|bench|fixture)\.tsx?$/;

function* files(path) {
  const entries = readdirSync(at(path), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const inside = join(path, entry.name);
    if (entry.isDirectory()) yield* files(inside);
    else if (!untold.test(entry.name)) yield inside;
  }
}

/** A digest of the names and contents of everything that goes into out/, and of the Node that builds it. */
function fingerprint() {
  const hash = createHash('sha256');
  for (const source of sources.filter((name) => existsSync(at(name)))) {
    for (const file of source.includes('.') ? [source] : files(source)) {
      hash
        .update(`${file}\0`)
        .update(readFileSync(at(file)))
        .update('\0');
    }
  }
  return hash.digest('hex');
}

/** Whether out/ is what the sources make. */
export const isBuilt = () => existsSync(record) && readFileSync(record, 'utf8') === fingerprint();

/** @param {{ always?: boolean }} [options] @returns {Promise<string | null>} why it failed, or null */
export async function build({ always = false } = {}) {
  if (!always && isBuilt()) return null;
  say('Building');
  const before = fingerprint();
  const viteCli = at('node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  const args = ['build', '--config', 'electron.config.ts', '--logLevel', 'warn'];
  const { code, output } = await runNode(viteCli, args, { env: { NODE_ENV: 'production' } });
  if (code !== 0) return `the build failed:\n${output.trim()}`;
  if (output.trim() !== '') say(output.trim());
  mkdirSync(join(root, 'out'), { recursive: true });
  writeFileSync(record, before);
  return null;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const failure = await build({ always: true });
  if (failure) process.stderr.write(`${failure}\n`);
  process.exitCode = failure ? 1 : 0;
}
