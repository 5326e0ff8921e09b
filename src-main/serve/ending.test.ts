import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { endless } from '../runner/trial.fixture.ts';
import { callOver, comeInBy, openWindowSocket, writePage } from './serving.fixture.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A project of its own with a fresh build, and a folder for temporary files that nobody else writes into. */
let project: string;
let temporary: string;
let children: ChildProcess[] = [];

beforeAll(async () => {
  project = mkdtempSync(join(tmpdir(), 'ending-'));
  copyFileSync(join(root, 'package.json'), join(project, 'package.json'));
  symlinkSync(join(root, 'node_modules'), join(project, 'node_modules'));
  const input = (file: string) => join(root, 'src-main', file);
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    build: {
      ssr: true,
      target: 'node20',
      outDir: join(project, 'out', 'main'),
      rolldownOptions: {
        input: {
          serve: input('serve/main.ts'),
          cli: input('cli/main.ts'),
          runner: input('runner/process.ts'),
        },
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  });
  writePage(join(project, 'out', 'renderer'), 'void 0');
}, 60_000);
beforeEach(() => {
  temporary = mkdtempSync(join(project, 'temporary-'));
});
afterEach(async () => {
  for (const child of children) {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL');
      await once(child, 'close');
    }
  }
  children = [];
});
afterAll(() => rmSync(project, { recursive: true, force: true }));

function start(entry: string, ...args: readonly string[]): ChildProcess {
  const child = spawn(process.execPath, [join(project, 'out', 'main', `${entry}.js`), ...args], {
    cwd: project,
    env: { ...process.env, TMPDIR: temporary, HOME: project, BLOCKWRIGHT_DATA: join(project, 'data') },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  children.push(child);
  return child;
}

async function startServe(): Promise<{ child: ChildProcess; address: string }> {
  const workspace = join(project, 'workspace');
  mkdirSync(workspace, { recursive: true });
  const child = start('serve', 'none', '--port', '0', '--workspace', workspace);
  for await (const line of createInterface({ input: child.stdout! })) {
    if (line.includes('http://')) return { child, address: line.trim() };
  }
  throw new Error('serve ended');
}

/** Begins a run that does not end by itself; resolves when its model lies in the temporary folder. */
async function beginRun(address: string): Promise<void> {
  const socket = await openWindowSocket(Number(new URL(address).port), await comeInBy(address));
  socket.on('error', () => undefined);
  const running = new Promise<void>((resolve) => {
    socket.on('message', (data) => {
      const { m, a } = JSON.parse(data.toString());
      if (m === 'jobProgress' && a[0].phase === 'run') resolve();
    });
  });
  expect(await callOver(socket, 'startJob', { job: endless })).toMatchObject({ ok: true });
  await running;
  expect(modelsIn(temporary).length).toBeGreaterThan(0);
}

const modelsIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('model.onnx'));

describe.skipIf(process.platform === 'win32')(
  'an end during a run leaves nothing',
  { timeout: 120_000 },
  () => {
    test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('serve ended by %s', async (signal) => {
      const { child, address } = await startServe();
      await beginRun(address);
      const closed = once(child, 'close');
      child.kill(signal);
      expect(await closed).toEqual([0, null]);
      expect(readdirSync(temporary)).toEqual([]);
    });

    test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('a command ended by %s', async (signal) => {
      const child = start('cli', 'run', 'resnet-50', '--runs', '10000', '--json');
      const closed = once(child, 'close');
      child.stdout!.resume();
      await expect.poll(() => modelsIn(temporary), { timeout: 60_000, interval: 20 }).toHaveLength(1);
      child.kill(signal);
      expect(await closed).toEqual([130, null]);
      expect(readdirSync(temporary)).toEqual([]);
    });

    test('what a killed server left is swept at the next start, and what a living one uses is not', async () => {
      const living = await startServe();
      await beginRun(living.address);
      const [kept] = readdirSync(temporary);
      const killed = await startServe();
      await beginRun(killed.address);
      const closed = once(killed.child, 'close');
      killed.child.kill('SIGKILL');
      await closed;
      expect(readdirSync(temporary)).toHaveLength(2);
      await startServe();
      await expect.poll(() => readdirSync(temporary)).toEqual([kept]);
      expect(readFileSync(join(temporary, kept!, 'owner'), 'utf8')).toMatch(`${living.child.pid} `);
    });
  },
);
