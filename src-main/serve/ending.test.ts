import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { buildProject, copiedProject } from '../runner/built-project.fixture.ts';
import { endless } from '../runner/trial.fixture.ts';
import type { ServeProcess } from './process.fixture.ts';
import { startServeProcess } from './process.fixture.ts';
import { callOver, comeInBy, openWindowSocket, writePage } from './serving.fixture.ts';

/** A project of its own with a fresh build, and a folder for temporary files that nobody else writes into. */
let project: string;
let temporary: string;
let children: ChildProcess[] = [];

beforeAll(async () => {
  project = copiedProject('ending-', ['package.json']);
  await buildProject(project);
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

const builtEntry = (name: string): string => join(project, 'out', 'main', `${name}.js`);
const environment = () => ({ TMPDIR: temporary, HOME: project, BLOCKWRIGHT_DATA: join(project, 'data') });

function startCommand(...args: readonly string[]): ChildProcess {
  const child = spawn(process.execPath, [builtEntry('cli'), ...args], {
    cwd: project,
    env: { ...process.env, ...environment() },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  children.push(child);
  return child;
}

function startServe(): ServeProcess {
  const workspace = join(project, 'workspace');
  mkdirSync(workspace, { recursive: true });
  const serve = startServeProcess(
    builtEntry('serve'),
    ['none', '--port', '0', '--workspace', workspace],
    environment(),
  );
  children.push(serve.child);
  return serve;
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
      const serve = startServe();
      await beginRun(await serve.address());
      expect(await serve.end(signal)).toEqual([0, null]);
      expect(readdirSync(temporary)).toEqual([]);
    });

    test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('a command ended by %s', async (signal) => {
      const child = startCommand('run', 'resnet-50', '--runs', '10000', '--json');
      const closed = once(child, 'close');
      child.stdout!.resume();
      await expect.poll(() => modelsIn(temporary), { timeout: 60_000, interval: 20 }).toHaveLength(1);
      child.kill(signal);
      expect(await closed).toEqual([130, null]);
      expect(readdirSync(temporary)).toEqual([]);
    });

    test('what a killed server left is swept at the next start, and what a living one uses is not', async () => {
      const living = startServe();
      await beginRun(await living.address());
      const [kept] = readdirSync(temporary);
      const killed = startServe();
      await beginRun(await killed.address());
      await killed.end('SIGKILL');
      expect(readdirSync(temporary)).toHaveLength(2);
      await startServe().address();
      await expect.poll(() => readdirSync(temporary)).toEqual([kept]);
      expect(kept).toContain(`-${living.child.pid}-`);
    });
  },
);
