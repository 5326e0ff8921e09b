import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { RunnerClient } from './client.ts';
import type { StartProcess } from './start.ts';
import { forkProcess } from './start.ts';
import type { Trial } from './trial.fixture.ts';
import { endless, openTrial, quick, watched } from './trial.fixture.ts';

let trial: Trial;
beforeAll(async () => {
  trial = await openTrial('client');
});
afterEach(async () => {
  await trial.closeClients();
  expect(trial.left(), 'temporary files that are left').toEqual([]);
});
afterAll(() => trial.end());

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

test('one process does one job after the other, in the order of asking', async () => {
  const { start, started } = watched();
  const runner = trial.client({ start });
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
  const running = await computing(trial.client(), endless);
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
  const runner = trial.client({ start });
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
  const runner = trial.client({ start });
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
  const { result } = trial.client({ entry: join(trial.folder(), 'nowhere.js') }).start(quick);
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
  expect(await trial.client({ start }).start(quick).result).toMatchObject({ ok: true, value: { runs: 3 } });
});

test.skipIf(process.platform === 'win32')('a system without a temporary folder is an issue', async () => {
  const usual = process.env.TMPDIR;
  process.env.TMPDIR = join(trial.folder(), 'nowhere');
  try {
    const { result } = trial.client().start(quick);
    expect(await result).toMatchObject({ ok: false, issues: [{ code: 'file/not-writable' }] });
  } finally {
    process.env.TMPDIR = usual;
  }
});

test('a process that breaks the protocol is not trusted', async () => {
  const start: StartProcess = (file, env, events) => ({
    ...forkProcess(file, env, events),
    send: () => events.message({ type: 'done' }),
  });
  expect(await trial.client({ start }).start(quick).result).toMatchObject({
    ok: false,
    issues: [{ code: 'run/crashed', data: { detail: 'it sent what is no reply' } }],
  });
});

test('a process that cannot be killed at first is killed later', async () => {
  let refusals = 2;
  const start: StartProcess = (file, env, events) => {
    const running = forkProcess(file, env, events);
    return {
      ...running,
      kill: () => {
        if (refusals === 0) running.kill();
        else refusals -= 1;
      },
    };
  };
  const running = await computing(trial.client({ start }), endless);
  running.cancel();
  expect(await running.result).toMatchObject({ ok: false, issues: [{ code: 'run/cancelled' }] });
});

test('closing cancels what runs and what waits', async () => {
  const { start, ended } = watched();
  const runner = trial.client({ start });
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
  const runner = trial.client({ start, idleMs: 10 });
  expect(await runner.start(quick).result).toMatchObject({ ok: true });
  await expect.poll(() => ended).toHaveLength(1);
  expect(await runner.start(quick).result).toMatchObject({ ok: true });
  expect(started).toHaveLength(2);
});
