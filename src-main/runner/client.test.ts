import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { networkOf } from '../../src-core/catalogue.ts';
import { chain } from '../../src-core/networks/ready-network.ts';
import { builtRunner } from './built.ts';
import { RunnerClient, type RunnerOptions } from './client.ts';
import type { Progress } from './protocol.ts';
import { forkProcess, type RunnerProcess, type StartProcess } from './start.ts';

const small = JSON.stringify(
  chain(
    'Small',
    [],
    [
      { id: 'input', definition: 'input', fields: { channels: 16, height: 12, width: 10 } },
      { id: 'conv', definition: 'conv2d', fields: { outChannels: 8 } },
      { id: 'relu', definition: 'relu' },
      { id: 'output', definition: 'output' },
    ],
  ),
);
const large = JSON.stringify(networkOf('resnet-50')!.design);
/** Soon loaded, and each run takes a while. */
const heavy = JSON.stringify(
  chain(
    'Heavy',
    [],
    [
      { id: 'input', definition: 'input', fields: { batch: 8, channels: 64, height: 112, width: 112 } },
      { id: 'conv', definition: 'conv2d', fields: { outChannels: 64 } },
      { id: 'output', definition: 'output' },
    ],
  ),
);
/** More runs than any machine does while a test waits. */
const endless = { kind: 'run', design: heavy, device: 'cpu', warmup: 0, runs: 10_000 } as const;
const quick = { kind: 'run', design: small, device: 'cpu', warmup: 1, runs: 3 } as const;

let entry: string;
let temporary: string;
/** The system's folder, before it is pointed elsewhere. */
const outside = tmpdir();
const usual = { TMPDIR: process.env.TMPDIR, TEMP: process.env.TEMP };
let clients: RunnerClient[] = [];

beforeAll(async () => {
  entry = await builtRunner('client');
  temporary = mkdtempSync(join(outside, 'blockwright-test-'));
  Object.assign(process.env, { TMPDIR: temporary, TEMP: temporary });
});
afterEach(async () => {
  await Promise.all(clients.map((client) => client.close()));
  clients = [];
  expect(readdirSync(temporary), 'temporary files that are left').toEqual([]);
});
afterAll(() => {
  for (const [name, value] of Object.entries(usual)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
  rmSync(temporary, { recursive: true });
});

function client(options: Partial<RunnerOptions> = {}): RunnerClient {
  const made = new RunnerClient({ version: '1.2.3', entry, ...options });
  clients.push(made);
  return made;
}

interface Watched {
  readonly start: StartProcess;
  readonly started: RunnerProcess[];
  readonly ended: string[];
}

/** Starts runners as usual and keeps hold of each. */
function watched(): Watched {
  const started: RunnerProcess[] = [];
  const ended: string[] = [];
  return {
    started,
    ended,
    start: (file, env, events) => {
      const running = forkProcess(file, env, {
        ...events,
        exit: (detail) => {
          ended.push(detail);
          events.exit(detail);
        },
      });
      started.push(running);
      return running;
    },
  };
}

/** Starts a job and waits until it is computing. */
async function computing(of: RunnerClient, job: Parameters<RunnerClient['start']>[0]) {
  let begun!: () => void;
  const running = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const started = of.start(job, ({ phase }) => {
    if (phase === 'run') begun();
  });
  await Promise.race([running, started.result]);
  return started;
}

test('compiles and says what it made', async () => {
  const { result } = client().start({ kind: 'compile', design: large, device: 'cpu' });
  expect(await result).toMatchObject({
    ok: true,
    value: { device: 'cpu', nodes: 175, bytes: expect.closeTo(102_600_000, -6) },
  });
});

test('runs, reports progress by phase and measures as many runs as asked for', async () => {
  const seen: Progress[] = [];
  const { result } = client().start({ ...quick, warmup: 2, runs: 5 }, (progress) => seen.push(progress));
  const done = await result;
  expect(done).toMatchObject({
    ok: true,
    value: { device: 'cpu', warmup: 2, runs: 5, output: { shape: [1, 8, 12, 10] }, onnxruntime: '1.30.0' },
  });
  if (!done.ok) return;
  const { min, median, p90 } = done.value.ms;
  expect(min).toBeGreaterThan(0);
  expect(median).toBeGreaterThanOrEqual(min);
  expect(p90).toBeGreaterThanOrEqual(median);
  expect(new Set(seen.map(({ phase }) => phase))).toEqual(new Set(['lower', 'load', 'warmup', 'run']));
  for (const { done: steps, total } of seen) expect(steps).toBeLessThanOrEqual(total);
});

test('one process does one job after the other, in the order of asking', async () => {
  const { start, started } = watched();
  const runner = client({ start });
  const order: number[] = [];
  const jobs = [0, 1, 2].map((index) =>
    runner.start(quick).result.then((result) => {
      order.push(index);
      return result.ok;
    }),
  );
  expect(await Promise.all(jobs)).toEqual([true, true, true]);
  expect(order).toEqual([0, 1, 2]);
  expect(started).toHaveLength(1);
});

test('the event loop goes on while the runtime computes', async () => {
  const running = await computing(client(), endless);
  const gaps: number[] = [];
  let last = performance.now();
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      const now = performance.now();
      gaps.push(now - last);
      last = now;
      if (gaps.length === 100) {
        clearInterval(timer);
        resolve();
      }
    }, 5);
  });
  running.cancel();
  await running.result;
  gaps.sort((a, b) => a - b);
  expect(gaps[50]).toBeLessThan(25);
});

