import type { Browser, Page } from '@playwright/test';

/** An event of Chrome's trace; times in microseconds, of the clock and of the processor. */
interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/** How long the thread has to be idle until the page counts as open, in looks of 200 ms. */
const quietLooks = 5;

/**
 * Drops a file on the open page and finds the longest task of its main thread until it rests: its processor time in
 * milliseconds, so that a busy machine does not count as work, and the longest pieces inside it.
 */
export async function longestTask(
  chrome: Browser,
  page: Page,
  text: string,
): Promise<{ readonly longest: number; readonly what: string }> {
  await untilIdle(page);
  const transfer = await page.evaluateHandle((content) => {
    const data = new DataTransfer();
    data.items.add(new File([content], 'heavy.blockwright.json'));
    return data;
  }, text);
  await chrome.startTracing(page, {
    categories: ['toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline'],
  });
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
  await untilIdle(page);
  const { traceEvents } = JSON.parse((await chrome.stopTracing()).toString()) as {
    readonly traceEvents: readonly TraceEvent[];
  };
  const main = mainThread(traceEvents);
  const events = traceEvents.filter(({ pid, tid }) => pid === main?.pid && tid === main.tid);
  const tasks = events.filter(({ name }) => name === 'RunTask');
  const task = tasks.toSorted((a, b) => (b.tdur ?? 0) - (a.tdur ?? 0))[0];
  if (task === undefined) throw new Error('the trace holds no task');
  return { longest: (task.tdur ?? 0) / 1000, what: insideOf(task, events) };
}

/** The thread of the page: of the main threads of pages, the one that worked most. */
function mainThread(events: readonly TraceEvent[]): TraceEvent | undefined {
  const work = ({ pid, tid }: TraceEvent) =>
    events.reduce(
      (sum, event) =>
        sum + (event.pid === pid && event.tid === tid && event.name === 'RunTask' ? (event.tdur ?? 0) : 0),
      0,
    );
  return events
    .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
    .map((thread) => ({ thread, time: work(thread) }))
    .toSorted((a, b) => b.time - a.time)[0]?.thread;
}

function insideOf({ ts, dur = 0 }: TraceEvent, events: readonly TraceEvent[]): string {
  return events
    .filter((event) => event.name !== 'RunTask' && event.ts >= ts && event.ts < ts + dur)
    .toSorted((a, b) => (b.tdur ?? 0) - (a.tdur ?? 0))
    .slice(0, 3)
    .map(({ name, tdur = 0 }) => `${name} ${(tdur / 1000).toFixed(0)}`)
    .join(', ');
}

async function untilIdle(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  let quiet = 0;
  let before = -1;
  while (quiet < quietLooks) {
    await page.waitForTimeout(200);
    const { metrics } = await session.send('Performance.getMetrics');
    const now = metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0;
    quiet = now - before < 0.02 ? quiet + 1 : 0;
    before = now;
  }
}
