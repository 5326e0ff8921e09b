import type { ProfileReport, ProfileRow } from '../../src-core/contract.ts';

export interface MeasuredTime {
  readonly ms: number;
  /** Of the profiled total, from 0 to 1. */
  readonly share: number;
  readonly kernels: number;
}

/** Adds the leaves of a profile up to every item that surrounds them. */
export function timesByPath(
  report: Pick<ProfileReport, 'totalMs'> & {
    readonly nodes: readonly Pick<ProfileRow, 'path' | 'ms' | 'kernels'>[];
  },
): ReadonlyMap<string, MeasuredTime> {
  const sums = new Map<string, { ms: number; kernels: number }>();
  for (const { path, ms, kernels } of report.nodes) {
    for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1)) {
      const prefix = path.slice(0, end);
      const sum = sums.get(prefix) ?? { ms: 0, kernels: 0 };
      sums.set(prefix, { ms: sum.ms + ms, kernels: sum.kernels + kernels });
    }
  }
  const share = (ms: number) => (report.totalMs > 0 ? ms / report.totalMs : 0);
  return new Map([...sums].map(([path, sum]) => [path, { ...sum, share: share(sum.ms) }]));
}