test('cancel kills the process at once, and the next job works', async () => {
  const { start, started, ended } = watched();
  const runner = client({ start });
  const running = await computing(runner, endless);
  const waiting = runner.start(endless);
  const next = runner.start(quick);
  const before = performance.now();
  waiting.cancel();
  expect(await waiting.result).toMatchObject({ ok: false, issues: [{ code: 'run/cancelled' }] });
  expect(ended).toEqual([]);
  running.cancel();
  expect(await running.result).toMatchObject({ ok: false, issues: [{ code: 'run/cancelled' }] });
  expect(performance.now() - before).toBeLessThan(1000);
  expect(ended).toEqual(['signal SIGKILL']);
  expect(await next.result).toMatchObject({ ok: true });
  expect(started).toHaveLength(2);
});

test('a process that dies is an issue, and the next job works', async () => {
  const { start, started, ended } = watched();
  const runner = client({ start });
  const running = await computing(runner, endless);
  started[0]!.kill();
  expect(await running.result).toMatchObject({
    ok: false,
    issues: [{ code: 'run/crashed', data: { detail: 'signal SIGKILL' } }],
  });
  expect(ended).toHaveLength(1);
  expect(await runner.start(quick).result).toMatchObject({ ok: true });
});

test('a process that cannot start is an issue with its last words', async () => {
  const { result } = client({ entry: join(temporary, 'nowhere.js') }).start(quick);
  expect(await result).toMatchObject({
    ok: false,
    issues: [{ code: 'run/crashed', data: { detail: expect.stringMatching(/^exit code 1: .+/) } }],
  });
});

test('a runner started as Electron starts a utility process works alike', async () => {
  const bridge = `process.parentPort = {
    postMessage: (message) => process.send(message),
    on: (event, listener) => process.on(event, (data) => listener({ data })),
  };`;
  const start: StartProcess = (file, env, events) => {
    const options = `--import=data:text/javascript,${encodeURIComponent(bridge)}`;
    return forkProcess(file, { ...env, NODE_OPTIONS: options }, events);
  };
  expect(await client({ start }).start(quick).result).toMatchObject({ ok: true, value: { runs: 3 } });
});

test('where there is no runtime, running says so and exporting still works', async () => {
  const bare = mkdtempSync(join(outside, 'blockwright-bare-'));
  try {
    cpSync(dirname(entry), bare, { recursive: true });
    const runner = client({ entry: join(bare, basename(entry)) });
    expect(await runner.start(quick).result).toMatchObject({
      ok: false,
      issues: [{ code: 'run/no-runtime' }],
    });
    const reports = await runner.devices();
    expect(reports.ok && reports.value.map(({ available }) => available)).toEqual(Array(5).fill(false));
    const path = join(bare, 'small.onnx');
    expect(await runner.start({ kind: 'export', design: small, path }).result).toMatchObject({ ok: true });
  } finally {
    rmSync(bare, { recursive: true });
  }
});

test('a process that breaks the protocol is not trusted', async () => {
  const start: StartProcess = (file, env, events) => ({
    ...forkProcess(file, env, events),
    send: () => events.message({ type: 'done' }),
  });
  expect(await client({ start }).start(quick).result).toMatchObject({
    ok: false,
    issues: [{ code: 'run/crashed', data: { detail: 'it sent what is no reply' } }],
  });
});

test('closing cancels what runs and what waits', async () => {
  const { start, ended } = watched();
  const runner = client({ start });
  const running = await computing(runner, endless);
  const waiting = runner.start(quick);
  await runner.close();
  expect(ended).toHaveLength(1);
  for (const { result } of [running, waiting, runner.start(quick)]) {
    expect(await result).toMatchObject({ ok: false, issues: [{ code: 'run/cancelled' }] });
  }
});

