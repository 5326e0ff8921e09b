import { expect, expectTypeOf, test } from 'vitest';
import type { ExportReport, ProfileReport } from '../../src-core/contract.ts';
import type { Result } from '../../src-core/errors.ts';
import { fail, issue } from '../../src-core/errors.ts';
import { runJob, useJobs } from './jobs.ts';

const exporting = { kind: 'export', design: '{}', path: '/w/net.onnx' } as const;

test('a job that cannot be started fails, and the store says why', async () => {
  const running = runJob(exporting);
  expect(useJobs.getState().running).toMatchObject({ kind: 'export', id: null });
  const unreachable = issue('call/unreachable');
  expect(await running).toEqual(fail(unreachable));
  expect(useJobs.getState()).toMatchObject({ running: null, failure: [unreachable] });
});

test('one job is run at a time', async () => {
  const first = runJob(exporting);
  expect(await runJob(exporting)).toMatchObject({ issues: [{ code: 'call/failed' }] });
  await first;
});

test('the report is that of the kind of job', () => {
  const profiling = { kind: 'profile', design: '{}', device: 'cpu', warmup: 0, runs: 1 } as const;
  expectTypeOf(runJob<typeof exporting>).returns.resolves.toEqualTypeOf<Result<ExportReport>>();
  expectTypeOf(runJob<typeof profiling>).returns.resolves.toEqualTypeOf<Result<ProfileReport>>();
});
