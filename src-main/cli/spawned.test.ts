import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { buildProject, copiedProject } from '../runner/built-project.fixture.ts';

/** A project of its own with the shim, the manifest and a fresh build, so that what lies in out/ does not matter. */
let project: string;

beforeAll(() => {
  project = copiedProject('blockwright-cli-', [
    'package.json',
    'bin/blockwright.mjs',
    'scripts/node-version.mjs',
  ]);
});
afterAll(() => rmSync(project, { recursive: true, force: true }));

function start(args: readonly string[], env: Record<string, string> = {}): ChildProcess {
  return spawn(process.execPath, [join(project, 'bin', 'blockwright.mjs'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    cwd: project,
    env: { ...process.env, ...env },
  });
}

async function command(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const child = start(args);
  let [out, err] = ['', ''];
  child.stdout!.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr!.on('data', (chunk) => {
    err += chunk;
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, out, err };
}

describe('the command as it is built', { timeout: 120_000 }, () => {
  test('says what to do while it is not built', async () => {
    const { code, err } = await command('presets');
    expect(code).toBe(2);
    expect(err).toBe('The command is not built yet; run: npm run build\n');
    await buildProject(project);
  });

  test('prints exactly one JSON document', async () => {
    const { code, out, err } = await command('analyze', 'hs-resnet-50', '--json');
    expect(code).toBe(0);
    expect(err).toBe('');
    expect(JSON.parse(out)).toMatchObject({ totals: { params: 28_611_497, macs: 4_979_007_008 } });
  });

  test('a problem is one sentence and exit code 2', async () => {
    writeFileSync(join(project, 'deep.blockwright.json'), '['.repeat(100_000));
    const { code, out, err } = await command('analyze', 'deep.blockwright.json');
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toBe('deep.blockwright.json, character 65: the file nests deeper than 64 levels\n');
  });

  test('knows its version', async () => {
    expect((await command('--version')).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test('finds its runner', async () => {
    const args = ['run', 'resnet-50', '--input', '1,3,32,32', '--warmup', '0', '--runs', '1', '--json'];
    const { code, out, err } = await command(...args);
    expect(err).toBe('');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ device: 'cpu', output: { shape: [1, 1000] } });
  });

  test('a reader that stops reading is no error', async () => {
    const child = start(['analyze', 'hs-resnet-50', '--depth', '9', '--json']);
    let err = '';
    child.stderr!.on('data', (chunk) => {
      err += chunk;
    });
    child.stdout!.destroy();
    const [code] = (await once(child, 'close')) as [number | null];
    expect(err).toBe('');
    expect(code).toBe(0);
  });

  test.skipIf(process.platform === 'win32')('Ctrl+C ends a run with 130', async () => {
    const temporary = join(project, 'temporary');
    mkdirSync(temporary);
    const child = start(['run', 'resnet-50', '--runs', '10000', '--json'], { TMPDIR: temporary });
    let out = '';
    child.stdout!.on('data', (chunk) => {
      out += chunk;
    });
    // The runner works in a folder of its own; once that is there the run has begun.
    await vi.waitUntil(() => readdirSync(temporary).length > 0, { timeout: 60_000, interval: 20 });
    child.kill('SIGINT');
    const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
    expect(signal).toBeNull();
    expect(code).toBe(130);
    expect(JSON.parse(out)).toMatchObject({ issues: [{ code: 'run/cancelled' }] });
    expect(readdirSync(temporary)).toEqual([]);
  });
});
