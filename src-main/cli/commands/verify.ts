import { resolve } from 'node:path';
import type { DeviceName, JobOf, VerifiedPair, VerifyReport } from '../../../src-core/contract.ts';
import type { Issue, Result } from '../../../src-core/errors.ts';
import { issue, ok } from '../../../src-core/errors.ts';
import { unknown } from '../../../src-core/format.ts';
import type { RealPrecision } from '../../../src-core/lower/onnx-options.ts';
import { partedBy } from '../../../src-core/pytorch/parity.ts';
import { privateFolder } from '../../files/private-folder.ts';
import { pytorchModelOf } from '../../runner/export-pytorch.ts';
import { seededValues } from '../../runner/session.ts';
import { runInTorch, torchVersion } from '../../runner/torch-process.ts';
import type { Outcome } from '../answer.ts';
import type { Io, Runner } from '../io.ts';
import { here, runOn, withRunner } from '../job.ts';
import type { Json } from '../json.ts';
import { allDevices } from '../options.ts';
import type { DesignOptions } from '../prepared.ts';
import { pairs as lines } from '../table.ts';
import { runnableText } from './run.ts';

interface VerifyOptions extends DesignOptions {
  /** The cpu where none is named. */
  readonly device: readonly (DeviceName | typeof allDevices)[];
  readonly precision: RealPrecision;
  /** An exported file to run in the place of one that is made. */
  readonly onnx?: string;
  readonly seed?: number;
  /** A Python that has torch. */
  readonly pytorch?: string;
}

/** The devices that were asked for, each once. Only where all are asked for is it tried which of them work. */
async function devicesOf(
  asked: VerifyOptions['device'],
  runner: Runner,
): Promise<Result<readonly DeviceName[]>> {
  const named = asked.filter((name) => name !== allDevices);
  if (asked.length === 0) return ok(['cpu']);
  if (named.length === asked.length) return ok([...new Set(named)]);
  const reports = await runner.devices();
  if (!reports.ok) return reports;
  const working = reports.value.filter(({ available }) => available).map(({ name }) => name);
  return ok([...new Set([...named, ...working])]);
}

/** Runs the job beside PyTorch, whose results it is handed as files. Issues besides the job's: verify/no-torch, verify/failed. */
async function withTorch(
  python: string,
  job: JobOf<'verify'>,
  io: Io,
  runner: Runner,
): Promise<Result<VerifyReport>> {
  const torch = await torchVersion(python);
  if (!torch.ok) return torch;
  const model = await pytorchModelOf(job.design, job.seed);
  if (!model.ok) return model;
  const inputs = model.value.program.inputs.map((end) => ({
    shape: end.shape,
    data: seededValues(end, 0),
  }));
  const folder = await privateFolder();
  try {
    const computed = await runInTorch(python, model.value, inputs, folder.path);
    if (!computed.ok) return computed;
    const report = await runOn(runner, io, { kind: 'verifyWith', verify: job, others: [computed.value] });
    if (!report.ok || report.value.pairs.at(-1)?.first === null) return report;
    // A network may be so sensitive that single precision cannot tell; double precision can.
    const exact = await runInTorch(python, model.value, inputs, folder.path, 'float64');
    if (!exact.ok) return exact;
    const other = { ...computed.value, exact: exact.value.tensors };
    return await runOn(runner, io, { kind: 'verifyWith', verify: job, others: [other] });
  } finally {
    await folder.remove();
  }
}

const shown = (gap: number | null): string => (gap === null ? unknown : gap.toExponential(2));

function equalText({ rounding, amplified }: Pick<VerifiedPair, 'rounding' | 'amplified'>): string {
  if (amplified !== null) return `equal but for rounding, which ${amplified.path} makes larger`;
  return rounding === null ? 'equal' : 'equal but for rounding';
}

const pairText = ({
  a,
  b,
  maxAbs,
  maxRel,
  within,
  first,
  rounding,
  amplified,
  tensors,
}: VerifiedPair): [string, string] => [
  `${b} against ${a}`,
  `${first === null ? equalText({ rounding, amplified }) : `they part at ${first.path}`}: largest gap ${shown(maxAbs)}, ${shown(maxRel)} of the largest value; within ${within}, ${tensors.length} tensors`,
];

function partings({ pairs }: VerifyReport): Issue[] {
  return pairs.flatMap(({ a, b, first, maxRel, rounding }): Issue[] => {
    if (first === null) return [];
    const where = { node: first.path };
    return rounding !== null && partedBy(rounding) === 'undecided'
      ? [issue('verify/undecided', where, { share: shown(rounding.b) })]
      : [issue('verify/differs', where, { a, b, share: shown(maxRel) })];
  });
}

/** Holds what a design computes on devices, and in PyTorch where a Python is named, against the reference, tensor by tensor. */
export async function verify(name: string, options: VerifyOptions, io: Io): Promise<Outcome> {
  const { pytorch: python, precision, onnx, seed } = options;
  const text = await runnableText(name, options);
  if (!text.ok) return text;
  const report = await withRunner(io, here, async (runner) => {
    const devices = await devicesOf(options.device, runner);
    if (!devices.ok) return devices;
    const job: JobOf<'verify'> = {
      kind: 'verify',
      design: text.value,
      devices: devices.value,
      precision,
      ...(onnx !== undefined && { file: resolve(onnx) }),
      ...(seed !== undefined && { seed }),
    };
    return python === undefined ? runOn(runner, io, job) : withTorch(python, job, io, runner);
  });
  if (!report.ok) return report;
  const { pairs, notes } = report.value;
  const issues = [...notes, ...partings(report.value)];
  return ok({
    json: { pairs: pairs.map(pairJson), ok: report.value.ok },
    ...(issues.length > 0 && { issues }),
    text: lines([['design', name], ...pairs.map(pairText)]),
  });
}

const pairJson = ({
  a,
  b,
  maxAbs,
  maxRel,
  first,
  rounding,
  amplified,
  within,
  tensors,
}: VerifiedPair): Json => ({
  a,
  b,
  maxAbs,
  maxRel,
  first: first && { path: first.path },
  within,
  ...(amplified !== null && { amplified: { ...amplified } }),
  ...(rounding !== null && { rounding: { ...rounding } }),
  tensors: tensors.map((gap) => ({ path: gap.path, maxAbs: gap.maxAbs, maxRel: gap.maxRel })),
});
