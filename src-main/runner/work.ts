import type { ExportReport, JobOf } from '../../src-core/contract.ts';
import type { Result } from '../../src-core/errors.ts';
import { ok } from '../../src-core/errors.ts';
import { measureJob } from './measure-job.ts';
import { modelOf, writeModel } from './model.ts';
import { probe } from './probe.ts';
import { profileJob } from './profile.ts';
import type { Work, WorkReportOf } from './protocol.ts';
import type { WorkContext } from './run-job.ts';
import { compileJob, evaluateJob, runJob } from './run-job.ts';

async function exportJob(
  { design, path, seed }: JobOf<'export'>,
  { version, progress }: WorkContext,
): Promise<Result<ExportReport>> {
  progress({ phase: 'lower', done: 0, total: 1 });
  const model = modelOf(design, version, seed);
  if (!model.ok) return model;
  const written = await writeModel(model.value, path, 'write', progress);
  return written.ok ? ok({ path, bytes: written.value.bytes }) : written;
}

/** Does one piece of work in this process. What a person or the system causes is an issue; a fault of ours throws. */
export function perform(work: Work, context: WorkContext): Promise<Result<WorkReportOf<Work>>> {
  switch (work.kind) {
    case 'compile':
      return compileJob(work, context);
    case 'run':
      return runJob(work, context);
    case 'profile':
      return profileJob(work, context);
    case 'export':
      return exportJob(work, context);
    case 'measure':
      return measureJob(work, context);
    case 'probe':
      return probe(work.device, context);
    case 'evaluate':
      return evaluateJob(work, context);
  }
}
