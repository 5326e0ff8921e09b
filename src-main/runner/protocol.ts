import * as v from 'valibot';
import type {
  DeviceReport,
  FeatureReport,
  JobOf,
  JobReports,
  RunReport,
  Timing,
  VerifyReport,
} from '../../src-core/contract.ts';
import {
  deviceNames,
  jobSchema,
  optimizationLevels,
  precisionSupports,
  runSettings,
  splitRules,
} from '../../src-core/contract.ts';
import type { Issue, Result } from '../../src-core/errors.ts';
import { issueKeys, ok } from '../../src-core/errors.ts';
import type { Tensor } from '../../src-core/language/tensor.ts';
import { calibrationSchema } from '../../src-core/latency/calibration.ts';
import type { LoweringName } from '../../src-core/lower/lowerings.ts';
import { loweringNames } from '../../src-core/lower/lowerings.ts';
import { precisions } from '../../src-core/lower/onnx-options.ts';

/** How fast one way to write a design runs, beside the plain one in the same rounds. */
interface LoweringTime {
  readonly name: LoweringName;
  readonly ms: Timing;
  /** How many times as fast as the plain one it is, by the medians. */
  readonly gain: number;
  /** The largest difference of any output from the plain one's, over its largest value. */
  readonly difference: number;
}

export interface LoweringsReport {
  readonly lowerings: readonly LoweringTime[];
  /** The fastest of those that compute the same. */
  readonly best: LoweringName;
}

/**
 * What client and process say to each other: plain data that a structured clone carries, checked on both sides.
 * The client sends one request and waits for its `done`, with `progress` in between, before it sends the next.
 */

const device = v.picklist(deviceNames);

/** The values of an input or output of a design. */
export interface NamedTensor extends Tensor {
  readonly name: string;
}
const namedTensor: v.GenericSchema<unknown, NamedTensor> = v.object({
  name: v.string(),
  shape: v.array(v.number()),
  data: v.instance(Float32Array),
});

/** The tensors that another program computed, as files of floats; inner ones tell only where outputs that part began to. */
export interface Computed {
  readonly label: string;
  readonly tensors: readonly {
    readonly name: string;
    readonly shape: readonly number[];
    readonly file: string;
  }[];
  /** Its outputs in double precision, where single precision parted. */
  readonly exact?: Computed['tensors'] | undefined;
}
const computedTensors = v.array(v.object({ name: v.string(), shape: v.array(v.number()), file: v.string() }));
const computed: v.GenericSchema<unknown, Computed> = v.object({
  label: v.string(),
  tensors: computedTensors,
  exact: v.optional(computedTensors),
});

const verifyJob = v.pipe(
  jobSchema,
  v.check((job) => job.kind === 'verify'),
  v.transform((job) => job as JobOf<'verify'>),
);

/** What the process is asked to do: the jobs of the contract, and what the runner asks of itself. */
const workSchema = v.variant('kind', [
  ...jobSchema.options,
  /** Whether a tiny network really runs on this device. */
  v.object({ kind: v.literal('probe'), device }),
  /** The values a design computes, timed as a run is: from the inputs that are given, and from seeded ones for the others. */
  v.object({
    kind: v.literal('evaluate'),
    design: v.string(),
    device,
    warmup: v.number(),
    runs: v.optional(v.number()),
    whenQuiet: v.optional(v.boolean()),
    ...runSettings,
    inputs: v.pipe(v.array(namedTensor), v.readonly()),
  }),
  /** Which way to write a design runs fastest. */
  v.object({
    kind: v.literal('lowerings'),
    design: v.string(),
    device,
    warmup: v.number(),
    runs: v.number(),
  }),
  /** As `verify`, and holds what other programs computed against the same reference. */
  v.object({ kind: v.literal('verifyWith'), verify: verifyJob, others: v.array(computed) }),
  /** How far a design is from the model at a path that it was read from. */
  v.object({ kind: v.literal('compareWithModel'), design: v.string(), model: v.string() }),
]);
export type Work = v.InferOutput<typeof workSchema>;

export interface EvaluateReport extends RunReport {
  readonly outputs: readonly NamedTensor[];
}

/** How far the outputs of a design are from those of the model that it was read from. */
export interface ModelComparison {
  /** Whether the outputs of the model itself are finite numbers. */
  readonly hasNumbers: boolean;
  /** The largest difference as a share of the largest value of that output; null where one has no finite number at a place. */
  readonly largest: number | null;
}

