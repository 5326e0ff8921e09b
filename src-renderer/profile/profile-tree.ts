import { isInteger } from '../../src-core/algebra/expression.ts';
import type { Convention } from '../../src-core/analysis/conventions/convention.ts';
import { conventionCost, conventionOf } from '../../src-core/analysis/conventions/conventions.ts';
import type { ProfileReport } from '../../src-core/contract.ts';
import type { Family } from '../../src-core/language/definition.ts';
import type { Expansion } from '../../src-core/language/expansion.ts';
import { boundaryOf } from '../../src-core/language/roles.ts';
import type { MeasuredProfile } from '../store/jobs.ts';

/** `unattributed`: kernels that no item could be named for. `overhead`: time of the runtime outside its kernels. */
type TimeKind = 'total' | 'item' | 'unattributed' | 'overhead';

/** One row of the profile: an item with everything inside it, or one of the two parts that belong to no item. */
export interface TimeNode {
  readonly kind: TimeKind;
  /** Its key in the tree: the path of an item; no item's path is that of another kind. */
  readonly id: string;
  /** The item's path, null for what is no item. */
  readonly path: string | null;
  readonly name: string;
  /** Whole microseconds, so that sums are exact. The children add up to it. */
  readonly microseconds: number;
  /** Null where kernels are not what is counted. */
  readonly kernels: number | null;
  /** Its work as the chosen convention counts it; null where unknown. */
  readonly cost: bigint | null;
  readonly family: Family | null;
  /** In exported order. */
  readonly children: readonly TimeNode[];
}

export const totalId = '/total';
const unattributedId = '/unattributed';
export const overheadId = '/overhead';

type Expansions = MeasuredProfile['expansions'];

/** What stood at a path when the profile was taken. */
export function expansionAt(expansions: Expansions, path: string): Expansion | null {
  const [first = '', ...rest] = path.split('/');
  let found = expansions.get(first) ?? null;
  for (const name of rest) {
    found = found?.children.find((child) => child.name === name)?.expansion ?? null;
  }
  return found;
}

/** Samples in a batch, read off the tensors that come into the design; null where they differ or are unknown. */
export function batchOf({ expansions }: Pick<MeasuredProfile, 'expansions'>): bigint | null {
  const batches = new Set<bigint | null>();
  for (const expansion of expansions.values()) {
    if (boundaryOf(expansion?.definition) !== 'input') continue;
    const size = expansion?.outputs[0]?.[0];
    batches.add(size !== undefined && isInteger(size) ? size : null);
  }
  const [only = null] = batches;
  return batches.size === 1 ? only : null;
}

const inMicroseconds = (ms: number): number => Math.round(ms * 1000);

interface Draft {
  readonly path: string;
  microseconds: number;
  kernels: number;
  readonly children: Map<string, Draft>;
}

/** Puts the leaves of a report under the items that surround them, adding up on the way. */
function draftTree(report: Pick<ProfileReport, 'nodes'>): Draft {
  const root: Draft = { path: '', microseconds: 0, kernels: 0, children: new Map() };
  for (const { path, ms, kernels } of report.nodes) {
    const microseconds = inMicroseconds(ms);
    let at = root;
    at.microseconds += microseconds;
    at.kernels += kernels;
    for (const name of path.split('/')) {
      let next = at.children.get(name);
      if (next === undefined) {
        next = {
          path: at.path === '' ? name : `${at.path}/${name}`,
          microseconds: 0,
          kernels: 0,
          children: new Map(),
        };
        at.children.set(name, next);
      }
      next.microseconds += microseconds;
      next.kernels += kernels;
      at = next;
    }
  }
  return root;
}

const costIn = (expansion: Expansion | null, convention: Convention): bigint | null => {
  const cost = expansion === null ? null : conventionCost(expansion, convention);
  return cost !== null && isInteger(cost) ? cost : null;
};

function itemNode(name: string, draft: Draft, expansions: Expansions, convention: Convention): TimeNode {
  const expansion = expansionAt(expansions, draft.path);
  return {
    kind: 'item',
    id: draft.path,
    path: draft.path,
    name,
    microseconds: draft.microseconds,
    kernels: draft.kernels,
    cost: costIn(expansion, convention),
    family: expansion?.definition.family ?? null,
    children: [...draft.children].map(([child, inner]) => itemNode(child, inner, expansions, convention)),
  };
}

/** What the rows beside the items are called. */
export const besideNames = {
  total: 'total',
  unattributed: 'unattributed',
  overhead: 'runtime overhead',
} as const satisfies Readonly<Record<Exclude<TimeKind, 'item'>, string>>;

const besideItems = { path: null, cost: null, family: null, children: [] } as const;

/**
 * The tree of a profile: its items down to the leaves, what could not be attributed, and what the runtime spent outside
 * of kernels. The children of the root add up to the total to the microsecond, since the overhead is what is left.
 */
export function timeTree(
  { report, expansions }: Pick<MeasuredProfile, 'report' | 'expansions'>,
  convention: Convention = conventionOf('macs'),
): TimeNode {
  const items = draftTree(report);
  const total = inMicroseconds(report.totalMs);
  const unattributed = inMicroseconds(report.unattributedMs);
  const known = [...expansions.values()].map((expansion) => costIn(expansion, convention));
  const cost = known.reduce<bigint | null>(
    (sum, each) => (sum === null || each === null ? null : sum + each),
    0n,
  );
  return {
    kind: 'total',
    id: totalId,
    path: null,
    name: besideNames.total,
    microseconds: total,
    kernels: report.kernels,
    cost,
    family: null,
    children: [
      ...[...items.children].map(([name, draft]) => itemNode(name, draft, expansions, convention)),
      {
        ...besideItems,
        kind: 'unattributed',
        id: unattributedId,
        name: besideNames.unattributed,
        microseconds: unattributed,
        kernels: report.kernels - items.kernels,
      },
      {
        ...besideItems,
        kind: 'overhead',
        id: overheadId,
        name: besideNames.overhead,
        microseconds: total - unattributed - items.microseconds,
        kernels: null,
      },
    ],
  };
}

/** The row with an id, at any depth. */
export function findTime(root: TimeNode, id: string | null): TimeNode | null {
  if (id === null) return null;
  if (root.id === id) return root;
  const next = root.children.find((child) => child.id === id || id.startsWith(`${child.id}/`));
  return next === undefined ? null : findTime(next, id);
}

/** The largest time among the rows below the root: the end of the heat scale and of the share bars. */
export const largestTime = (root: TimeNode): number =>
  Math.max(0, ...root.children.map((child) => child.microseconds));

/** Work per second; null where there is no time, no such work, or either is unknown. */
export function throughput({ cost, microseconds }: Pick<TimeNode, 'cost' | 'microseconds'>): number | null {
  return cost === null || cost === 0n || microseconds <= 0 ? null : (Number(cost) / microseconds) * 1e6;
}

/** Time by family of the leaves below a row, most first. */
export function timeByFamily(node: TimeNode): ReadonlyMap<Family, number> {
  const sums = new Map<Family, number>();
  const visit = (at: TimeNode): void => {
    at.children.forEach(visit);
    if (at.children.length === 0 && at.family !== null)
      sums.set(at.family, (sums.get(at.family) ?? 0) + at.microseconds);
  };
  visit(node);
  return new Map([...sums].sort((a, b) => b[1] - a[1]));
}