test('a runner with nothing to do is ended, and started again for the next job', async () => {
  const { start, started, ended } = watched();
  const runner = client({ start, idleMs: 10 });
  expect(await runner.start(quick).result).toMatchObject({ ok: true });
  await expect.poll(() => ended).toHaveLength(1);
  expect(await runner.start(quick).result).toMatchObject({ ok: true });
  expect(started).toHaveLength(2);
});

test('a design that cannot fit into memory is refused before the runtime sees it', async () => {
  const huge = JSON.stringify(
    chain(
      'Huge',
      [],
      [
        { id: 'input', definition: 'input', fields: { height: 65_536, width: 65_536 } },
        { id: 'conv', definition: 'conv2d', fields: { outChannels: 256 } },
        { id: 'output', definition: 'output' },
      ],
    ),
  );
  const phases: string[] = [];
  const { result } = client().start({ ...quick, design: huge }, ({ phase }) => phases.push(phase));
  expect(await result).toMatchObject({ ok: false, issues: [{ code: 'run/memory' }] });
  expect(phases).not.toContain('load');
});

test('a faulty design comes back with its issues', async () => {
  const runner = client();
  const open = JSON.stringify(chain('Open', [], [{ id: 'conv', definition: 'conv2d' }]));
  expect(await runner.start({ ...quick, design: '{' }).result).toMatchObject({
    ok: false,
    issues: [{ code: 'document/not-json' }],
  });
  expect(await runner.start({ ...quick, design: open }).result).toMatchObject({
    ok: false,
    issues: expect.arrayContaining([expect.objectContaining({ code: 'graph/unconnected' })]),
  });
});

test('measures designs side by side and keeps the issues of one that fails', async () => {
  const { result } = client().start({ ...quick, kind: 'measure', designs: [small, '{', small] });
  expect(await result).toMatchObject({
    ok: true,
    value: {
      designs: [
        { bytes: expect.any(Number), run: { runs: 3 }, issues: [] },
        { bytes: null, run: null, issues: [{ code: 'document/not-json' }] },
        { run: { runs: 3 } },
      ],
    },
  });
});

test('exports to a file; a cancelled export leaves nothing behind', async () => {
  const folder = mkdtempSync(join(outside, 'blockwright-export-'));
  try {
    const runner = client();
    const path = join(folder, 'small.onnx');
    const done = await runner.start({ kind: 'export', design: small, path }).result;
    const { length } = readFileSync(path);
    expect(done).toEqual({ ok: true, value: { path, bytes: length } });
    let written!: () => void;
    const writing = new Promise<void>((resolve) => {
      written = resolve;
    });
    const cut = runner.start({ kind: 'export', design: large, path: join(folder, 'large.onnx') }, (at) => {
      if (at.phase === 'write') written();
    });
    await writing;
    cut.cancel();
    expect(await cut.result).toMatchObject({ ok: false, issues: [{ code: 'run/cancelled' }] });
    expect(readdirSync(folder)).toEqual(['small.onnx']);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('the same design computes the same values in another process', async () => {
  const [one, other] = await Promise.all([0, 1].map(() => client().evaluate(small, 'cpu')));
  expect(one).toMatchObject({ ok: true, value: { outputs: [{ name: 'output', shape: [1, 8, 12, 10] }] } });
  expect(one).toEqual(other);
  expect(new Set(one!.ok ? one!.value.outputs[0]!.data : []).size).toBeGreaterThan(100);
});

test('the cpu works everywhere, what does not says why, and the answer is remembered', async () => {
  const { start, started } = watched();
  const runner = client({ start });
  const reports = await runner.devices();
  expect(reports.ok && reports.value.map(({ name }) => name)).toEqual([
    'cpu',
    'webgpu',
    'cuda',
    'dml',
    'coreml',
  ]);
  if (!reports.ok) return;
  expect(reports.value[0]).toMatchObject({ available: true, reason: null });
  for (const { available, reason } of reports.value) expect(available || reason !== '').toBe(true);
  expect(started).toHaveLength(5);
  expect(await runner.devices()).toBe(reports);
  expect(started).toHaveLength(5);
});

test('a device that is not there is an issue', async () => {
  const device = process.platform === 'darwin' ? 'dml' : 'coreml';
  expect(await client().start({ ...quick, device }).result).toMatchObject({
    ok: false,
    issues: [{ code: 'run/device-unavailable', data: { device } }],
  });
});