/** What each kind of work reports when it is done: the map of the contract, and what the runner asks of itself. */
export interface WorkReports extends JobReports {
  readonly probe: DeviceReport;
  readonly evaluate: EvaluateReport;
  readonly verifyWith: VerifyReport;
  readonly lowerings: LoweringsReport;
  readonly compareWithModel: ModelComparison;
}
export type WorkReportOf<One extends Work> = WorkReports[One['kind']];

export const requestSchema = v.object({
  id: v.number(),
  work: workSchema,
  /** Of Blockwright; stands in the files it writes. */
  version: v.string(),
  /** A private folder for this request alone; the client removes it afterwards, also when the process was killed. */
  folder: v.string(),
});
export type Request = v.InferOutput<typeof requestSchema>;

const text = v.string();
const number = v.number();
const shape = v.array(number);

const issueShape = v.object({
  code: text,
  where: v.object({
    file: v.optional(text),
    node: v.optional(text),
    field: v.optional(text),
    port: v.optional(text),
    at: v.optional(number),
  }),
  data: v.record(text, v.union([text, number])),
  severity: v.picklist(['problem', 'note']),
});

/** An issue with a code that has a sentence, and all data that the sentence takes; an answer with any other is no report. */
const issueSchema = v.custom<Issue>((value) => {
  if (!v.is(issueShape, value)) return false;
  return issueKeys(value.code)?.every((key) => Object.hasOwn(value.data, key)) ?? false;
});
const issues = v.array(issueSchema);

const timing = v.object({
  min: number,
  median: number,
  p90: number,
  p99: number,
  interval: v.tuple([number, number]),
});
const busySign = v.object({
  sign: v.picklist(['others', 'switches', 'spin', 'drift', 'outliers']),
  value: number,
  bound: number,
});

const support = v.picklist(precisionSupports);

const runReport = {
  device,
  adapter: v.nullable(text),
  driver: v.nullable(text),
  threads: number,
  warmup: number,
  runs: number,
  ms: timing,
  steady: v.boolean(),
  busy: v.array(busySign),
  precision: v.picklist(precisions),
  level: v.picklist(optimizationLevels),
  batch: v.nullable(number),
  inputs: v.array(shape),
  loadMs: v.nullable(number),
  firstMs: v.nullable(number),
  peakBytes: v.object({ bound: number, predicted: number, measured: v.nullable(number) }),
  graph: text,
  at: text,
  output: v.object({ shape }),
  onnxruntime: text,
};
const runSchema: v.GenericSchema<unknown, RunReport> = v.strictObject(runReport);

const profileRow = v.object({
  path: text,
  ms: number,
  share: number,
  kernels: number,
  shared: v.boolean(),
  macs: number,
  bytes: v.nullable(number),
});

const exportCheck = { bytes: number, nodes: number, foldedNorms: number };

const gap = { maxAbs: v.nullable(number), maxRel: v.nullable(number) };
const verifySchema: v.GenericSchema<unknown, VerifyReport> = v.strictObject({
  pairs: v.array(
    v.strictObject({
      a: text,
      b: text,
      ...gap,
      within: number,
      first: v.nullable(v.strictObject({ path: text })),
      rounding: v.nullable(v.strictObject({ a: number, b: number })),
      amplified: v.nullable(v.strictObject({ path: text })),
      tensors: v.array(v.strictObject({ path: text, ...gap })),
    }),
  ),
  ok: v.boolean(),
  notes: issues,
});

const featureSchema: v.GenericSchema<unknown, FeatureReport> = v.strictObject({
  item: text,
  randomWeights: v.nullable(v.strictObject({ seed: number })),
  tensors: v.array(
    v.strictObject({
      path: text,
      shape,
      channels: number,
      figures: v.array(v.strictObject({ min: number, max: number, mean: number })),
      maps: v.strictObject({ rows: number, columns: number, shrink: number, grey: text }),
      redundancy: v.nullable(
        v.strictObject({
          share: v.nullable(number),
          alike: number,
          constant: number,
          within: number,
          positions: number,
        }),
      ),
    }),
  ),
  effective: v.nullable(
    v.strictObject({
      rows: number,
      columns: number,
      window: v.strictObject({ top: number, left: number, rows: number, columns: number }),
      cell: v.tuple([number, number]),
      grid: v.strictObject({ rows: number, columns: number }),
      answers: v.array(number),
    }),
  ),
});

