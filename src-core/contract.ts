import * as v from 'valibot';
import type { WeightsFile } from './document/design.ts';
import type { Issue, Result } from './errors.ts';
import type { EffectiveField } from './features/effective-field.ts';
import type { Redundancy } from './features/redundancy.ts';
import type { SampleName } from './features/sample-images.ts';
import { sampleNames } from './features/sample-images.ts';
import type { Calibration } from './latency/calibration.ts';
import type { HeaderTensor } from './lower/header-tensor.ts';
import type { Precision, RealPrecision } from './lower/onnx-options.ts';
import { alignments, opsets, precisions, realPrecisions } from './lower/onnx-options.ts';
import type { FoundSizes } from './lower/unsized.ts';
import { mostOfNode } from './operators/opaque-node.ts';
import type { KeptProfile } from './results/kept-profile.ts';
import type { StoredResult } from './results/result.ts';
import { resultId } from './results/result.ts';

/**
 * What a page in a browser and its server agree on. Beside its cookie, which a browser sends to every port of this machine, the
 * page shows a key that it keeps where no other port can read it.
 */
export const serving = {
  /** Where the socket is. A plain request that carries the key learns whether the socket would open. */
  socketPath: '/rpc',
  /** The key follows it in the list of protocols that a socket is opened with. */
  socketProtocol: 'blockwright',
  keyHeader: 'x-blockwright-key',
  /** The name of the key in the page's storage. */
  keyName: 'blockwright-key',
  /** What the addresses of files that may be downloaded begin with. */
  downloadPath: '/download/',
} as const;

/** Devices the runner knows how to ask onnxruntime for, in order of preference. */
export const deviceNames = ['cpu', 'webgpu', 'cuda', 'tensorrt', 'dml', 'coreml'] as const;
export type DeviceName = (typeof deviceNames)[number];

/** Whether a device computes in a precision: itself, only by casts to single precision around each kernel, or not at all. */
export const precisionSupports = ['native', 'casts', 'none'] as const;
export type PrecisionSupport = (typeof precisionSupports)[number];

export interface DeviceReport {
  readonly name: DeviceName;
  readonly available: boolean;
  /** What the system calls the hardware, null where it does not say. */
  readonly adapter: string | null;
  /** Of the graphics card, with its version. */
  readonly driver: string | null;
  /** Of its own, of the cpu all of the machine's; null where the system does not say. */
  readonly memoryBytes: number | null;
  /** Tried out; null where the device is not available. */
  readonly precisions: Readonly<Record<RealPrecision, PrecisionSupport>> | null;
  /** Why it is not available, null where it is. */
  readonly reason: string | null;
  /** What a person can do about that; null where nothing is known to help. */
  readonly remedy: Issue | null;
}

/** How far the runtime may change a graph before it runs it, from as it is written to everything it knows. */
export const optimizationLevels = ['disabled', 'basic', 'extended', 'layout', 'all'] as const;
export type OptimizationLevel = (typeof optimizationLevels)[number];

/** Milliseconds of timed runs, measured inside the runner. */
export interface Timing {
  readonly min: number;
  readonly median: number;
  readonly p90: number;
  readonly p99: number;
  /** Between what the median lies at a confidence of 95%. */
  readonly interval: readonly [number, number];
}

/** A sign that something else kept the machine busy during runs: what was seen, and from what on it is a sign. */
export interface BusySign {
  /**
   * `others`: cores that did something else; `switches`: times a second that a core was taken away; `spin`, `drift`,
   * `outliers`: shares by which the same work took longer now and then, runs changed from first to last, and runs were
   * far from the median.
   */
  readonly sign: 'others' | 'switches' | 'spin' | 'drift' | 'outliers';
  readonly value: number;
  readonly bound: number;
}

export interface CompileReport {
  readonly device: DeviceName;
  readonly bytes: number;
  readonly nodes: number;
  /** Milliseconds to lower, write and load. */
  readonly lowerMs: number;
  readonly loadMs: number;
}

