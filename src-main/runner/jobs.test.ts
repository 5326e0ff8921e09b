import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { DeviceName } from '../../src-core/contract.ts';
import { deviceNames } from '../../src-core/contract.ts';
import { plainExport } from '../../src-core/lower/onnx-options.ts';
import type { Progress } from './protocol.ts';
import type { Trial } from './trial.fixture.ts';
import { huge, large, openTrial, quick, small, unwired, watched } from './trial.fixture.ts';

let trial: Trial;
beforeAll(async () => {
  trial = await openTrial('jobs');
});
afterEach(async () => {
  await trial.closeClients();
  expect(trial.left(), 'temporary files that are left').toEqual([]);
});
afterAll(() => trial.end());

test('compiles and says what it made', async () => {
  const { result } = trial.client().start({ kind: 'compile', design: large, device: 'cpu' });
  expect(await result).toMatchObject({
    ok: true,
    value: { device: 'cpu', nodes: 175, bytes: expect.closeTo(102_600_000, -6) },
  });
});

test('runs, reports progress by phase and measures as many runs as asked for', async () => {
  const seen: Progress[] = [];
  const { result } = trial
    .client()
    .start({ ...quick, warmup: 2, runs: 5 }, (progress) => seen.push(progress));
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

test('where there is no runtime, running says so and exporting still works', async () => {
  const bare = trial.folder();
  cpSync(dirname(trial.entry), bare, { recursive: true });
  const runner = trial.client({ entry: join(bare, basename(trial.entry)) });
  expect(await runner.start(quick).result).toMatchObject({
    ok: false,
    issues: [{ code: 'run/no-runtime' }],
  });
  const reports = await runner.devices();
  expect(reports.ok && reports.value.map(({ available }) => available)).toEqual(deviceNames.map(() => false));
  const path = join(bare, 'small.onnx');
  expect(await runner.start({ kind: 'export', design: small, path }).result).toMatchObject({ ok: true });
});

test('a design that cannot fit into memory is refused before the runtime sees it', async () => {
  const phases: string[] = [];
  const { result } = trial.client().start({ ...quick, design: huge }, ({ phase }) => phases.push(phase));
  expect(await result).toMatchObject({ ok: false, issues: [{ code: 'run/memory' }] });
  expect(phases).not.toContain('load');
});

test('a faulty design comes back with its issues', async () => {
  const runner = trial.client();
  expect(await runner.start({ ...quick, design: '{' }).result).toMatchObject({
    ok: false,
    issues: [{ code: 'document/not-json' }],
  });
  expect(await runner.start({ ...quick, design: unwired }).result).toMatchObject({
    ok: false,
    issues: expect.arrayContaining([expect.objectContaining({ code: 'graph/unconnected' })]),
  });
});

test('measures designs side by side and keeps the issues of one that fails', async () => {
  const { result } = trial.client().start({ ...quick, kind: 'measure', designs: [small, '{', small] });
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

test('checks an export as it would be written, and writes nothing', async () => {
  const runner = trial.client();
  const options = { ...plainExport, opset: 18, precision: 'fp16' } as const;
  const path = join(trial.folder(), 'small.onnx');
  const check = await runner.start({ kind: 'checkExport', design: small, options }).result;
  const written = await runner.start({ kind: 'export', design: small, options, path }).result;
  if (!written.ok) throw new Error('the export failed');
  const { path: _, roundingShare, ...report } = written.value;
  expect(roundingShare).toBeNull();
  expect(check).toEqual({ ok: true, value: report });
  const free = { ...options, dynamic: ['depth'] };
  expect(await runner.start({ kind: 'checkExport', design: small, options: free }).result).toMatchObject({
    ok: false,
    issues: [{ code: 'export/unknown-dimension' }],
  });
});

test('exports to a file; a cancelled export leaves nothing behind', async () => {
  const folder = trial.folder();
  const runner = trial.client();
  const path = join(folder, 'small.onnx');
  const done = await runner.start({ kind: 'export', design: small, path }).result;
  const { length } = readFileSync(path);
  expect(done).toEqual({
    ok: true,
    value: { path, bytes: length, nodes: 2, foldedNorms: 0, roundingShare: null },
  });
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
});

test('the same design computes the same values in another process', async () => {
  const work = { kind: 'evaluate', design: small, device: 'cpu', warmup: 0, runs: 1, inputs: [] } as const;
  const answers = await Promise.all([0, 1].map(() => trial.client().start(work).result));
  const [one, other] = answers.map((answer) =>
    answer.ok ? { ok: true, value: { outputs: answer.value.outputs } } : answer,
  );
  expect(one).toMatchObject({ ok: true, value: { outputs: [{ name: 'output', shape: [1, 8, 12, 10] }] } });
  expect(one).toEqual(other);
  expect(new Set(one!.ok ? one!.value.outputs[0]!.data : []).size).toBeGreaterThan(100);
});

test('the cpu works everywhere, what does not says why, and the answer is remembered', async () => {
  const { start, started } = watched();
  const tried: DeviceName[][] = [];
  const runner = trial.client({
    start: (...how) => {
      const running = start(...how);
      const here: DeviceName[] = [];
      tried.push(here);
      return {
        ...running,
        send: (request) => {
          if (request.work.kind === 'probe') here.push(request.work.device);
          running.send(request);
        },
      };
    },
  });
  const reports = await runner.devices();
  expect(reports.ok && reports.value.map(({ name }) => name)).toEqual(deviceNames);
  if (!reports.ok) return;
  expect(reports.value[0]).toMatchObject({ available: true, reason: null });
  for (const { available, reason } of reports.value) expect(available || reason !== '').toBe(true);

  // What loads a driver is the last that its process tries.
  expect(tried.flat().toSorted()).toEqual(deviceNames.toSorted());
  const withoutDriver = reports.value.filter(
    ({ name, remedy }) =>
      name === 'cpu' || /^device\/(elsewhere|library-missing|not-packaged)$/.test(remedy?.code ?? ''),
  );
  for (const here of tried)
    for (const name of here.slice(0, -1)) expect(withoutDriver.map((report) => report.name)).toContain(name);
  // Here no process is begun that is not needed.
  expect(started.length).toBeLessThanOrEqual(1 + deviceNames.length - withoutDriver.length);

  const count = started.length;
  expect(await runner.devices()).toBe(reports);
  expect(started).toHaveLength(count);
});

test('a device that is not there is an issue', async () => {
  const device = process.platform === 'darwin' ? 'dml' : 'coreml';
  expect(await trial.client().start({ ...quick, device }).result).toMatchObject({
    ok: false,
    issues: [{ code: 'run/device-unavailable', data: { device } }],
  });
});
