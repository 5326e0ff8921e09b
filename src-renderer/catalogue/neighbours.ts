import { useEffect, useState } from 'react';
import { definitions, networks } from '../../src-core/catalogue.ts';
import type { Definition } from '../../src-core/language/definition.ts';
import { expand } from '../../src-core/language/expand.ts';
import type { Expansion } from '../../src-core/language/expansion.ts';
import type { Given } from '../../src-core/language/field.ts';
import { Refusal } from '../../src-core/language/refusal.ts';
import { runSliced } from '../work/sliced.ts';
import type { Match } from './matching.ts';

type Pairs = Map<string, Map<string, number>>;

/** How often an item of one definition feeds one of another, in what Blockwright has drawn. */
export interface NeighbourCounts {
  /** By the id of the one that feeds. */
  readonly after: Pairs;
  /** By the id of the one that is fed. */
  readonly before: Pairs;
}

function addOne(pairs: Pairs, key: string, other: string): void {
  const counts = pairs.get(key) ?? new Map<string, number>();
  pairs.set(key, counts.set(other, (counts.get(other) ?? 0) + 1));
}

function count({ after, before }: NeighbourCounts, from: string, to: string): void {
  addOne(after, from, to);
  addOne(before, to, from);
}

function countInside(counts: NeighbourCounts, { children }: Expansion): void {
  for (const { expansion, sources } of children) {
    for (const { child } of sources) {
      const from = children[child]?.expansion.definition.id;
      if (from !== undefined) count(counts, from, expansion.definition.id);
    }
    countInside(counts, expansion);
  }
}

/** The first worked example of a definition, expanded; null where it has none that stands alone. */
function exampleOf(definition: Definition): Expansion | null {
  const [example] = definition.examples;
  if (example === undefined) return null;
  try {
    return expand(
      definition,
      (example.fields ?? {}) as Given,
      example.inputs.map((shape) => shape.map(BigInt)),
    );
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

/** Counts neighbours in the ready networks and inside the examples of blocks, a definition a step. */
function* counting(): Generator<NeighbourCounts | undefined, NeighbourCounts> {
  const counts: NeighbourCounts = { after: new Map(), before: new Map() };
  for (const { design } of networks) {
    const idOf = new Map(design.nodes.map(({ id, definition }) => [id, definition]));
    for (const { from, to } of design.edges) count(counts, idOf.get(from.node)!, idOf.get(to.node)!);
  }
  yield;
  for (const definition of definitions) {
    const expansion = definition.kind === 'block' ? exampleOf(definition) : null;
    if (expansion === null) continue;
    countInside(counts, expansion);
    yield;
  }
  return counts;
}

const none: NeighbourCounts = { after: new Map(), before: new Map() };
let counted: NeighbourCounts | null = null;

/** The counts, once they are asked for and known; empty until then. */
export function useNeighbours(isWanted: boolean): NeighbourCounts {
  const [counts, setCounts] = useState(counted ?? none);
  useEffect(() => {
    if (!isWanted || counted !== null) return;
    return runSliced(
      counting(),
      (all) => {
        counted = all;
        setCounts(all);
      },
      0,
    );
  }, [isWanted]);
  return counts;
}

/** How much of what stands beside one definition is another, from 0 to 1. */
function share(pairs: Pairs, of: string | null, other: string): number {
  const counts = of === null ? undefined : pairs.get(of);
  if (counts === undefined) return 0;
  const all = [...counts.values()].reduce((sum, each) => sum + each, 0);
  return (counts.get(other) ?? 0) / all;
}

/** What being usual on one side counts, to being usual on both. */
const oneSided = 0.05;

/** Matches in the order in which they usually stand behind one definition and ahead of another; the others as they were. */
export function byUsualNeighbours(
  matches: readonly Match[],
  counts: NeighbourCounts,
  { before, after }: { readonly before: string | null; readonly after: string | null },
): readonly Match[] {
  const usual = ({ definition: { id } }: Match): number => {
    const [behind, ahead] = [share(counts.after, before, id), share(counts.before, after, id)];
    // between two, what stands on both sides of it comes before what stands on one
    return behind * ahead + oneSided * (behind + ahead);
  };
  return matches
    .map((match) => ({ match, usual: usual(match) }))
    .sort((a, b) => b.usual - a.usual)
    .map(({ match }) => match);
}