export interface RunReport {
  readonly device: DeviceName;
  readonly adapter: string | null;
  readonly driver: string | null;
  readonly threads: number;
  readonly warmup: number;
  readonly runs: number;
  readonly ms: Timing;
  /** Whether the interval of the median came inside the bound of the rule for steady runs. */
  readonly steady: boolean;
  readonly busy: readonly BusySign[];
  readonly precision: Precision;
  readonly level: OptimizationLevel;
  /** Images of one run; null where nothing comes in. */
  readonly batch: number | null;
  /** Shapes, in the order of the design's inputs. */
  readonly inputs: readonly (readonly number[])[];
  /** Milliseconds to load the model, and of the first run, which makes what later ones find ready; null where several loaded at once. */
  readonly loadMs: number | null;
  readonly firstMs: number | null;
  /**
   * Of the runner's memory at its highest, bytes: what it is at most, by which a design is refused, what it is predicted to be,
   * and what it was; null where the system does not tell.
   */
  readonly peakBytes: {
    readonly bound: number;
    readonly predicted: number;
    readonly measured: number | null;
  };
  /** SHA-256 of what is computed, names apart. */
  readonly graph: string;
  /** When the runs were over, as ISO 8601. */
  readonly at: string;
  readonly output: { readonly shape: readonly number[] };
  readonly onnxruntime: string;
}

/** How the time of a kernel that computes several items is split among them. */
export const splitRules = ['macs', 'equal', 'bytes'] as const;
export type SplitRule = (typeof splitRules)[number];

/** Time of one leaf item. Every kernel is counted in exactly one row: that of the item that works most. */
export interface ProfileRow {
  readonly path: string;
  readonly ms: number;
  readonly share: number;
  readonly kernels: number;
  /** Whether a kernel of it computes other items too. */
  readonly shared: boolean;
  /** Of the item; the whole batch. */
  readonly macs: number;
  /** Bytes that its part of the kernels reads and writes; null where the runtime does not tell. */
  readonly bytes: number | null;
}

/** Time of changes of layout and place on the wire between two leaf items; it is part of the row of one of the two. */
export interface ProfileWire {
  readonly from: string;
  readonly to: string;
  readonly ms: number;
  readonly kernels: number;
}

/** A kernel of the run that a profile tells of. */
interface ProfileKernel {
  /** Of the optimized graph. */
  readonly node: string;
  readonly op: string;
  /** The item that works most in it; null where nothing tells. */
  readonly path: string | null;
  /** From the first kernel of the run on. */
  readonly startMs: number;
  readonly ms: number;
}

/** Time of an item with everything inside it, over all profiled runs. */
export interface ItemTime {
  readonly path: string;
  /** The median, in milliseconds. */
  readonly ms: number;
  /** Between what the median lies at a confidence of 95%. */
  readonly interval: readonly [number, number];
  readonly kernels: number;
}

/** The profiled run whose total is the median: rows + unattributed + overhead = total, exactly. */
export interface ProfileReport extends RunReport {
  readonly kernels: number;
  readonly nodes: readonly ProfileRow[];
  /** Of items at every depth, each before what is inside it. Medians of parts do not add up to that of the whole. */
  readonly items: readonly ItemTime[];
  readonly wires: readonly ProfileWire[];
  /** In the order in which they began. */
  readonly timeline: readonly ProfileKernel[];
  readonly split: SplitRule;
  readonly unattributedMs: number;
  readonly overheadMs: number;
  readonly totalMs: number;
  /** The median of `plain`. */
  readonly unprofiledMs: number;
  /** Of the runs without profiling, made in turn with the profiled ones whose times are `ms`. */
  readonly plain: Timing;
}

/** What an export writes. */
export interface ExportCheck {
  readonly bytes: number;
  /** Of the exported graph. */
  readonly nodes: number;
  /** Norms that went into weights. */
  readonly foldedNorms: number;
}

export interface ExportReport extends ExportCheck {
  readonly path: string;
  /**
   * Of a file in whole numbers of 8 bits, how far its outputs are off those in single precision on the first of what its ranges
   * were seen on: the root of the mean square of the difference over that of the outputs. Null of other files.
   */
  readonly roundingShare: number | null;
}

/** What a design can be exported as. */
export const exportFormats = ['onnx', 'pytorch'] as const;

