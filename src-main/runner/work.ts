import type { ExportCheck, ExportReport, JobOf } from '../../src-core/contract.ts';
import type { Result } from '../../src-core/errors.ts';
import { ok } from '../../src-core/errors.ts';
import { calibrateDevice } from './calibrate/calibrate-device.ts';
import { compareLowerings } from './compare-lowerings.ts';
import { compareWithModel } from './compare-with-model.ts';
import { compileDesign } from './compile-design.ts';
import { evaluateDesign } from './evaluate-design.ts';
import { checkPyTorch, exportPyTorch } from './export-pytorch.ts';
import { featureMaps } from './feature-maps.ts';
import { inferSizes } from './infer-sizes.ts';
import type { WorkContext } from './loadable.ts';
import { measureDesigns } from './measure-designs.ts';
import type { ExportModel } from './model.ts';
import { exportModelOf, writeModelFile } from './model.ts';
import { probe } from './probe.ts';
import { profileDesign } from './profile-design.ts';
import type { Work, WorkReportOf } from './protocol.ts';
import { timeDesign } from './time-design.ts';
import { roundingShare, valueRanges } from './value-ranges.ts';
import { verifyDesign } from './verify-design.ts';

const checkOf = ({ folded, onnx }: ExportModel): ExportCheck => ({
  bytes: onnx.bytes,
  nodes: onnx.nodes,
  foldedNorms: folded,
});

async function checkExport(
  { design, ...asked }: JobOf<'checkExport'>,
  { version, progress }: WorkContext,
): Promise<Result<ExportCheck>> {
  progress({ phase: 'lower', done: 0, total: 1 });
  const model = await exportModelOf(design, version, asked);
  return model.ok ? ok(checkOf(model.value)) : model;
}

const seenValues = (design: string, { seed, pictures }: Partial<JobOf<'export'>>, context: WorkContext) =>
  valueRanges({ design, seed, sources: pictures }, context);

async function exportDesign(
  { design, path, ...asked }: JobOf<'export'>,
  context: WorkContext,
): Promise<Result<ExportReport>> {
  const { version, progress } = context;
  progress({ phase: 'lower', done: 0, total: 1 });
  const seen = asked.options?.precision === 'int8' ? await seenValues(design, asked, context) : ok(null);
  if (!seen.ok) return seen;
  const model = await exportModelOf(design, version, { ...asked, ranges: seen.value?.ranges });
  if (!model.ok) return model;
  const written = await writeModelFile(model.value, path, 'write', progress);
  if (!written.ok) return written;
  const share = seen.value === null ? ok(null) : await roundingShare(path, model.value, seen.value);
  if (!share.ok) return share;
  return ok({ path, ...checkOf(model.value), bytes: written.value.bytes, roundingShare: share.value });
}

/** Does one piece of work in this process. What a person or the system causes is an issue; a fault of ours throws. */
export function perform(work: Work, context: WorkContext): Promise<Result<WorkReportOf<Work>>> {
  switch (work.kind) {
    case 'compile':
      return compileDesign(work, context);
    case 'run':
      return timeDesign(work, context);
    case 'profile':
      return profileDesign(work, context);
    case 'export':
      return exportDesign(work, context);
    case 'checkExport':
      return checkExport(work, context);
    case 'exportPyTorch':
      return exportPyTorch(work, context);
    case 'checkPyTorch':
      return checkPyTorch(work, context);
    case 'inferSizes':
      return inferSizes(work, context);
    case 'measure':
      return measureDesigns(work, context);
    case 'calibrate':
      return calibrateDevice(work, context);
    case 'probe':
      return probe(work.device, context);
    case 'evaluate':
      return evaluateDesign(work, context);
    case 'lowerings':
      return compareLowerings(work, context);
    case 'features':
      return featureMaps(work, context);
    case 'verify':
      return verifyDesign(work, [], context);
    case 'verifyWith':
      return verifyDesign(work.verify, work.others, context);
    case 'compareWithModel':
      return compareWithModel(work, context);
  }
}
