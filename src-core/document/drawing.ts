import type { Design, DesignEdge, DesignNode } from './design.ts';

/** What is drawn on one level: the items that stand there, the wires among them, and what is drawn inside each. */
export interface Drawing {
  readonly nodes: readonly DesignNode[];
  readonly edges: readonly DesignEdge[];
  /** Wires to items of this level from another one, which carry nothing. */
  readonly crossing: readonly DesignEdge[];
  readonly inner: ReadonlyMap<string, Drawing>;
}

/** The level of the design itself, in lists by the item around them. */
const outermost = '';

const nothing: ReadonlyMap<string, Drawing> = new Map();
const noEdges: readonly DesignEdge[] = [];

export const emptyDrawing: Drawing = { nodes: [], edges: noEdges, crossing: noEdges, inner: nothing };

/** True where two uses of a name mean the same: places on the canvas do not count. */
export const sameUse = (a: DesignNode | undefined, b: DesignNode): boolean =>
  a !== undefined &&
  a.id === b.id &&
  a.fields === b.fields &&
  a.definition === b.definition &&
  a.call === b.call &&
  a.muted === b.muted &&
  a.weightsOf === b.weightsOf &&
  a.weights === b.weights &&
  a.when === b.when;

const sameList = <T>(a: readonly T[], b: readonly T[]): boolean =>
  a === b || (a.length === b.length && a.every((entry, index) => entry === b[index]));

function sameDrawing(a: Drawing, b: Drawing): boolean {
  return (
    a.nodes.length === b.nodes.length &&
    a.nodes.every((node, index) => sameUse(node, b.nodes[index]!)) &&
    sameList(a.edges, b.edges) &&
    sameList(a.crossing, b.crossing) &&
    a.inner.size === b.inner.size &&
    [...a.inner].every(([id, inside]) => b.inner.get(id) === inside)
  );
}

function push<T>(lists: Map<string, T[]>, key: string, entry: T): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [entry]);
  else list.push(entry);
}

/**
 * Parts a design into its levels. What is drawn inside an item is the same object as `before` while it means the same, so
 * that a change is seen by comparing identities.
 */
export function drawingOf(design: Design, before: Drawing = emptyDrawing): Drawing {
  const { nodes, edges } = design;
  if (nodes.every((node) => node.parent === undefined)) {
    return { nodes, edges, crossing: noEdges, inner: nothing };
  }
  const levelOf = new Map(nodes.map((node) => [node.id, node.parent ?? outermost]));
  const nodesOf = new Map<string, DesignNode[]>();
  for (const node of nodes) push(nodesOf, node.parent ?? outermost, node);
  const edgesOf = new Map<string, DesignEdge[]>();
  const crossingOf = new Map<string, DesignEdge[]>();
  for (const edge of edges) {
    const [from, to] = [levelOf.get(edge.from.node), levelOf.get(edge.to.node)];
    const crosses = from !== undefined && to !== undefined && from !== to;
    push(crosses ? crossingOf : edgesOf, to ?? from ?? outermost, edge);
  }
  const drawn = (level: string, old: Drawing): Drawing => {
    const own = nodesOf.get(level) ?? [];
    const inner = new Map<string, Drawing>();
    for (const { id } of own) {
      if (nodesOf.has(id)) inner.set(id, drawn(id, old.inner.get(id) ?? emptyDrawing));
    }
    const kept = (lists: Map<string, DesignEdge[]>, known: readonly DesignEdge[]) => {
      const list = lists.get(level) ?? noEdges;
      return sameList(list, known) ? known : list;
    };
    const now = {
      nodes: own,
      edges: kept(edgesOf, old.edges),
      crossing: kept(crossingOf, old.crossing),
      inner,
    };
    return level !== outermost && sameDrawing(old, now) ? old : now;
  };
  return drawn(outermost, before);
}