/** What an export to PyTorch writes. */
export interface PyTorchReport {
  readonly path: string;
  readonly bytes: number;
  /** The class of the whole design. */
  readonly className: string;
  readonly weights: { readonly path: string; readonly bytes: number } | null;
}

/** Which sizes leave nodes of an ONNX file. */
export interface SizesReport {
  /** Of those tensors of which all sizes are known. */
  readonly found: readonly FoundSizes[];
  /** Why nothing is said of others; null where no node was refused. */
  readonly detail: string | null;
}

export interface MeasureReport {
  /** In the order asked for; null where that design could not be measured, with its issues. */
  readonly designs: readonly {
    readonly bytes: number | null;
    readonly run: RunReport | null;
    readonly issues: readonly Issue[];
  }[];
}

/** How far a tensor is from the one that was expected; null where it is beyond any number, such as where one side has no number. */
export interface TensorGap {
  /** The item that makes it; `path:1` is the second of several tensors. */
  readonly path: string;
  readonly maxAbs: number | null;
  /** Over the largest size of what was expected. */
  readonly maxRel: number | null;
}

/** Two programs that computed the same design on the same weights and inputs: `reference`, `pytorch` or DEVICE/LEVEL/PRECISION. */
export interface VerifiedPair {
  readonly a: string;
  readonly b: string;
  /** The largest of any tensor. */
  readonly maxAbs: number | null;
  readonly maxRel: number | null;
  /** The share of a tensor's largest value up to which the two agree. */
  readonly within: number;
  /** The first item, in the order in which they run, whose tensors do not agree. */
  readonly first: { readonly path: string } | null;
  /**
   * How far `a` and `b` are off what `b` computes in double precision, of the output that parted first, where they parted in
   * single precision and that tells rounding from a difference; else null.
   */
  readonly rounding: { readonly a: number; readonly b: number } | null;
  /**
   * The first item whose tensors do not agree though every operator computes what it must from what it was given: rounding before
   * it, which it makes larger. `first` is null then. Null where there is none, or another difference.
   */
  readonly amplified: { readonly path: string } | null;
  /** All that both have, in the order in which they are made. */
  readonly tensors: readonly TensorGap[];
}

export interface VerifyReport {
  readonly pairs: readonly VerifiedPair[];
  /** Whether all pairs agree everywhere. */
  readonly ok: boolean;
  /** What could not be done as asked, such as a reference that would take too long. */
  readonly notes: readonly Issue[];
}

/** What enters a design: made-up values, a picture that ships, or one of the person's own. */
export type FeatureSource =
  | { readonly kind: 'noise'; readonly seed: number }
  | { readonly kind: 'sample'; readonly name: SampleName }
  | {
      readonly kind: 'image';
      readonly width: number;
      readonly height: number;
      /** Red, green, blue and opacity of each pixel, row by row, in base64. */
      readonly rgba: string;
    };

/** The channels of one tensor of a first image. */
export interface FeatureTensor {
  /** The item that gives it; `path:1` is the second of several tensors. */
  readonly path: string;
  readonly shape: readonly number[];
  readonly channels: number;
  /** Of each channel. */
  readonly figures: readonly { readonly min: number; readonly max: number; readonly mean: number }[];
  /** The channels as pictures, one after another: bytes of grey in base64, a channel's smallest value black and its largest white. */
  readonly maps: {
    readonly rows: number;
    readonly columns: number;
    /** Positions of the map that one pixel takes together along each axis. */
    readonly shrink: number;
    readonly grey: string;
  };
  /** Null for maps of too few positions. */
  readonly redundancy: Redundancy | null;
}

export interface FeatureReport {
  readonly item: string;
  /** The seed of its weights; null where they are those of the design's file. */
  readonly randomWeights: { readonly seed: number } | null;
  /** What the item gives first, then what the items right inside it give, in the order in which they run. */
  readonly tensors: readonly FeatureTensor[];
  /** Null where it was not asked for, or where nothing answers. */
  readonly effective: EffectiveField | null;
}

