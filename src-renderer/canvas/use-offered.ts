import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Definition } from '../../src-core/language/definition.ts';
import type { Match } from '../catalogue/matching.ts';
import { matching } from '../catalogue/matching.ts';
import { byUsualNeighbours, useNeighbours } from '../catalogue/neighbours.ts';
import { useDocument } from '../store/document.ts';
import { fits } from './adding.ts';
import type { AddingTo } from './quick-add.ts';

/** Milliseconds of judging at once, between two frames. */
const slice = 8;

/** The definitions between which what is added will stand: what usually follows the one, and comes before the other. */
function neighboursOf(to: AddingTo | null): {
  readonly before: string | null;
  readonly after: string | null;
} {
  const { nodes, edges } = useDocument.getState().design;
  const definitionAt = (id: string | undefined) => nodes.find((node) => node.id === id)?.definition ?? null;
  if (to === null) return { before: null, after: null };
  if (to.kind === 'port') {
    const definition = definitionAt(to.port.node);
    return to.side === 'out' ? { before: definition, after: null } : { before: null, after: definition };
  }
  const [into, from] =
    to.kind === 'wire'
      ? [edges.find(({ id }) => id === to.edge), edges.find(({ id }) => id === to.edge)]
      : [edges.find((edge) => edge.to.node === to.id), edges.find((edge) => edge.from.node === to.id)];
  return { before: definitionAt(into?.from.node), after: definitionAt(from?.to.node) };
}

/**
 * What the menu offers to a query: everything, or what fits where it is added, what usually stands there first. Whether an
 * item fits is judged a few at a time, in the order in which they would be offered, so that the menu opens at once.
 */
export function useOffered(to: AddingTo | null): {
  readonly offered: (query: string) => readonly Match[];
  readonly isJudging: boolean;
} {
  const counts = useNeighbours(to !== null);
  const [verdicts, setVerdicts] = useState<ReadonlyMap<Definition, boolean>>(new Map());
  const all = useMemo(() => {
    const found = matching('');
    return to === null ? found : byUsualNeighbours(found, counts, neighboursOf(to));
  }, [to, counts]);
  const isJudging = to !== null && verdicts.size < all.length;

  // biome-ignore lint/correctness/useExhaustiveDependencies: what was judged holds for one place
  const known = useMemo(() => new Map<Definition, boolean>(), [to]);
  useEffect(() => {
    if (to === null) return;
    const waiting = all.map(({ definition }) => definition).filter((definition) => !known.has(definition));
    let timer = 0;
    const go = () => {
      const end = performance.now() + slice;
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        known.set(next, fits(next, to));
        if (performance.now() > end) break;
      }
      setVerdicts(new Map(known));
      if (waiting.length > 0) timer = window.setTimeout(go, 0);
    };
    go();
    return () => clearTimeout(timer);
  }, [to, all, known]);

  const offered = useCallback(
    (query: string) => {
      const found = query.trim() === '' ? all : matching(query);
      return to === null ? found : found.filter(({ definition }) => verdicts.get(definition) === true);
    },
    [all, to, verdicts],
  );
  return { offered, isJudging };
}
