/** The parts of the test run, in order. Each answers with a count; a failed part has `failed` above zero. */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { resolveBrowsers } from './browser.mjs';
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

/** The five projects of types, one after the other: the compiler takes all cores itself. */
async function types() {
  for (const project of ['src-core', 'src-main', 'src-renderer', 'scripts', '.']) {
    const failure = await quiet(tool('typescript', 'bin', 'tsc'), '-p', project, '--pretty', 'false');
    if (failure !== null) return failure;
  }
  return null;
}

const lint = () => quiet(tool('@biomejs', 'biome', 'bin', 'biome'), 'check', '--error-on-warnings', '.');

/** Nothing unused and nothing unlisted: in the whole tree, then in what is shipped, where tests do not count as users. */
async function unused() {
  const knip = tool('knip', 'bin', 'knip.js');
  return (await quiet(knip)) ?? (await quiet(knip, '--production'));
}

/** What reads the source alone: at once, as each leaves cores idle. @returns {Promise<Count>} */
async function source() {
  const counts = (await Promise.all([types(), lint(), unused()])).map(one);
  const sum = (key) => counts.reduce((all, count) => all + count[key], 0);
  return { passed: sum('passed'), failed: sum('failed'), skipped: 0, skips: [] };
}

/** Specs that between them ask the browser itself for the most: addresses, cookies, dialogs, the clipboard and keys. */
const browserSpecs = ['smoke', 'files', 'keys'];

/** @param {string} reason @returns {Count} */
const skippedBrowser = (reason) => ({
  ...passed(),
  passed: 0,
  skipped: 1,
  skips: [`browser tests: ${reason}`],
});

/**
 * Runs the browser tests in the first kind of browser that is here, or in the second.
 * @param {0 | 1} kind
 * @param {readonly string[]} specs parts of the names of those to run; all where there are none
 */
async function browserTests(kind, specs = []) {
  const browsers = await resolveBrowsers();
  if ('reason' in browsers) return skippedBrowser(browsers.reason);
  const browser = browsers[kind];
  if (browser === undefined)
    return skippedBrowser(`${browsers[0]?.executable} is the only kind of browser here`);
  say(`Browser: ${browser.executable} (from ${browser.source})`);
  const reporters = `--reporter=list,${at('scripts', 'count-playwright.mjs')}`;
  return counted(tool('@playwright', 'test', 'cli.js'), ['test', reporters, ...specs], {
    ...browser.env,
    BLOCKWRIGHT_BROWSER: browser.executable,
  });
}

/** @type {readonly { name: string, run: () => Promise<Count> }[]} */
export const parts = [
  { name: 'packages', run: async () => one(tooOld() ?? (await install())) },
  { name: 'types, format, lint and dead code', run: source },
  { name: 'layer rules', run: () => counted(vitest, [...vitestArgs, 'scripts/layers.test.ts']) },
  {
    name: 'unit and conformance tests',
    run: () =>
      counted(vitest, [
        ...vitestArgs,
        ...['--exclude', 'scripts/layers.test.ts', '--exclude', 'scripts/packaging/**'],
      ]),
  },
  { name: 'build', run: async () => one(await build()) },
  { name: 'what can be installed', run: () => counted(vitest, [...vitestArgs, 'scripts/packaging']) },
  { name: 'browser tests', run: () => browserTests(0) },
  {
    name: 'browser tests in a browser of the other kind',
    run: () => browserTests(1, process.env.BLOCKWRIGHT_TEST_ALL ? [] : browserSpecs),
  },
];
