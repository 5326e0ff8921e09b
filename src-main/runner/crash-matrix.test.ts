import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { RunnerClient } from './client.ts';
import type { Fault, Moment } from './crash.fixture.ts';
import { faults, moments, startFaulty } from './crash.fixture.ts';
import type { Work } from './protocol.ts';
import type { Trial } from './trial.fixture.ts';
import { endless, openTrial, quick, small } from './trial.fixture.ts';

/** Set by `npm run test:all`. */
const runsAll = process.env.BLOCKWRIGHT_TEST_ALL === '1';

let trial: Trial;
beforeAll(async () => {
  trial = await openTrial('crash-matrix');
}, 60_000);
afterEach(async () => {
  await trial.closeClients();
  expect(trial.left(), 'temporary files that are left').toEqual([]);
});
afterAll(() => trial.end());

/** Silence of three seconds ends a runner here: a busy machine may keep a healthy one from its signs of life for less. */
const patience = { lookMs: 50, saidAfter: 20, lostAfter: 60 };

const works: Readonly<Record<(typeof moments)[Moment], Work>> = {
  run: { ...quick, warmup: 2 },
  profile: { ...quick, kind: 'profile', warmup: 2 },
  verify: { kind: 'verify', design: small, devices: ['cpu'], precision: 'fp32' },
};

/** How the end of a process is told, by what went wrong. */
const told: Readonly<Record<Fault, RegExp>> = {
  segfault: /^signal SIGSEGV/,
  abort: /^signal SIGABRT/,
  kill: /^signal SIGKILL$/,
  'out of memory': /^signal SIGABRT.*out of memory/i,
  'exit 0': /^exit code 0/,
  stop: /^it gave no sign of life for 3 s$/,
  hang: /^it gave no sign of life for 3 s$/,
  'garbage on the pipe': /^it sent what is no reply$/,
  'raw bytes on the pipe': /^it sent what is no reply$/,
};

/** Children of this process, by their state; Linux alone tells. */
function children(): readonly string[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const [, state, parent] = /\) (\S) (\d+) /.exec(readFileSync(`/proc/${name}/stat`, 'utf8')) ?? [];
        return Number(parent) === process.pid ? [`${name} ${state}`] : [];
      } catch {
        return [];
      }
    });
}

const cells = Object.keys(faults).flatMap((fault, row) =>
  Object.keys(moments).map((moment, column) => ({
    fault: fault as Fault,
    moment: moment as Moment,
    // Every fault once, every moment at least once.
    isSample: row % Object.keys(moments).length === column,
  })),
);

/** @returns milliseconds from the word of the crash until the next job was done by a new runner */
async function survives(
  client: RunnerClient,
  { fault, moment }: { fault: Fault; moment: Moment },
): Promise<number> {
  const result = await client.start(works[moments[moment]]).result;
  expect(result, `${fault} in ${moment}`).toMatchObject({
    ok: false,
    issues: [{ code: 'run/crashed', data: { detail: expect.stringMatching(told[fault]) } }],
  });
  const crashed = performance.now();
  expect(await client.start(quick).result, `after ${fault} in ${moment}`).toMatchObject({ ok: true });
  return performance.now() - crashed;
}

/** The nearest rank of a share of values. @param share from 0 to 1 */
function rank(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!;
}

const figures = (values: readonly number[]): string =>
  [0.5, 0.99, 1]
    .map((share, index) => `${['median', 'p99', 'longest'][index]} ${rank(values, share).toFixed(1)} ms`)
    .join(', ');

describe.skipIf(process.platform === 'win32')('a runner that goes wrong', { timeout: 1_200_000 }, () => {
  test('is an issue that says how, and a new one is ready, with nothing left behind', async () => {
    const asked = cells.filter(({ isSample }) => isSample || runsAll);
    const rounds = runsAll ? Math.ceil(200 / asked.length) : 1;
    const handles = process.getActiveResourcesInfo().length;
    let planned: (typeof asked)[number] | null = null;
    const start = startFaulty(() => {
      const now = planned;
      planned = null;
      return now;
    });
    let crashes = 0;
    const readyAfter: number[] = [];
    const before = children();
    for (let round = 0; round < rounds; round++) {
      // A client of its own starts a runner afresh, which is the one that goes wrong.
      for (const cell of asked) {
        const client = trial.client({ start, patience });
        planned = cell;
        readyAfter.push(await survives(client, cell));
        crashes += 1;
        await client.close();
        expect(trial.left(), 'temporary files that are left').toEqual([]);
      }
    }
    expect(crashes).toBeGreaterThanOrEqual(runsAll ? 200 : 9);
    console.log(
      `${crashes} crashes; from the word of one to the end of the next job: ${figures(readyAfter)}`,
    );
    await expect.poll(children).toEqual(before);
    await expect.poll(() => process.getActiveResourcesInfo().length).toBeLessThanOrEqual(handles);
  });

  test('a job that is cancelled is dead soon', async () => {
    const client = trial.client({ patience });
    const times: number[] = [];
    for (let turn = 0; turn < (runsAll ? 200 : 3); turn++) {
      let begun!: () => void;
      const running = new Promise<void>((resolve) => {
        begun = resolve;
      });
      const job = client.start(endless, ({ phase }) => phase === 'run' && begun());
      await running;
      const start = performance.now();
      job.cancel();
      expect(await job.result).toMatchObject({ ok: false, issues: [{ code: 'run/cancelled' }] });
      times.push(performance.now() - start);
    }
    console.log(`${times.length} jobs from cancel to dead: ${figures(times)}`);
    expect(children()).toEqual([]);
  });
});