const designText = v.pipe(v.string(), v.maxLength(32 * 1024 * 1024));
const path = v.pipe(v.string(), v.minLength(1), v.maxLength(4096));
const tensorNames = v.pipe(v.array(v.pipe(v.string(), v.maxLength(4096))), v.maxLength(4096), v.readonly());
const device = v.picklist(deviceNames);
const boxName = v.pipe(v.string(), v.minLength(1), v.maxLength(64));
const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const journal = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/));
/** A state holds a design as text within text, and its history. */
const journalLine = v.pipe(v.string(), v.maxLength(72 * 1024 * 1024));
const count = (max: number) => v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(max));

const featureSource: v.GenericSchema<FeatureSource> = v.variant('kind', [
  v.object({ kind: v.literal('noise'), seed: count(2 ** 31) }),
  v.object({ kind: v.literal('sample'), name: v.picklist(sampleNames) }),
  v.object({
    kind: v.literal('image'),
    width: v.pipe(count(8192), v.minValue(1)),
    height: v.pipe(count(8192), v.minValue(1)),
    rgba: v.pipe(v.string(), v.maxLength(96 * 1024 * 1024)),
  }),
]);

/** Pictures from which it is seen how far values reach. */
export const mostPictures = 256;

/** What a person asks of an export. */
const exportSettings = {
  /** What the weights are drawn from. */
  seed: v.optional(count(2 ** 31)),
  /** Absent for opset 17, single precision, all sizes fixed. */
  options: v.optional(
    v.object({
      dynamic: v.pipe(v.array(v.pipe(v.string(), v.maxLength(64))), v.maxLength(64), v.readonly()),
      opset: v.picklist(opsets),
      precision: v.picklist(precisions),
      foldNorms: v.boolean(),
      alignChannels: v.optional(v.picklist(alignments)),
    }),
  ),
  /** With `int8`, what is run to see how far values reach; noise where there is none. */
  pictures: v.optional(
    v.pipe(v.array(featureSource), v.minLength(1), v.maxLength(mostPictures), v.readonly()),
  ),
  /** Whether an ONNX file keeps the text of the design; absent where it does. */
  keepDesign: v.optional(v.boolean()),
};

/** As a window remembers them: a file of another version may not say what it was exported as. */
export const exportSettingsSchema = v.object({
  ...exportSettings,
  format: v.optional(v.picklist(exportFormats)),
  timm: v.optional(v.boolean()),
});

/** True for waiting first until nothing else takes the machine's cores. */
const whenQuiet = v.optional(v.boolean());

/** More threads than any machine has cores are a mistake. */
const mostThreads = 1024;

/** How a design is run; what is absent is single precision, the highest level, and a thread for each core. */
export const runSettings = {
  precision: v.optional(v.picklist(precisions)),
  level: v.optional(v.picklist(optimizationLevels)),
  threads: v.optional(v.pipe(count(mostThreads), v.minValue(1))),
};
const settingsSchema = v.object(runSettings);
export type RunSettings = v.InferOutput<typeof settingsSchema>;

