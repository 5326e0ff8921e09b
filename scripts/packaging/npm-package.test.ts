import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isBuilt } from '../build.mjs';
import { at } from '../project.mjs';
import { run } from '../run.mjs';
import { importedPackages } from './imported-packages.fixture.ts';

const manifest = JSON.parse(readFileSync(at('package.json'), 'utf8'));
const slow = Boolean(process.env.BLOCKWRIGHT_TEST_ALL);

/** The npm that runs where these tests do, and another of those that people have; it is fetched, so it runs with the slow tests. */
const npms = [
  { name: 'the npm that is here', words: ['npm'], isHere: true },
  { name: 'npm 10', words: ['npm', 'exec', '--yes', '--', 'npm@10.9.9'], isHere: false },
];

let folder: string;
let tarball: string;
let packed: { path: string; mode: number; size: number }[];

/** Where packages come from; what else npm tells the scripts that it runs is of the project, not of an empty folder. */
const kept = new Set(['npm_config_registry', 'npm_config_cache', 'npm_config_userconfig']);
const outside = Object.fromEntries(
  Object.keys(process.env)
    .filter((name) => name.startsWith('npm_') && !kept.has(name))
    .map((name) => [name, undefined]),
);

/** Runs a command line in a folder. */
async function npm(words: readonly string[], cwd: string) {
  const [command = '', ...args] = words;
  return run(command, args, { cwd, env: outside, shell: process.platform === 'win32' });
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'npm-package-'));
  expect(isBuilt(), 'out/ is not what the sources make; npm run build makes it').toBe(true);
  const { output } = await npm(['npm', 'pack', '--json', '--pack-destination', folder], at('.'));
  const [answer] = Object.values(JSON.parse(output)) as [{ filename: string; files: typeof packed }];
  tarball = join(folder, answer.filename);
  packed = answer.files;
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the tarball', () => {
  test('holds the built app and the command, and nothing else', () => {
    const paths = packed.map(({ path }) => path);
    expect(paths).toEqual(
      expect.arrayContaining(['bin/blockwright.mjs', 'out/main/cli.js', 'out/main/serve.js', 'LICENSE']),
    );
    expect(paths).toEqual(
      expect.arrayContaining(['out/main/runner.js', 'out/renderer/index.html', 'out/renderer/icon.svg']),
    );
    const place =
      /^(bin\/blockwright\.mjs|out\/(main|renderer)\/.+|scripts\/node-version\.mjs|package\.json|README\.md|LICENSE)$/;
    expect(paths.filter((path) => !place.test(path) || path.endsWith('.map'))).toEqual([]);
    expect(packed.reduce((sum, { size }) => sum + size, 0)).toBeLessThan(8_000_000);
  });

  test('needs at most 15 packages when it runs: what the window needs is in the page', () => {
    expect(Object.keys(manifest.dependencies).length).toBeLessThanOrEqual(15);
    const built = packed.filter(({ path }) => /^out\/main\/.+\.js$/.test(path));
    const packages = new Set(built.flatMap(({ path }) => importedPackages(readFileSync(at(path), 'utf8'))));
    const known = new Set(Object.keys(manifest.dependencies));
    expect([...packages].filter((name) => !known.has(name))).toEqual([]);
    expect([...packages].sort()).toEqual(expect.arrayContaining(['commander', 'onnxruntime-node', 'ws']));
  });
});

describe('the command on an old Node', () => {
  test('says which version it needs and runs nothing else', async () => {
    const old = join(folder, 'old.cjs');
    writeFileSync(old, `Object.defineProperty(process, 'versions', { value: { node: '18.20.8' } });`);
    const { code, output } = await run(process.execPath, [
      '--require',
      old,
      at('bin', 'blockwright.mjs'),
      'presets',
    ]);
    expect({ code, output }).toEqual({
      code: 2,
      output: 'Blockwright needs Node 20.19 or newer; this is 18.20.8.\n',
    });
    expect(manifest.engines.node).toBe('>=20.19');
  });
});

/** The first address that the serve shell prints, asked for its page. The shell is ended afterwards. */
async function visitServe(words: readonly string[], cwd: string) {
  const [command = '', ...args] = words;
  const env = { ...process.env, ...outside, BLOCKWRIGHT_DATA: join(cwd, 'data') };
  const child = spawn(command, args, { cwd, env, shell: process.platform === 'win32', detached: true });
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      const address = /http:\S+/.exec(line)?.[0];
      if (address === undefined) continue;
      const entered = await fetch(address);
      const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? '';
      const page = await fetch(new URL('/', address), { headers: { cookie } });
      return { status: page.status, html: await page.text() };
    }
    throw new Error('the serve shell ended without an address');
  } finally {
    const ended = once(child, 'close');
    // npx starts what it runs through a shell: the whole group is told.
    process.kill(process.platform === 'win32' ? (child.pid ?? 0) : -(child.pid ?? 0), 'SIGTERM');
    await ended;
  }
}

describe.each(npms)('installed in an empty folder by $name', ({ words, isHere }) => {
  test('the command analyses, profiles and serves', { timeout: 300_000 }, async ({ skip }) => {
    skip(!isHere && !slow, 'takes long, and fetches an npm; npm run test:all');
    const place = mkdtempSync(join(folder, 'installed-'));
    // As README says: the script of onnxruntime-node fetches CUDA libraries from outside the registry.
    const install = [...words, 'install', '--ignore-scripts', '--prefer-offline', tarball];
    const installed = await npm(install, place);
    const unreachable = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT/.test(installed.output);
    skip(installed.code !== 0 && unreachable, 'the registry cannot be reached');
    expect(installed).toMatchObject({ code: 0 });

    const call = (...args: string[]) => npm([...words, 'exec', '--no', '--', 'blockwright', ...args], place);
    const analysed = await call('analyze', 'resnet-50', '--json');
    expect(JSON.parse(analysed.output).totals.params).toBe(25557032);
    const profile = ['--device', 'cpu', '--runs', '1', '--warmup', '0', '--json'];
    const profiled = await call('profile', 'mobilenet-v2', ...profile);
    expect(JSON.parse(profiled.output).totalMs).toBeGreaterThan(0);
    mkdirSync(join(place, 'designs'));
    const serve = ['serve', 'none', '--port', '0', '--workspace', 'designs'];
    const page = await visitServe([...words, 'exec', '--no', '--', 'blockwright', ...serve], place);
    expect(page).toMatchObject({ status: 200, html: expect.stringContaining('id="root"') });
    rmSync(place, { recursive: true, force: true });
  });
});
