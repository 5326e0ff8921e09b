import type { ProfileReport, ProfileRow } from '../../src-core/contract.ts';
import type { Kernel } from './profile-events.ts';

export type ProfileFigures = Pick<
  ProfileReport,
  'kernels' | 'nodes' | 'unattributedMs' | 'overheadMs' | 'totalMs'
>;

/**
 * The figures of one run. Sums are made in whole microseconds and turned into milliseconds once, so that the rows, what
 * could not be attributed and the overhead of the runtime add up to the total.
 * @param total of the run, in whole microseconds
 * @param items paths of items by optimized node
 * @param order paths of the leaf items in exported order; rows follow it
 */
export function profileFigures(
  total: number,
  kernels: readonly Kernel[],
  items: ReadonlyMap<string, string>,
  order: readonly string[],
): ProfileFigures {
  const rows = new Map<string, { time: number; kernels: number }>();
  let unattributed = 0;
  let overhead = total;
  for (const { node, microseconds } of kernels) {
    overhead -= microseconds;
    const path = items.get(node);
    if (path === undefined) {
      unattributed += microseconds;
      continue;
    }
    const row = rows.get(path) ?? { time: 0, kernels: 0 };
    rows.set(path, { time: row.time + microseconds, kernels: row.kernels + 1 });
  }
  const nodes: ProfileRow[] = order.flatMap((path) => {
    const row = rows.get(path);
    return row === undefined
      ? []
      : [{ path, ms: row.time / 1000, share: row.time / total, kernels: row.kernels }];
  });
  return {
    kernels: kernels.length,
    nodes,
    unattributedMs: unattributed / 1000,
    overheadMs: overhead / 1000,
    totalMs: total / 1000,
  };
}