export const jobSchema = v.variant('kind', [
  v.object({ kind: v.literal('compile'), design: designText, device, ...runSettings }),
  v.object({
    kind: v.literal('run'),
    design: designText,
    device,
    warmup: count(1000),
    /** Absent for as many as it takes to be steady. */
    runs: v.optional(count(10_000)),
    ...runSettings,
    whenQuiet,
  }),
  v.object({
    kind: v.literal('profile'),
    design: designText,
    device,
    warmup: count(1000),
    runs: v.optional(count(10_000)),
    ...runSettings,
    whenQuiet,
    /** By multiply-accumulates where it is absent. */
    split: v.optional(v.picklist(splitRules)),
  }),
  v.object({ kind: v.literal('export'), design: designText, path, ...exportSettings }),
  /** Whether the design can be exported so: all that an export does except writing the file. */
  v.object({ kind: v.literal('checkExport'), design: designText, ...exportSettings }),
  v.object({
    kind: v.literal('exportPyTorch'),
    design: designText,
    path,
    /** Where its weights go; null where only the code is wanted. */
    weights: v.nullable(path),
    /** Whether the file makes the network known to timm. */
    timm: v.optional(v.boolean()),
    seed: v.optional(count(2 ** 31)),
  }),
  /** Whether the design can be written in PyTorch; writes nothing. */
  v.object({ kind: v.literal('checkPyTorch'), design: designText, timm: v.optional(v.boolean()) }),
  /** Which sizes leave nodes of an ONNX file that does not say it. */
  v.object({
    kind: v.literal('inferSizes'),
    nodes: v.pipe(
      v.array(
        v.object({
          node: v.pipe(v.string(), v.maxLength(mostOfNode)),
          reads: tensorNames,
          outputs: tensorNames,
        }),
      ),
      v.maxLength(4096),
      v.readonly(),
    ),
  }),
  v.object({
    kind: v.literal('measure'),
    designs: v.pipe(v.array(designText), v.maxLength(64)),
    device,
    warmup: count(1000),
    runs: v.optional(count(10_000)),
    ...runSettings,
  }),
  /** What the channels of an item hold while the design runs on a picture. */
  v.object({
    kind: v.literal('features'),
    design: designText,
    item: path,
    source: featureSource,
    /** Whether what stands inside the item is shown too. */
    inside: v.boolean(),
    /** Pixels along the longer side of a channel, at most. */
    side: v.pipe(count(1024), v.minValue(1)),
    /** From which correlation on two channels count as alike. */
    within: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
    /** Whether the effective receptive field is measured, which takes up to 256 runs for each size of cells. */
    field: v.boolean(),
  }),
  /** Holds what devices compute against the reference, tensor by tensor. */
  v.object({
    kind: v.literal('verify'),
    design: designText,
    devices: v.pipe(v.array(device), v.minLength(1), v.maxLength(deviceNames.length), v.readonly()),
    precision: v.picklist(realPrecisions),
    /** An exported file, which is run in the place of one that is made for this. */
    file: v.optional(path),
    /** Of the weights. */
    seed: v.optional(count(2 ** 31)),
  }),
  /** Measures what the device reaches at most, and what predictions are learned from. */
  v.object({
    kind: v.literal('calibrate'),
    device,
    whenQuiet,
    /** It ends after so many, a little later where ceilings take longer; two minutes where it is absent. */
    seconds: v.optional(count(3600)),
  }),
]);
export type Job = v.InferOutput<typeof jobSchema>;
export type JobOf<Kind extends Job['kind']> = Extract<Job, { readonly kind: Kind }>;

/** What each kind of job reports when it is done. */
export interface JobReports {
  readonly compile: CompileReport;
  readonly run: RunReport;
  readonly profile: ProfileReport;
  readonly export: ExportReport;
  readonly checkExport: ExportCheck;
  readonly exportPyTorch: PyTorchReport;
  readonly checkPyTorch: Pick<PyTorchReport, 'bytes' | 'className'>;
  readonly inferSizes: SizesReport;
  readonly measure: MeasureReport;
  readonly verify: VerifyReport;
  readonly features: FeatureReport;
  readonly calibrate: Calibration;
}
export type JobReport = JobReports[Job['kind']];
export type ReportOf<One extends Job> = JobReports[One['kind']];

export interface JobProgress {
  readonly job: number;
  /**
   * `quiet`: it waits for a quiet machine since `done` seconds, at most `total`. `silent`: the runner has given no sign of
   * life for `done` seconds, and is ended after `total`.
   */
  readonly phase:
    | 'quiet'
    | 'lower'
    | 'load'
    | 'warmup'
    | 'run'
    | 'profile'
    | 'calibrate'
    | 'write'
    | 'verify'
    | 'silent';
  readonly done: number;
  readonly total: number;
}

export interface JobDone {
  readonly job: number;
  readonly result: Result<JobReport>;
  /** Why what was measured is not in the list of results; none where it is, or nothing was measured. */
  readonly notes: readonly Issue[];
}

/** What a shell is asked to open: a ready network's name or a file's path. */
export type Opening = { readonly network: string } | { readonly path: string };

export interface Hello {
  readonly version: string;
  readonly shell: 'desktop' | 'serve';
  readonly platform: string;
  /** The folder files live under, null where any folder may be used. */
  readonly workspace: string | null;
  /** True where openFile and saveFile show the system's own dialogs when no path is given. */
  readonly nativeDialogs: boolean;
  /** What to open first; nothing leaves the welcome page. */
  readonly open: Opening | null;
  readonly threads: number;
  /** What the person should know from the start, such as that nothing can be saved here. */
  readonly notices: readonly Issue[];
}

