/** A kernel of a profiled run, its times in milliseconds from the first kernel on. */
interface TimedKernel {
  readonly node: string;
  readonly op: string;
  readonly path: string | null;
  readonly startMs: number;
  readonly ms: number;
}

/** An event of Chrome's trace format, times in microseconds; it lasts (X) or names a track (M). */
interface TraceEvent {
  readonly name: string;
  readonly ph: 'X' | 'M';
  readonly pid: 1;
  readonly tid: number;
  readonly ts?: number;
  readonly dur?: number;
  readonly cat?: string;
  readonly args: Readonly<Record<string, string | number>>;
}

const tracks = { items: 1, kernels: 2 } as const;

const named = (what: 'process_name' | 'thread_name', tid: number, name: string): TraceEvent => ({
  name: what,
  ph: 'M',
  pid: 1,
  tid,
  args: { name },
});

const microseconds = (ms: number): number => Math.round(ms * 1000);

/** An item while kernels of it follow one another. */
interface Span {
  readonly path: string;
  readonly start: number;
  end: number;
  kernels: number;
}

/** The items around kernels as spans, each item before those inside it. */
function spansOf(kernels: readonly TimedKernel[]): readonly Span[] {
  const spans: Span[] = [];
  let open: readonly Span[] = [];
  for (const { path, startMs, ms } of kernels) {
    const [start, end] = [microseconds(startMs), microseconds(startMs) + microseconds(ms)];
    const names = path === null ? [] : path.split('/');
    const around: Span[] = [];
    for (const [depth] of names.entries()) {
      const at = names.slice(0, depth + 1).join('/');
      const before = around.length === depth ? open[depth] : undefined;
      const goesOn = before?.path === at && (depth === 0 || around[depth - 1] === open[depth - 1]);
      const span: Span = goesOn ? before : { path: at, start, end, kernels: 0 };
      if (!goesOn) spans.push(span);
      span.end = Math.max(span.end, end);
      span.kernels += 1;
      around.push(span);
    }
    open = around;
  }
  return spans;
}

/**
 * One profiled run as the text of a trace that Perfetto (ui.perfetto.dev) and chrome://tracing open: a track of items, each
 * around those inside it, and a track of kernels.
 * @param kernels in the order in which they began
 */
export function traceText(title: string, kernels: readonly TimedKernel[]): string {
  const items = spansOf(kernels).map(
    ({ path, start, end, kernels: count }): TraceEvent => ({
      name: path.slice(path.lastIndexOf('/') + 1),
      cat: 'item',
      ph: 'X',
      pid: 1,
      tid: tracks.items,
      ts: start,
      dur: end - start,
      args: { path, kernels: count },
    }),
  );
  const own = kernels.map(
    ({ node, op, path, startMs, ms }): TraceEvent => ({
      name: op,
      cat: 'kernel',
      ph: 'X',
      pid: 1,
      tid: tracks.kernels,
      ts: microseconds(startMs),
      dur: microseconds(ms),
      args: { node, ...(path !== null && { path }) },
    }),
  );
  const names = [
    named('process_name', 0, title),
    named('thread_name', tracks.items, 'items'),
    named('thread_name', tracks.kernels, 'kernels'),
  ];
  const lines = [...names, ...items, ...own].map((event) => JSON.stringify(event));
  return `{"displayTimeUnit":"ms","traceEvents":[\n${lines.join(',\n')}\n]}\n`;
}
