import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { RunnerOptions } from './client.ts';
import { runnerEnvironment } from './environment.ts';
import type { Progress } from './protocol.ts';
import type { StartProcess } from './start.ts';
import { forkProcess } from './start.ts';
import type { Trial } from './trial.fixture.ts';
import { endless, openTrial, quick } from './trial.fixture.ts';
import { usualPatience, Watchdog } from './watchdog.ts';

describe('the watchdog', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('says silence after ten seconds, takes it back, and gives up after ten minutes', () => {
    const said: string[] = [];
    const watchdog = new Watchdog(usualPatience, {
      silent: (seconds, total) => said.push(`silent ${seconds} of ${total}`),
      heardAgain: () => said.push('heard'),
      lost: (seconds) => said.push(`lost ${seconds}`),
    });
    vi.advanceTimersByTime(9000);
    watchdog.heard();
    vi.advanceTimersByTime(9000);
    expect(said).toEqual([]);
    vi.advanceTimersByTime(2000);
    watchdog.heard();
    watchdog.heard();
    expect(said).toEqual(['silent 10 of 600', 'silent 11 of 600', 'heard']);
    vi.advanceTimersByTime(3_600_000);
    expect(said.at(-1)).toBe('lost 600');
    expect(said.filter((word) => word.startsWith('lost'))).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe.skipIf(process.platform === 'win32')('a runner that is stopped', { timeout: 60_000 }, () => {
  let trial: Trial;
  beforeAll(async () => {
    trial = await openTrial('watchdog');
  }, 60_000);
  afterEach(async () => {
    await trial.closeClients();
    expect(trial.left(), 'temporary files that are left').toEqual([]);
  });
  afterAll(() => trial.end());

  /** Starts a run that does not end by itself and stops its process in the middle of it. */
  async function stopped(patience: RunnerOptions['patience']) {
    const pids: number[] = [];
    const start: StartProcess = (entry, env, events) => {
      const told = (message: unknown): void => {
        if (typeof message === 'object' && message !== null && 'pid' in message)
          pids.push(Number(message.pid));
        else events.message(message);
      };
      const options = `--import=data:text/javascript,${encodeURIComponent('process.send({ pid: process.pid })')}`;
      return forkProcess(entry, { ...env, NODE_OPTIONS: options }, { ...events, message: told });
    };
    const heard: Progress[] = [];
    const client = trial.client({ start, ...(patience !== undefined && { patience }) });
    const running = client.start(endless, (progress) => heard.push(progress));
    await vi.waitUntil(() => heard.some(({ phase }) => phase === 'run'), { timeout: 30_000 });
    process.kill(pids[0]!, 'SIGSTOP');
    return { client, running, heard, pid: pids[0]! };
  }

  const silent = (heard: readonly Progress[]) => heard.some(({ phase }) => phase === 'silent');

  test('is said to be silent, is heard again when it goes on, and can be ended while it is silent', async () => {
    const { running, heard, pid } = await stopped({ lookMs: 100, saidAfter: 12, lostAfter: 10_000 });
    await vi.waitUntil(() => silent(heard), { timeout: 30_000 });
    process.kill(pid, 'SIGCONT');
    await vi.waitUntil(() => heard.at(-1)?.phase === 'run', { timeout: 30_000 });
    process.kill(pid, 'SIGSTOP');
    const before = heard.length;
    await vi.waitUntil(() => silent(heard.slice(before)), { timeout: 30_000 });
    running.cancel();
    expect(await running.result).toMatchObject({ issues: [{ code: 'run/cancelled' }] });
  });

  test('is ended when it stays silent, and the next job works', async () => {
    const { client, running } = await stopped({ lookMs: 100, saidAfter: 12, lostAfter: 60 });
    expect(await running.result).toMatchObject({
      issues: [{ code: 'run/crashed', data: { detail: 'it gave no sign of life for 6 s' } }],
    });
    expect(await client.start(quick).result).toMatchObject({ ok: true });
  });
});

test('the runner is told what it needs of the environment and nothing else', () => {
  const ours = {
    PATH: '/bin',
    TMPDIR: '/tmp',
    LC_ALL: 'C',
    VK_DRIVER_FILES: '/a.json',
    LD_LIBRARY_PATH: '/lib',
    AWS_SECRET_ACCESS_KEY: 'secret',
    GITHUB_TOKEN: 'secret',
    NODE_OPTIONS: '--require=/tmp/x.js',
    LD_PRELOAD: '/tmp/x.so',
    SSH_AUTH_SOCK: '/tmp/agent',
  };
  expect(runnerEnvironment({ NODE_OPTIONS: 'asked for' }, ours)).toEqual({
    PATH: '/bin',
    TMPDIR: '/tmp',
    LC_ALL: 'C',
    VK_DRIVER_FILES: '/a.json',
    LD_LIBRARY_PATH: '/lib',
    MALLOC_MMAP_THRESHOLD_: '131072',
    NODE_OPTIONS: 'asked for',
  });
});

test('a started runner has no other environment', async () => {
  vi.stubEnv('SOME_TOKEN', 'secret');
  const folder = mkdtempSync(join(tmpdir(), 'environment-'));
  try {
    const entry = join(folder, 'tell.mjs');
    writeFileSync(entry, 'process.send(Object.keys(process.env)); process.disconnect();');
    const names = await new Promise((resolve) => {
      forkProcess(entry, { ADDED: 'yes' }, { message: resolve, exit: resolve });
    });
    expect(names).toContain('ADDED');
    expect(names).not.toContain('SOME_TOKEN');
  } finally {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  }
});