export interface FolderEntry {
  readonly name: string;
  readonly path: string;
  readonly kind: 'folder' | 'design' | 'other';
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
}

export interface Folder {
  readonly path: string;
  /** Null at the top of what may be seen. */
  readonly parent: string | null;
  readonly entries: readonly FolderEntry[];
}

export interface OpenedFile {
  readonly path: string;
  readonly text: string;
  /** The SHA-256 of its bytes in hexadecimal: what a save may replace. */
  readonly hash: string;
}

/** An ONNX file that was opened: the window reads it as a design of its own. */
export interface OpenedModel {
  readonly path: string;
  /** The file without the values of its larger weights, in base64. */
  readonly model: string;
  /** The files that it leaves values to and that are there, as it names them. */
  readonly beside: readonly string[];
  /** What a design keeps of it. */
  readonly weights: WeightsFile;
}

/** A file of safetensors that was opened: the open design may take its weights. */
export interface OpenedCheckpoint {
  readonly path: string;
  readonly tensors: readonly HeaderTensor[];
  /** What a design keeps of it. */
  readonly weights: WeightsFile;
}

export interface SavedFile {
  readonly path: string;
  readonly hash: string;
  /** What of the file that was replaced could not be kept. */
  readonly notes: readonly Issue[];
}

/** Work of a document that was open, as its journal tells it. */
export interface KeptDocument {
  readonly journal: string;
  readonly path: string | null;
  readonly title: string;
  /** Of the last record, in milliseconds since 1970. */
  readonly modified: number;
  /** No file holds it, and nobody gave it up. */
  readonly isUnsaved: boolean;
}

/** A content that a file had before it was saved over. */
interface FileVersion {
  readonly id: string;
  readonly bytes: number;
  /** In milliseconds since 1970. */
  readonly replaced: number;
}

/** A person's library of own blocks as it is written, and the hash of that: what a write may replace. */
export interface KeptLibrary {
  readonly text: string;
  readonly hash: string;
}

export interface RecentFile {
  readonly path: string;
  readonly name: string;
  readonly opened: number;
}

/** Keys by the ids of commands, as `$mod+KeyS`; a command with none is not in it where it has its usual ones. */
export const chosenKeysSchema = v.record(
  v.pipe(v.string(), v.maxLength(64)),
  v.pipe(v.array(v.pipe(v.string(), v.maxLength(64))), v.maxLength(8)),
);
export type ChosenKeys = Readonly<Record<string, readonly string[]>>;

