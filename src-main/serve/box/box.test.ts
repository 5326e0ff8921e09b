import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo, Server, Socket } from 'node:net';
import { connect, createServer as createTunnel } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Result } from '../../../src-core/errors.ts';
import type { StoredResult } from '../../../src-core/results/result.ts';
import { resultStore } from '../../files/result-store.ts';
import { buildProject, copiedProject } from '../../runner/built-project.fixture.ts';
import { endless } from '../../runner/trial.fixture.ts';
import type { ServeProcess } from '../process.fixture.ts';
import { startServeProcess } from '../process.fixture.ts';
import { callOver, comeInBy, openWindowSocket, writePage } from '../serving.fixture.ts';
import { readBoxAddress } from './box-address.ts';
import { BoxRunner } from './box-runner.ts';
import { enterBox } from './enter-box.ts';

/** A project of its own; the box and the machine of the person are processes with data and temporary folders of their own. */
let project: string;
let box: string;
let mine: string;
let serve: ServeProcess;
let children: ChildProcess[] = [];
let servers: (Server | ReturnType<typeof createServer>)[] = [];

beforeAll(async () => {
  project = copiedProject('box-', ['package.json']);
  await buildProject(project);
  writePage(join(project, 'out', 'renderer'), 'void 0');
}, 60_000);
beforeEach(() => {
  [box, mine] = ['box-', 'mine-'].map((name) => mkdtempSync(join(project, name))) as [string, string];
  for (const folder of [box, mine]) mkdirSync(join(folder, 'tmp'));
  mkdirSync(join(box, 'workspace'));
  startBox('0');
});
afterEach(async () => {
  for (const child of children) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGKILL');
    await once(child, 'close');
  }
  for (const server of servers) server.close();
  children = [];
  servers = [];
});
afterAll(() => rmSync(project, { recursive: true, force: true }));

const builtEntry = (name: string): string => join(project, 'out', 'main', `${name}.js`);
const environment = (folder: string) => ({
  TMPDIR: join(folder, 'tmp'),
  HOME: folder,
  BLOCKWRIGHT_DATA: join(folder, 'data'),
});

function startBox(port: string): void {
  const args = ['none', '--port', port, '--workspace', join(box, 'workspace')];
  serve = startServeProcess(builtEntry('serve'), args, environment(box));
  children.push(serve.child);
}

