import type { Design, PortRef } from './design.ts';
import type { Edit } from './edit.ts';
import { batch } from './edit.ts';

/**
 * The edit that removes items and joins what fed them to what they fed: a wire that left one of them comes from where the only
 * wire into that item came, through as many of them as there are in a row. Where an item had no wire, or several, nothing is
 * joined. Null where no item is named.
 */
export function healEdit(design: Design, ids: ReadonlySet<string>): Edit | null {
  const gone = design.nodes.filter(({ id }) => ids.has(id));
  if (gone.length === 0) return null;
  const sourceOf = (end: PortRef): PortRef | null => {
    const seen = new Set<string>();
    let at = end;
    while (ids.has(at.node)) {
      const into = design.edges.filter(({ to }) => to.node === at.node);
      const [only] = into;
      if (only === undefined || into.length > 1 || seen.has(at.node)) return null;
      seen.add(at.node);
      at = only.from;
    }
    return at;
  };
  const joined = design.edges.flatMap((edge, index): Edit[] => {
    if (!ids.has(edge.from.node) || ids.has(edge.to.node)) return [];
    const from = sourceOf(edge.from);
    return from === null ? [] : [{ kind: 'addEdge', edge: { ...edge, from }, index }];
  });
  return batch([...gone.map(({ id }): Edit => ({ kind: 'removeNode', id })), ...joined]);
}
