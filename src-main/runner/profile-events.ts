import * as v from 'valibot';

/** One kernel of one run: the optimized node it belongs to and its time in whole microseconds. */
export interface Kernel {
  readonly node: string;
  readonly microseconds: number;
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
const kernel = /&[^&]*&[^&]*$/;

function kernelOf({ cat, name, dur, args }: Event): Kernel | null {
  if (cat === 'Api') return { node: name.replace(kernel, ''), microseconds: dur };
  if (cat !== 'Node' || !name.endsWith(suffix) || args?.provider === queueing) return null;
  return { node: name.slice(0, -suffix.length), microseconds: dur };
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
  for (const one of events) {
    const kernel = kernelOf(one);
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
