import * as v from 'valibot';

/** One kernel of one run: the optimized node it belongs to, and its time. */
export interface Kernel {
  readonly node: string;
  /** The operator of the node, as the runtime calls it. */
  readonly op: string;
  /** In whole microseconds of the trace's own clock. */
  readonly start: number;
  readonly microseconds: number;
  /** Sizes of the tensors that its node reads, weights among them, and of those that it writes. */
  readonly inputs: readonly (readonly number[])[];
  readonly outputs: readonly (readonly number[])[];
  /** Bytes that its node reads and writes, each tensor once; null where the trace does not say. */
  readonly bytes: number | null;
}

const event = v.object({
  cat: v.string(),
  name: v.string(),
  ts: v.number(),
  dur: v.number(),
  args: v.optional(v.record(v.string(), v.unknown())),
});
type Event = v.InferOutput<typeof event>;
const trace = v.array(event);

/** The name of an event between what the runtime writes before and behind it, one event a line. */
const written = /^(\{"cat" : .*?,"ph" : "X","name" :")(.*)(","args" : \{.*)$/s;

/** A line of the trace as JSON: the runtime writes names into it as they are, quotes and backslashes too. */
const asJson = (line: string): string =>
  line.replace(
    written,
    (_, before: string, name: string, behind: string) => before + JSON.stringify(name).slice(1, -1) + behind,
  );

const suffix = '_kernel_time';

/** A node of this provider only queues its work; how long it takes on the GPU stands in events of its own, category Api. */
const queueing = 'WebGpuExecutionProvider';

/** Behind the name of a node: its operator, and the kernel. */
const behindName = /&[^&]*&[^&]*$/;

/** The tensors of a node, which several kernels may work on. */
type Tensors = Pick<Kernel, 'inputs' | 'outputs' | 'bytes'>;

const shapes = v.fallback(
  v.array(
    v.pipe(
      v.record(v.string(), v.array(v.number())),
      v.transform((typed) => Object.values(typed)[0] ?? []),
    ),
  ),
  [],
);
const byteCount = v.fallback(v.nullable(v.pipe(v.string(), v.regex(/^\d+$/), v.transform(Number))), null);
const tensorArgs = v.object({
  input_type_shape: v.optional(shapes, []),
  output_type_shape: v.optional(shapes, []),
  activation_size: v.optional(byteCount, null),
  parameter_size: v.optional(byteCount, null),
  output_size: v.optional(byteCount, null),
});

function tensorsOf(args: Event['args']): Tensors {
  const read = v.parse(tensorArgs, args ?? {});
  const sizes = [read.activation_size, read.parameter_size, read.output_size];
  const bytes = sizes.reduce<number | null>(
    (sum, size) => (sum === null || size === null ? null : sum + size),
    0,
  );
  return { inputs: read.input_type_shape, outputs: read.output_type_shape, bytes };
}

const noTensors: Tensors = { inputs: [], outputs: [], bytes: null };

/** A node may run several kernels on a GPU: what the node moves is shared among them. */
function kernelOf({ cat, name, ts, dur, args }: Event, queued: ReadonlyMap<string, Queued>): Kernel | null {
  const time = { start: ts, microseconds: dur };
  if (cat === 'Api') {
    const node = name.replace(behindName, '');
    const { tensors = noTensors, kernels = 1 } = queued.get(node) ?? {};
    const bytes = tensors.bytes === null ? null : tensors.bytes / kernels;
    return { node, op: behindName.exec(name)?.[0].split('&')[1] ?? '', ...time, ...tensors, bytes };
  }
  if (cat !== 'Node' || !name.endsWith(suffix) || args?.provider === queueing) return null;
  const op = typeof args?.op_name === 'string' ? args.op_name : '';
  return { node: name.slice(0, -suffix.length), op, ...time, ...tensorsOf(args) };
}

/** A node that queued its work, and into how many kernels of one run. */
interface Queued {
  readonly tensors: Tensors;
  readonly kernels: number;
}

function queuedNodes(events: readonly Event[], runs: number): ReadonlyMap<string, Queued> {
  const counts = new Map<string, number>();
  for (const { cat, name } of events) {
    if (cat !== 'Api') continue;
    const node = name.replace(behindName, '');
    counts.set(node, (counts.get(node) ?? 0) + 1);
  }
  const nodes = new Map<string, Queued>();
  for (const { cat, name, args } of events) {
    if (cat !== 'Node' || !name.endsWith(suffix) || args?.provider !== queueing) continue;
    const node = name.slice(0, -suffix.length);
    const kernels = Math.max(1, (counts.get(node) ?? 0) / Math.max(1, runs));
    if (!nodes.has(node)) nodes.set(node, { tensors: tensorsOf(args), kernels });
  }
  return nodes;
}

/**
 * The kernels of each run, from the text of the runtime's trace file. Every kernel stands in exactly one run: the one
 * that was going on when the kernel began. Throws a SyntaxError or ValiError where the text is no trace.
 */
export function kernelsOfRuns(text: string): readonly (readonly Kernel[])[] {
  const events = v.parse(trace, JSON.parse(text.split('\n').map(asJson).join('\n')));
  const starts = events.filter(({ name }) => name === 'model_run').map(({ ts }) => ts);
  starts.sort((a, b) => a - b);
  const runs: Kernel[][] = starts.map(() => []);
  const queued = queuedNodes(events, starts.length);
  for (const one of events) {
    const kernel = kernelOf(one, queued);
    if (kernel === null) continue;
    // A clock of the GPU that is a little ahead may put the first kernel before its run.
    const run = Math.max(
      0,
      starts.findLastIndex((start) => start <= one.ts),
    );
    runs[run]?.push(kernel);
  }
  return runs;
}
