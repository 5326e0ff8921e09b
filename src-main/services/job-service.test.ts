import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Job, JobDone } from '../../src-core/contract.ts';
import { emptyDesign } from '../../src-core/document/design.ts';
import { serializeDesign } from '../../src-core/document/serialize.ts';
import { fail, issue, ok } from '../../src-core/errors.ts';
import { workspace } from '../files/access.ts';
import { calibrationStore } from '../files/calibrations.ts';
import { resultStore } from '../files/result-store.ts';
import { runReport } from '../runner/run-report.fixture.ts';
import type { Boxes, Runner } from './job-service.ts';
import { jobServices } from './job-service.ts';

let base: string;
beforeEach(() => {
  base = realpathSync(mkdtempSync(join(tmpdir(), 'jobs-')));
  mkdirSync(join(base, 'workspace', 'models'), { recursive: true });
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

const nowhere = () => fail(issue('box/unknown', {}, { box: 'x' }));
const boxes: Boxes = {
  names: async () => [],
  connect: async () => nowhere(),
  open: async () => nowhere(),
};
const keeping = {
  results: { add: async () => ok(null) },
  calibrations: calibrationStore(null),
  version: '0.1.0',
  boxes,
};

/** A runner that keeps what it is asked for, and whose jobs end when they are cancelled. */
function recording() {
  const jobs: Job[] = [];
  const runner: Runner = {
    devices: async () => ok([]),
    start(job) {
      jobs.push(job);
      let cancel: () => void = () => undefined;
      const result = new Promise<ReturnType<typeof fail>>((resolve) => {
        cancel = () => resolve(fail(issue('run/cancelled')));
      });
      return { result, cancel };
    },
    close: async () => undefined,
  };
  return { runner, jobs };
}

const exportTo = (path: string) => ({ job: { kind: 'export', design: '{}', path } as const });
const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

test('an export goes to the real path inside the workspace, and nowhere else', async () => {
  const { runner, jobs } = recording();
  const access = await workspace(join(base, 'workspace'));
  const silent = { jobProgress: () => undefined, jobDone: () => undefined };
  const { services } = jobServices(runner, access, silent, keeping);
  symlinkSync(join(base, 'workspace', 'models'), join(base, 'workspace', 'alias'));
  symlinkSync(base, join(base, 'workspace', 'up'));
  expect(await services.startJob(exportTo('alias/a.onnx'))).toEqual({ ok: true, value: { job: 1 } });
  for (const path of ['../a.onnx', 'up/a.onnx', '/tmp/a.onnx']) {
    expect(await services.startJob(exportTo(path))).toMatchObject({
      issues: [{ code: 'file/outside-workspace' }],
    });
  }
  await nextTurn();
  expect(jobs).toEqual([{ kind: 'export', design: '{}', path: join(base, 'workspace', 'models', 'a.onnx') }]);
});

test('code for PyTorch and its weights both go inside the workspace', async () => {
  const { runner, jobs } = recording();
  const access = await workspace(join(base, 'workspace'));
  const silent = { jobProgress: () => undefined, jobDone: () => undefined };
  const { services } = jobServices(runner, access, silent, keeping);
  const exporting = (path: string, weights: string | null) =>
    services.startJob({ job: { kind: 'exportPyTorch', design: '{}', path, weights } });
  const outside = { issues: [{ code: 'file/outside-workspace' }] };
  expect(await exporting('../a.py', null)).toMatchObject(outside);
  expect(await exporting('a.py', '../a.safetensors')).toMatchObject(outside);
  expect(await exporting('models/a.py', 'models/a.safetensors')).toMatchObject({ ok: true });
  await nextTurn();
  const inside = (name: string) => join(base, 'workspace', 'models', name);
  const paths = { path: inside('a.py'), weights: inside('a.safetensors') };
  expect(jobs).toEqual([{ kind: 'exportPyTorch', design: '{}', ...paths }]);
});

test('a cancelled job ends with an issue; a job that has ended or never was cannot be cancelled', async () => {
  const { runner } = recording();
  const access = await workspace(join(base, 'workspace'));
  const ends: JobDone[] = [];
  const window = { jobProgress: () => undefined, jobDone: (end: JobDone) => ends.push(end) };
  const { services } = jobServices(runner, access, window, keeping);
  await services.startJob(exportTo('a.onnx'));
  await nextTurn();
  expect(await services.cancelJob({ job: 7 })).toEqual({ ok: true, value: { cancelled: false } });
  expect(await services.cancelJob({ job: 1 })).toEqual({ ok: true, value: { cancelled: true } });
  await nextTurn();
  expect(ends).toMatchObject([{ job: 1, result: { ok: false, issues: [{ code: 'run/cancelled' }] } }]);
  expect(await services.cancelJob({ job: 1 })).toEqual({ ok: true, value: { cancelled: false } });
});

test('a window that starts job after job is given so many and no more, until one has ended', async () => {
  const { runner, jobs } = recording();
  const access = await workspace(join(base, 'workspace'));
  const window = { jobProgress: () => undefined, jobDone: () => undefined };
  const { services } = jobServices(runner, access, window, keeping);
  const start = () => services.startJob(exportTo('a.onnx'));
  const answers = [];
  for (let n = 0; n < 100; n++) answers.push(await start());
  await nextTurn();
  expect(answers.filter(({ ok }) => ok)).toHaveLength(16);
  expect(jobs).toHaveLength(16);
  expect(answers.at(-1)).toMatchObject({ issues: [{ code: 'run/too-many-jobs' }] });
  await services.cancelJob({ job: 1 });
  await nextTurn();
  expect(await start()).toMatchObject({ ok: true });
});

test('where there is no runtime, every job says so', async () => {
  const access = await workspace(join(base, 'workspace'));
  const { services } = jobServices(
    null,
    access,
    { jobProgress: () => undefined, jobDone: () => undefined },
    keeping,
  );
  expect(await services.devices({ again: false })).toMatchObject({ issues: [{ code: 'run/no-runtime' }] });
  expect(await services.startJob(exportTo('a.onnx'))).toMatchObject({ issues: [{ code: 'run/no-runtime' }] });
});

test('what was measured goes to the results of the person, also when its window has gone', async () => {
  const access = await workspace(join(base, 'workspace'));
  let finish: () => void = () => undefined;
  const runner: Runner = {
    ...recording().runner,
    start: () => ({
      result: new Promise((resolve) => {
        finish = () => resolve(ok(runReport));
      }),
      // A run that is over when its window closes has nothing left to cancel.
      cancel: () => undefined,
    }),
  };
  const ends: JobDone[] = [];
  const window = { jobProgress: () => undefined, jobDone: (end: JobDone) => ends.push(end) };
  const store = resultStore(join(base, 'data'));
  const jobs = jobServices(runner, access, window, { ...keeping, results: store });
  const design = JSON.stringify({ title: 'Closed by now' });
  await jobs.services.startJob({ job: { kind: 'run', design, device: 'cpu', warmup: 0 } });
  await nextTurn();
  jobs.end();
  finish();
  await expect.poll(() => ends).toMatchObject([{ job: 1, result: { ok: true }, notes: [] }]);
  expect(await store.list()).toMatchObject({
    value: [{ kind: 'run', title: 'Closed by now', graph: runReport.graph, inputs: [[1, 3, 8, 8]] }],
  });
});

test('a result that cannot be kept reaches the window all the same, which is told', async () => {
  const access = await workspace(join(base, 'workspace'));
  const runner: Runner = {
    ...recording().runner,
    start: () => ({ result: Promise.resolve(ok(runReport)), cancel: () => undefined }),
  };
  const ends: JobDone[] = [];
  const window = { jobProgress: () => undefined, jobDone: (end: JobDone) => ends.push(end) };
  const full = { add: async () => fail(issue('file/disk-full')) };
  const { services } = jobServices(runner, access, window, { ...keeping, results: full });
  await services.startJob({ job: { kind: 'run', design: '{}', device: 'cpu', warmup: 0 } });
  await expect
    .poll(() => ends)
    .toMatchObject([{ result: { ok: true }, notes: [{ code: 'results/not-kept', severity: 'note' }] }]);
});

test('a design whose weights lie outside the workspace is not run', async () => {
  const { runner, jobs } = recording();
  const access = await workspace(join(base, 'workspace'));
  const silent = { jobProgress: () => undefined, jobDone: () => undefined };
  const { services } = jobServices(runner, access, silent, keeping);
  const withWeights = (file: string) =>
    serializeDesign({ ...emptyDesign(), weights: { file, format: 'onnx', sha256: '0'.repeat(64) } });
  const start = (file: string) =>
    services.startJob({ job: { kind: 'run', design: withWeights(file), device: 'cpu', warmup: 0 } });
  symlinkSync(base, join(base, 'workspace', 'up'));
  for (const file of [
    '/etc/model.onnx',
    join(base, 'model.onnx'),
    join(base, 'workspace', 'up', 'model.onnx'),
  ])
    expect(await start(file)).toMatchObject({ issues: [{ code: 'file/outside-workspace' }] });
  expect(await start(join(base, 'workspace', 'models', 'model.onnx'))).toMatchObject({ ok: true });
  await nextTurn();
  expect(jobs).toHaveLength(1);
});
