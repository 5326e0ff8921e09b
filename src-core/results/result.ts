import * as v from 'valibot';

/** A result holds figures alone; a longer line is no result. In characters. */
export const longestLine = 16_384;

const text = (most: number) => v.pipe(v.string(), v.maxLength(most));
const milliseconds = v.pipe(v.number(), v.finite(), v.minValue(0));
const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** The name of a result: 32 hexadecimal digits drawn when it was made. */
export const resultId = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/));

export const resultSchema = v.object({
  id: resultId,
  kind: v.picklist(['run', 'profile']),
  /** When the last run was over, ISO 8601. */
  at: v.pipe(v.string(), v.isoTimestamp()),
  /** Of the design, as it was called then. */
  title: text(200),
  /** SHA-256 of what was computed, names apart. */
  graph: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  /** The name of the computer, or what its user calls it where it is another one. */
  machine: text(200),
  /** Its system; null where it is another one. */
  platform: v.nullable(text(64)),
  device: text(64),
  adapter: v.nullable(text(200)),
  driver: v.nullable(text(200)),
  onnxruntime: text(64),
  blockwright: text(64),
  settings: v.object({
    precision: text(16),
    /** How far the runtime optimised the graph. */
    level: text(16),
    /** Images of one run; null where nothing comes in. */
    batch: v.nullable(whole),
    threads: whole,
    warmup: whole,
    runs: whole,
  }),
  /** Shapes, in the order of the design's inputs. */
  inputs: v.pipe(
    v.array(v.pipe(v.array(whole), v.maxLength(16), v.readonly())),
    v.maxLength(64),
    v.readonly(),
  ),
  /** Milliseconds of the runs; of a profile those without profiling. */
  ms: v.object({
    min: milliseconds,
    median: milliseconds,
    p90: milliseconds,
    p99: milliseconds,
    interval: v.pipe(v.tuple([milliseconds, milliseconds]), v.readonly()),
  }),
  steady: v.boolean(),
  /** Signs that something else kept the machine busy. */
  busy: v.pipe(v.array(text(32)), v.maxLength(16), v.readonly()),
  /** Results from before there was a prediction have the bound in its place. */
  peakBytes: v.object({ bound: v.optional(whole), predicted: whole, measured: v.nullable(whole) }),
  /** Of the run whose time is the median of the profiled ones; null where nothing was profiled. */
  profile: v.nullable(
    v.object({
      kernels: whole,
      totalMs: milliseconds,
      unattributedMs: milliseconds,
      overheadMs: v.pipe(v.number(), v.finite()),
    }),
  ),
});

/** What was measured once: figures with everything that is needed to hold them against others. */
export type StoredResult = Readonly<v.InferOutput<typeof resultSchema>>;