function startCommand(args: readonly string[]): ChildProcess {
  const child = spawn(process.execPath, [builtEntry('cli'), ...args, '--json'], {
    cwd: mine,
    env: { ...process.env, ...environment(mine) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  return child;
}

interface Ended {
  readonly code: number | null;
  readonly json: { readonly issues?: readonly { readonly code: string }[] } & Record<string, unknown>;
}

async function ended(child: ChildProcess): Promise<Ended> {
  let out = '';
  child.stdout!.on('data', (chunk) => {
    out += chunk;
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, json: JSON.parse(out) };
}

const command = (...args: readonly string[]): Promise<Ended> => ended(startCommand(args));

const small = ['resnet-18', '--input', '1,3,32,32', '--warmup', '0', '--runs', '2'];
const long = ['resnet-18', '--runs', '10000', '--device', 'gpu-box:cpu'];

/** What the box holds while it works on a model. */
const modelsOnBox = (): string[] =>
  readdirSync(join(box, 'tmp'), { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('model.onnx'));

async function storeOf(folder: string): Promise<readonly StoredResult[]> {
  const listed = await resultStore(join(folder, 'data')).list();
  if (!listed.ok) throw new Error(JSON.stringify(listed.issues));
  return listed.value;
}

/** A tunnel as ssh makes one: another port of this machine, which can be cut. */
async function tunnelTo(port: number): Promise<{ port: number; cut(): void }> {
  const sockets = new Set<Socket>();
  const tunnel = createTunnel((near) => {
    const far = connect(port, '127.0.0.1');
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => sockets.delete(socket));
    }
    near.pipe(far).pipe(near);
  });
  servers.push(tunnel);
  await new Promise<void>((resolve) => tunnel.listen(0, '127.0.0.1', resolve));
  return {
    port: (tunnel.address() as AddressInfo).port,
    cut() {
      for (const socket of sockets) socket.destroy();
    },
  };
}

describe.skipIf(process.platform === 'win32')('another machine', { timeout: 120_000 }, () => {
  test('is named once, lists its devices, and measures until its shell ends; both machines keep the result', async () => {
    const address = await serve.address();
    const listed = await command('devices', 'gpu-box', '--connect', `gpu-box=${address}`);
    expect(listed.code).toBe(0);
    expect(listed.json[0 as never]).toMatchObject({ name: 'cpu', available: true });

    const run = await command('run', ...small, '--device', 'gpu-box:cpu');
    expect(run).toMatchObject({ code: 0, json: { device: 'gpu-box:cpu', runs: 2 } });
    const profile = await command('profile', ...small, '--device', 'gpu-box:cpu');
    expect(profile).toMatchObject({ code: 0, json: { device: 'gpu-box:cpu', graph: run.json.graph } });
    const [here, there] = [await storeOf(mine), await storeOf(box)];
    expect(here.map(({ machine, kind, graph }) => [machine, kind, graph])).toEqual([
      ['gpu-box', 'profile', run.json.graph],
      ['gpu-box', 'run', run.json.graph],
    ]);
    expect(there.map(({ kind, ms }) => [kind, ms])).toEqual(here.map(({ kind, ms }) => [kind, ms]));
    expect(statSync(join(mine, 'data', 'boxes.json')).mode & 0o077).toBe(0);
    expect(readdirSync(join(mine, 'tmp'))).toEqual([]);

    // An address works once, whoever has it.
    expect(await command('run', ...small, '--connect', `gpu-box=${address}`)).toMatchObject({
      code: 2,
      json: { issues: [{ code: 'box/not-let-in' }] },
    });
    const values = ['--device', 'gpu-box:cpu', '--output', join(mine, 'out.npy')];
    expect((await command('run', ...small, ...values)).json.issues).toMatchObject([
      { code: 'box/figures-only' },
    ]);
    const { port } = new URL(address);
    await serve.end('SIGTERM');
    expect((await command('run', ...small, '--device', 'gpu-box:cpu')).json.issues).toMatchObject([
      { code: 'box/unreachable' },
    ]);
    startBox(port);
    await serve.address();
    expect((await command('run', ...small, '--device', 'gpu-box:cpu')).json.issues).toMatchObject([
      { code: 'box/stranger' },
    ]);
  });

  test('is left as it was by Ctrl+C, and by a line that breaks, which is said', async () => {
    const address = new URL(await serve.address());
    const tunnel = await tunnelTo(Number(address.port));
    address.port = String(tunnel.port);
    const child = startCommand(['run', ...long, '--connect', `gpu-box=${address}`]);
    const cancelled = ended(child);
    await expect.poll(modelsOnBox, { timeout: 60_000, interval: 20 }).toHaveLength(1);
    child.kill('SIGINT');
    expect(await cancelled).toMatchObject({ code: 130, json: { issues: [{ code: 'run/cancelled' }] } });
    await expect.poll(() => readdirSync(join(box, 'tmp'))).toEqual([]);

    const broken = command('run', ...long);
    await expect.poll(modelsOnBox, { timeout: 60_000, interval: 20 }).toHaveLength(1);
    tunnel.cut();
    expect(await broken).toMatchObject({ code: 2, json: { issues: [{ code: 'box/line-broken' }] } });
    await expect.poll(() => readdirSync(join(box, 'tmp'))).toEqual([]);
    // The shell lives, and the tunnel takes the next line.
    expect(await command('run', ...small, '--device', 'gpu-box:cpu')).toMatchObject({ code: 0 });
  });

  test('is used by a window of this one, which hears of the job and keeps its result', async () => {
    const args = ['none', '--port', '0', '--workspace', join(box, 'workspace')];
    const own = startServeProcess(builtEntry('serve'), args, environment(mine));
    children.push(own.child);
    const address = await own.address();
    const socket = await openWindowSocket(Number(new URL(address).port), await comeInBy(address));
    socket.on('error', () => undefined);
    const ends: { readonly job: number; readonly result: Result<unknown> }[] = [];
    const phases: string[] = [];
    socket.on('message', (data) => {
      const { m, a } = JSON.parse(data.toString());
      if (m === 'jobDone') ends.push(a[0]);
      if (m === 'jobProgress') phases.push(a[0].phase);
    });
    const spoken = `gpu-box=${await serve.address()}`;
    expect(await callOver(socket, 'connectBox', { address: spoken })).toMatchObject({
      value: { box: 'gpu-box' },
    });
    expect(await callOver(socket, 'boxes', {})).toMatchObject({ value: { boxes: ['gpu-box'] } });
    expect(await callOver(socket, 'devices', { again: false, box: 'gpu-box' })).toMatchObject({
      value: expect.arrayContaining([expect.objectContaining({ name: 'cpu', available: true })]),
    });
    const job = { ...endless, runs: 2 };
    expect(await callOver(socket, 'startJob', { job, box: 'gpu-box' })).toMatchObject({ ok: true });
    await expect.poll(() => ends, { timeout: 60_000 }).toMatchObject([{ result: { ok: true }, notes: [] }]);
    expect(phases).toContain('load');
    expect((await storeOf(mine)).map(({ machine }) => machine)).toEqual(['gpu-box']);
    expect(await storeOf(box)).toHaveLength(1);

    // A window that goes ends what it started, there as here.
    expect(await callOver(socket, 'startJob', { job: endless, box: 'gpu-box' })).toMatchObject({ ok: true });
    await expect.poll(modelsOnBox, { timeout: 60_000, interval: 20 }).toHaveLength(1);
    socket.terminate();
    await expect.poll(() => readdirSync(join(box, 'tmp'))).toEqual([]);
    expect(
      await callOver(
        await openWindowSocket(Number(new URL(address).port), await comeInBy(await own.address())),
        'startJob',
        {
          job: endless,
          box: 'nobody',
        },
      ),
    ).toMatchObject({ issues: [{ code: 'box/unknown' }] });
  });

  test('of another version, and a job that is cancelled alone', async () => {
    const address = readBoxAddress(`old=${await serve.address()}`);
    if (!address.ok) throw new Error('the shell printed no address');
    const known = await enterBox(address.value);
    if (!known.ok) throw new Error(JSON.stringify(known.issues));
    const other = new BoxRunner(known.value, '9.9.9');
    expect(await other.devices()).toMatchObject({
      ok: false,
      issues: [{ code: 'box/version', data: { box: 'old', ours: '9.9.9' } }],
    });
    await other.close();

    const runner = new BoxRunner(known.value, '0.1.0');
    const phases: string[] = [];
    const job = runner.start(endless, ({ phase }) => phases.push(phase));
    await expect.poll(() => phases.includes('run'), { timeout: 60_000, interval: 20 }).toBe(true);
    job.cancel();
    expect(await job.result).toMatchObject({ ok: false, issues: [{ code: 'run/cancelled' }] });
    await expect.poll(() => readdirSync(join(box, 'tmp'))).toEqual([]);
    await runner.close();
  });

  test('that is none is told from one, and only an address of this machine is taken', async () => {
    const page = createServer((_, response) => response.end('<title>Another page</title>'));
    servers.push(page);
    await new Promise<void>((resolve) => page.listen(0, '127.0.0.1', resolve));
    const { port } = page.address() as AddressInfo;
    const codeAt = async (at: number) => {
      const entered = await enterBox({ box: 'x', url: new URL(`http://127.0.0.1:${at}/open?ticket=a`) });
      return entered.ok ? null : entered.issues[0]!.code;
    };
    expect(await codeAt(port)).toBe('box/other');
    page.close();
    page.closeAllConnections();
    expect(await codeAt(port)).toBe('box/unreachable');
    for (const address of [
      'http://127.0.0.1:1/open?ticket=a',
      'x=http://gpu.example.com:8123/open?ticket=a',
      'x=https://127.0.0.1/open?ticket=a',
      'x=http://127.0.0.1:8123/',
      'x=nonsense',
      '../x=http://127.0.0.1:8123/open?ticket=a',
    ])
      expect(readBoxAddress(address)).toMatchObject({ issues: [{ code: 'box/address' }] });
    expect((await command('devices', 'nobody')).json.issues).toMatchObject([{ code: 'box/unknown' }]);
  });
});
