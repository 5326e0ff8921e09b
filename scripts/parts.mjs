/** The parts of the test run, in order. Each answers with a count; a failed part has `failed` above zero. */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { resolveBrowser } from './browser.mjs';
import { build } from './build.mjs';
import { install } from './install.mjs';
import { tooOld } from './node-version.mjs';
import { at, cacheFolder } from './project.mjs';
import { runNode } from './run.mjs';
import { say } from './say.mjs';

/** @typedef {{ passed: number, failed: number, skipped: number, skips: string[] }} Count */

const tool = (...path) => at('node_modules', ...path);
const vitest = tool('vitest', 'vitest.mjs');

const passed = () => ({ passed: 1, failed: 0, skipped: 0, skips: [] });

/** @param {string | null} failure @returns {Count} */
function one(failure) {
  if (failure === null) return passed();
  say(failure);
  return { ...passed(), passed: 0, failed: 1 };
}

/** Runs a tool that is quiet when all is well. @returns {Promise<string | null>} its output when it failed */
async function quiet(script, ...args) {
  const { code, output } = await runNode(script, args);
  return code === 0 ? null : output.trim() || `${args.join(' ')} ended with code ${code}`;
}

/** Runs a test runner in view and reads the count that its reporter wrote. @returns {Promise<Count>} */
async function counted(script, args, env = {}) {
  const file = join(cacheFolder, 'count.json');
  mkdirSync(cacheFolder, { recursive: true });
  rmSync(file, { force: true });
  const { code } = await runNode(script, args, { show: true, env: { ...env, COUNT_FILE: file } });
  const count = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { ...passed(), passed: 0 };
  if (code !== 0 && count.failed === 0) count.failed = 1;
  return count;
}

const vitestArgs = ['run', '--reporter=default', `--reporter=${at('scripts', 'count-vitest.mjs')}`];

async function types() {
  for (const project of ['src-core', 'src-main', 'src-renderer', 'scripts', '.']) {
    const failure = await quiet(tool('typescript', 'bin', 'tsc'), '-p', project, '--pretty', 'false');
    if (failure !== null) return one(failure);
  }
  return passed();
}

/** Nothing unused and nothing unlisted: in the whole tree, then in what is shipped, where tests do not count as users. */
async function unused() {
  const knip = tool('knip', 'bin', 'knip.js');
  return one((await quiet(knip)) ?? (await quiet(knip, '--production')));
}

/** @param {import('./browser.mjs').Browser | { reason: string }} browser */
async function browserTests(browser) {
  if ('reason' in browser)
    return { ...passed(), passed: 0, skipped: 1, skips: [`browser tests: ${browser.reason}`] };
  say(`Browser: ${browser.executable} (from ${browser.source})`);
  const reporters = `--reporter=list,${at('scripts', 'count-playwright.mjs')}`;
  return counted(tool('@playwright', 'test', 'cli.js'), ['test', reporters], {
    ...browser.env,
    BLOCKWRIGHT_BROWSER: browser.executable,
  });
}

/** @type {readonly { name: string, run: () => Promise<Count> }[]} */
export const parts = [
  { name: 'packages', run: async () => one(tooOld() ?? (await install())) },
  { name: 'types', run: types },
  {
    name: 'format and lint',
    run: async () =>
      one(await quiet(tool('@biomejs', 'biome', 'bin', 'biome'), 'check', '--error-on-warnings', '.')),
  },
  { name: 'dead code', run: unused },
  { name: 'layer rules', run: () => counted(vitest, [...vitestArgs, 'scripts/layers.test.ts']) },
  {
    name: 'unit and conformance tests',
    run: () => counted(vitest, [...vitestArgs, '--exclude', 'scripts/layers.test.ts']),
  },
  { name: 'build', run: async () => one(await build()) },
  { name: 'browser tests', run: async () => browserTests(await resolveBrowser()) },
];