/** Arguments of every call, checked at the door of the services. */
export const callSchemas = {
  hello: v.object({}),
  listFolder: v.object({ path: v.nullable(path) }),
  openFile: v.object({ path: v.nullable(path) }),
  saveFile: v.object({
    path: v.nullable(path),
    suggestedName: v.pipe(v.string(), v.maxLength(255)),
    text: designText,
    /** Replace a file that is there already; without it the answer is an issue file/exists. */
    overwrite: v.boolean(),
    /** The only content that may be replaced, by its hash; another one is the issue file/changed. */
    seen: v.optional(hash),
  }),
  /** What a file holds now; null where it is not there. */
  fileNow: v.object({ path }),
  /** Appends lines to the journal of an open document; the answer comes when they are on the disk. */
  keepEdits: v.object({ journal, lines: v.pipe(v.array(journalLine), v.maxLength(10_000)) }),
  /** The lines of a journal that count; none where it is not there. */
  keptEdits: v.object({ journal }),
  /** The documents whose work is kept, the newest first. */
  keptDocuments: v.object({}),
  fileVersions: v.object({ path }),
  readVersion: v.object({ path, id: v.pipe(v.string(), v.maxLength(64)) }),
  /** Removes every journal that no window has open, and all versions. */
  forgetKept: v.object({}),
  /** Asks where to write an export; in shells without native dialogs it returns the path it was given, checked. */
  chooseExport: v.object({
    path: v.nullable(path),
    suggestedName: v.pipe(v.string(), v.maxLength(255)),
    overwrite: v.boolean(),
  }),
  /** An address at which the browser can download a file; null in shells whose window is beside the file already. */
  offerDownload: v.object({ path }),
  recentFiles: v.object({}),
  /** The keys that the person has chosen for commands. */
  chosenKeys: v.object({}),
  /** Replaces them. */
  keepKeys: v.object({ keys: chosenKeysSchema }),
  /** The person's library of own blocks; null where there is none yet. */
  readLibrary: v.object({}),
  writeLibrary: v.object({
    text: designText,
    /** The only content that may be replaced, by its hash; null where there was none. Another one is the issue file/changed. */
    seen: v.nullable(hash),
  }),
  /** Of this machine, or of another one that was connected to. */
  devices: v.object({ again: v.boolean(), box: v.optional(boxName) }),
  /** The names of the other machines that the person has connected to. */
  boxes: v.object({}),
  /** Connects to another machine's serve shell, by a name and the address that it prints: `gpu-box=http://127.0.0.1:…`. */
  connectBox: v.object({ address: v.pipe(v.string(), v.maxLength(4096)) }),
  /** What was measured of the devices of this machine, for this person. */
  calibrations: v.object({}),
  /** The results of the person's measurements, the newest first. */
  listResults: v.object({}),
  /** The results that are profiles whose items are kept too, the newest first. */
  keptProfiles: v.object({}),
  /** One of them. */
  readProfile: v.object({ id: resultId }),
  /** Deletes results for good; null for all of them. */
  removeResults: v.object({ ids: v.nullable(v.pipe(v.array(resultId), v.maxLength(10_000))) }),
  /** Only what is measured can be done on another machine. */
  startJob: v.object({ job: jobSchema, box: v.optional(boxName) }),
  cancelJob: v.object({ job: count(2 ** 31) }),
  /** Writes the system's clipboard, in shells whose page may not. */
  copyText: v.object({ text: designText }),
  /** The language that the window speaks from now on, by its tag, for what the shell shows around it. */
  speaks: v.object({ locale: v.pipe(v.string(), v.maxLength(35)) }),
  /** The window has drawn its first screen. */
  ready: v.object({}),
} as const;

export type CallName = keyof typeof callSchemas;
export type CallArgument<Name extends CallName> = v.InferOutput<(typeof callSchemas)[Name]>;

export interface CallResults {
  hello: Hello;
  listFolder: Folder;
  /** Null when the person cancelled the dialog. */
  openFile: OpenedFile | OpenedModel | OpenedCheckpoint | null;
  saveFile: SavedFile | null;
  fileNow: { readonly hash: string | null };
  keepEdits: { readonly kept: number };
  keptEdits: { readonly lines: readonly string[] };
  keptDocuments: readonly KeptDocument[];
  fileVersions: readonly FileVersion[];
  readVersion: { readonly text: string };
  forgetKept: { readonly bytes: number };
  chooseExport: { readonly path: string } | null;
  offerDownload: { readonly address: string } | null;
  recentFiles: readonly RecentFile[];
  chosenKeys: ChosenKeys;
  keepKeys: null;
  readLibrary: KeptLibrary | null;
  writeLibrary: { readonly hash: string };
  devices: readonly DeviceReport[];
  boxes: { readonly boxes: readonly string[] };
  connectBox: { readonly box: string };
  calibrations: readonly Calibration[];
  listResults: readonly StoredResult[];
  keptProfiles: { readonly ids: readonly string[] };
  readProfile: KeptProfile;
  removeResults: { readonly removed: number };
  startJob: { readonly job: number };
  cancelJob: { readonly cancelled: boolean };
  copyText: null;
  speaks: null;
  ready: null;
}

/** What the services implement and the window calls; results are data, never throws. */
export type Services = {
  [Name in CallName]: (argument: CallArgument<Name>) => Promise<Result<CallResults[Name]>>;
};

/** What the window implements and the services call. */
export interface WindowEvents {
  jobProgress(event: JobProgress): void;
  jobDone(event: JobDone): void;
  /** A design was asked for from outside, such as by a double click on its file, while the window was open. */
  openRequested(event: { readonly open: Opening }): void;
}
