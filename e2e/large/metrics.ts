import type { Page } from '@playwright/test';

/** Milliseconds of a step that was taken several times. */
export interface Summary {
  readonly p50: number;
  readonly p95: number;
}

const quantile = (values: readonly number[], q: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? 0;
};

export const summary = (values: readonly number[]): Summary => ({
  p50: quantile(values, 0.5),
  p95: quantile(values, 0.95),
});

/** Reads metrics of a page over the Chrome DevTools Protocol. */
export async function metricsOf(page: Page) {
  const session = await page.context().newCDPSession(page);
  // processor time of the thread, so that a busy machine does not count as work
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const read = async (name: string): Promise<number> => {
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find((metric) => metric.name === name)?.value ?? 0;
  };
  return {
    /** Milliseconds that the main thread has been at work. */
    worked: async () => (await read('TaskDuration')) * 1000,
    /** Megabytes of live objects. */
    heap: async () => {
      await session.send('HeapProfiler.collectGarbage');
      return (await read('JSHeapUsedSize')) / 1e6;
    },
  };
}

export type Metrics = Awaited<ReturnType<typeof metricsOf>>;

/** Resolves once two frames were drawn. */
export const drawn = (page: Page) =>
  page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(null)))),
  );

/** Waits until the main thread has been nearly idle for half a second; milliseconds since `start`. */
export async function idleSince(page: Page, metrics: Metrics, start: number): Promise<number> {
  for (let before = await metrics.worked(), quiet = 0; ; ) {
    await page.waitForTimeout(100);
    const now = await metrics.worked();
    quiet = now - before < 10 ? quiet + 1 : 0;
    before = now;
    if (quiet === 5) return performance.now() - start - 500;
  }
}