type ReportSchemas = { readonly [Kind in Work['kind']]: v.GenericSchema<unknown, WorkReports[Kind]> };
const reportSchemas: ReportSchemas = {
  compile: v.strictObject({
    device,
    bytes: number,
    nodes: number,
    lowerMs: number,
    loadMs: number,
  }),
  run: runSchema,
  profile: v.strictObject({
    ...runReport,
    kernels: number,
    nodes: v.array(profileRow),
    items: v.array(
      v.object({ path: text, ms: number, interval: v.tuple([number, number]), kernels: number }),
    ),
    wires: v.array(v.object({ from: text, to: text, ms: number, kernels: number })),
    timeline: v.array(
      v.object({ node: text, op: text, path: v.nullable(text), startMs: number, ms: number }),
    ),
    split: v.picklist(splitRules),
    unattributedMs: number,
    overheadMs: number,
    totalMs: number,
    unprofiledMs: number,
    plain: timing,
  }),
  export: v.strictObject({ path: text, ...exportCheck, roundingShare: v.nullable(number) }),
  checkExport: v.strictObject(exportCheck),
  exportPyTorch: v.strictObject({
    path: text,
    bytes: number,
    className: text,
    weights: v.nullable(v.strictObject({ path: text, bytes: number })),
  }),
  checkPyTorch: v.strictObject({ bytes: number, className: text }),
  inferSizes: v.strictObject({
    found: v.array(v.strictObject({ name: v.string(), type: number, sizes: v.array(number) })),
    detail: v.nullable(text),
  }),
  measure: v.strictObject({
    designs: v.array(v.object({ bytes: v.nullable(number), run: v.nullable(runSchema), issues })),
  }),
  calibrate: calibrationSchema,
  probe: v.strictObject({
    name: device,
    available: v.boolean(),
    adapter: v.nullable(text),
    driver: v.nullable(text),
    memoryBytes: v.nullable(number),
    precisions: v.nullable(v.object({ fp32: support, fp16: support })),
    reason: v.nullable(text),
    remedy: v.nullable(issueSchema),
  }),
  evaluate: v.strictObject({ ...runReport, outputs: v.array(namedTensor) }),
  verify: verifySchema,
  verifyWith: verifySchema,
  features: featureSchema,
  lowerings: v.strictObject({
    lowerings: v.array(
      v.strictObject({ name: v.picklist(loweringNames), ms: timing, gain: number, difference: number }),
    ),
    best: v.picklist(loweringNames),
  }),
  compareWithModel: v.strictObject({ hasNumbers: v.boolean(), largest: v.nullable(number) }),
};

const resultSchema = v.variant('ok', [
  v.object({ ok: v.literal(true), value: v.unknown() }),
  v.object({ ok: v.literal(false), issues }),
]);

/** Reads the answer to a kind of work: its report, or issues; null where it is neither. */
export function readResult<Kind extends Work['kind']>(
  kind: Kind,
  answer: unknown,
): Result<WorkReports[Kind]> | null {
  const result = v.safeParse(resultSchema, answer);
  if (!result.success) return null;
  if (!result.output.ok) return result.output;
  const schema: v.GenericSchema<unknown, WorkReports[Kind]> = reportSchemas[kind];
  const report = v.safeParse(schema, result.output.value);
  return report.success ? ok(report.output) : null;
}

const phases = [
  'quiet',
  'lower',
  'load',
  'warmup',
  'run',
  'profile',
  'calibrate',
  'write',
  'verify',
] as const;

/**
 * How far a request is; `done` of `total` steps of a phase. The process has no phase `silent`: the client says by it that the process
 * has given no sign of life for `done` seconds, and is ended after `total`.
 */
export interface Progress {
  readonly phase: (typeof phases)[number] | 'silent';
  readonly done: number;
  readonly total: number;
}

export const replySchema = v.variant('type', [
  v.object({
    type: v.literal('progress'),
    id: v.number(),
    phase: v.picklist(phases),
    done: v.number(),
    total: v.number(),
  }),
  v.object({ type: v.literal('done'), id: v.number(), result: v.unknown() }),
  /** A sign of life. */
  v.object({ type: v.literal('beat') }),
]);
export type Reply =
  | { readonly type: 'beat' }
  | ({ readonly type: 'progress'; readonly id: number } & Progress)
  | { readonly type: 'done'; readonly id: number; readonly result: Result<WorkReports[Work['kind']]> };
