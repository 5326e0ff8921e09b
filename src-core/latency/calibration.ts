import * as v from 'valibot';

const positive = v.pipe(v.number(), v.finite(), v.gtValue(0));
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

/** What a device reaches at most, as it was measured. */
const ceilingsSchema = v.object({
  /** Multiply-accumulates, in a large matrix product or a large convolution, whichever is the quicker. */
  macsPerSecond: positive,
  /** Bytes read and written, in a copy too large for any cache. */
  bytesPerSecond: positive,
  /** Milliseconds that a kernel takes that computes next to nothing, as a trace says: it costs some of that itself. */
  launchMs: positive,
});

/** How fast so many bytes are read and written: what fits into a cache moves faster than `bytesPerSecond` says. */
const copySchema = v.object({ bytes: positive, bytesPerSecond: positive });

/** How far predictions were from what calibration measured of designs that it left out while it learned. */
const fitErrorSchema = v.object({
  /** The mean of the errors, each as a share of what was measured. */
  mape: v.pipe(v.number(), v.minValue(0)),
  /** The share of designs whose error is at most a tenth. */
  within10: share,
  /** The share of pairs of designs of which the prediction says rightly which takes longer. */
  order: share,
});

const timedOperatorSchema = v.object({
  /** What law its time follows, with and without what stands before it. */
  kind: v.string(),
  alone: v.string(),
  /** Logarithms of its sizes, and marks of 0 or 1. */
  x: v.array(v.number()),
  macs: v.number(),
  /** Bytes that it would read and write by itself. */
  bytes: v.number(),
  /** Of its kernels; 0 where it has none, as it was fused into another. */
  ms: v.number(),
});
export type TimedOperator = v.InferOutput<typeof timedOperatorSchema>;

/** A design that was timed, by its operators. */
const timedDesignSchema = v.object({
  /** Of a run, without a trace. */
  ms: positive,
  operators: v.array(timedOperatorSchema),
});
export type TimedDesign = v.InferOutput<typeof timedDesignSchema>;

/** What was measured of one device, for one person. */
export const calibrationSchema = v.object({
  device: v.string(),
  /** What the system calls the hardware; null where it does not say. */
  adapter: v.nullable(v.string()),
  threads: v.number(),
  onnxruntime: v.string(),
  /** When it was over, as ISO 8601. */
  at: v.string(),
  /** How long it took. */
  seconds: v.number(),
  /** Cores that did something else meanwhile, on average: what was measured then says less. */
  otherCores: v.number(),
  ceilings: ceilingsSchema,
  /** From small to large. */
  copies: v.pipe(v.array(copySchema), v.minLength(1)),
  /** What predictions are learned from. */
  designs: v.array(timedDesignSchema),
  /** Null where there are too few to learn from. */
  error: v.nullable(fitErrorSchema),
  /** How many deviations to each side held nine in ten of the designs that were left out; null with the error. */
  reach: v.nullable(positive),
});
export type Calibration = v.InferOutput<typeof calibrationSchema>;

/** What a calibration is of: another adapter, runtime or number of threads is another device. */
export type CalibratedDevice = Pick<Calibration, 'device' | 'adapter' | 'threads' | 'onnxruntime'>;

const quietCores = 0.2;

/** Whether something else kept the machine busy while it was calibrated. */
export const wasBusy = ({ otherCores }: Pick<Calibration, 'otherCores'>): boolean => otherCores > quietCores;

/**
 * The last that was measured of a device with so many threads, by whatever runtime; null where it was not calibrated.
 * @param known the newest first
 */
export const newestFor = (
  known: readonly Calibration[],
  { device, adapter, threads }: Omit<CalibratedDevice, 'onnxruntime'>,
): Calibration | null =>
  known.find((one) => one.device === device && one.adapter === adapter && one.threads === threads) ?? null;

/** Whether a calibration holds for what ran on a device. */
export const holdsFor = (calibration: Calibration, other: CalibratedDevice): boolean =>
  calibration.device === other.device &&
  calibration.adapter === other.adapter &&
  calibration.threads === other.threads &&
  calibration.onnxruntime === other.onnxruntime;
