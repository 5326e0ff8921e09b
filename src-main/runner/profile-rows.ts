import type { ProfileReport, ProfileRow, ProfileWire, SplitRule } from '../../src-core/contract.ts';
import type { Ownership } from './attribution.ts';
import type { Kernel } from './profile-events.ts';
import type { ItemWork } from './split-kernel.ts';
import { splitKernel } from './split-kernel.ts';

export type ProfileFigures = Pick<
  ProfileReport,
  'kernels' | 'nodes' | 'wires' | 'timeline' | 'split' | 'unattributedMs' | 'overheadMs' | 'totalMs'
>;

/** What is known of the graph whose kernels ran. */
export interface ProfiledGraph {
  /** By optimized node. */
  readonly owners: ReadonlyMap<string, Ownership>;
  /** By path of a leaf item, in exported order; rows follow it. */
  readonly works: ReadonlyMap<string, ItemWork>;
}

interface Draft {
  time: number;
  kernels: number;
  shared: boolean;
  bytes: number | null;
}

/** Rows of one run by path. */
export class Rows {
  readonly #rows = new Map<string, Draft>();

  of(path: string): Draft {
    const known = this.#rows.get(path);
    if (known !== undefined) return known;
    const row = { time: 0, kernels: 0, shared: false, bytes: 0 };
    this.#rows.set(path, row);
    return row;
  }

  /** Adds a kernel to the rows of the items that it computes. */
  add(kernel: Kernel, owner: Ownership, works: ProfiledGraph['works'], split: SplitRule): void {
    this.of(owner.path).kernels += 1;
    for (const { path, microseconds, share } of splitKernel(kernel.microseconds, owner, works, split)) {
      const row = this.of(path);
      row.time += microseconds;
      row.shared ||= owner.serves.length > 1;
      row.bytes = row.bytes === null || kernel.bytes === null ? null : row.bytes + share * kernel.bytes;
    }
  }

  /** Microseconds and kernels of each item that has a kernel, in the order of the works. */
  *times(works: ProfiledGraph['works']): Iterable<{ path: string; time: number; kernels: number }> {
    for (const path of works.keys()) {
      const row = this.#rows.get(path);
      if (row !== undefined) yield { path, time: row.time, kernels: row.kernels };
    }
  }

  /** In the order of the works, items without a kernel left out. */
  inOrder(works: ProfiledGraph['works'], total: number): readonly ProfileRow[] {
    return [...works].flatMap(([path, { macs }]) => {
      const row = this.#rows.get(path);
      if (row === undefined) return [];
      const { time, kernels, shared, bytes } = row;
      const moved = bytes === null ? null : Math.round(bytes);
      return [{ path, ms: time / 1000, share: time / total, kernels, shared, macs, bytes: moved }];
    });
  }
}

function wiresOf(kernels: readonly Kernel[], owners: ProfiledGraph['owners']): readonly ProfileWire[] {
  const wires = new Map<string, { from: string; to: string; time: number; kernels: number }>();
  for (const { node, microseconds } of kernels) {
    const wire = owners.get(node)?.wire;
    if (wire == null) continue;
    const key = JSON.stringify([wire.from, wire.to]);
    const sum = wires.get(key) ?? { ...wire, time: 0, kernels: 0 };
    wires.set(key, { ...sum, time: sum.time + microseconds, kernels: sum.kernels + 1 });
  }
  return [...wires.values()].map(({ from, to, time, kernels: count }) => ({
    from,
    to,
    ms: time / 1000,
    kernels: count,
  }));
}

function timelineOf(kernels: readonly Kernel[], owners: ProfiledGraph['owners']): ProfileReport['timeline'] {
  const inOrder = [...kernels].sort((a, b) => a.start - b.start);
  const first = inOrder[0]?.start ?? 0;
  return inOrder.map(({ node, op, start, microseconds }) => ({
    node,
    op,
    path: owners.get(node)?.path ?? null,
    startMs: (start - first) / 1000,
    ms: microseconds / 1000,
  }));
}

/**
 * The figures of one run. Sums are made in whole microseconds and turned into milliseconds once, so that the rows, what
 * could not be attributed and the overhead of the runtime add up to the total.
 * @param total of the run, in whole microseconds
 */
export function profileFigures(
  total: number,
  kernels: readonly Kernel[],
  { owners, works }: ProfiledGraph,
  split: SplitRule,
): ProfileFigures {
  const rows = new Rows();
  let unattributed = 0;
  let overhead = total;
  for (const kernel of kernels) {
    overhead -= kernel.microseconds;
    const owner = owners.get(kernel.node);
    if (owner === undefined) unattributed += kernel.microseconds;
    else rows.add(kernel, owner, works, split);
  }
  return {
    kernels: kernels.length,
    nodes: rows.inOrder(works, total),
    wires: wiresOf(kernels, owners),
    timeline: timelineOf(kernels, owners),
    split,
    unattributedMs: unattributed / 1000,
    overheadMs: overhead / 1000,
    totalMs: total / 1000,
  };
}
