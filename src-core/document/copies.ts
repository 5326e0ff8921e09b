import type { DesignEdge, DesignNode, PortRef } from './design.ts';
import { freshEdgeIdAmong, freshNameAmong } from './names.ts';

/** Items under fresh names with the wires among them. */
export interface Copies {
  readonly nodes: readonly DesignNode[];
  readonly edges: readonly DesignEdge[];
  /** New names by old ones, in the items' order. */
  readonly names: ReadonlyMap<string, string>;
}

/** Names in use, to which every copy adds its own. */
export interface Taken {
  readonly names: Set<string>;
  readonly edges: Set<string>;
}

/** An end of a wire after items were renamed: the item, and the port that bears the name of an item inside it. */
export function renamedEnd(
  end: PortRef,
  names: ReadonlyMap<string, string>,
  parents: ReadonlyMap<string, string | undefined>,
): PortRef {
  const node = names.get(end.node) ?? end.node;
  const port = parents.get(end.port) === end.node ? (names.get(end.port) ?? end.port) : end.port;
  return { ...end, node, port };
}

/**
 * Copies items of any levels with the wires among them; items whose surroundings are not copied go into `parent`. They
 * share weights among themselves as the items do, and take those of items that are not copied from the same.
 */
export function copied(
  { nodes, edges }: Pick<Copies, 'nodes' | 'edges'>,
  taken: Taken,
  parent: string | undefined,
): Copies {
  const names = new Map<string, string>();
  for (const { id } of nodes) {
    const name = freshNameAmong(taken.names, id);
    taken.names.add(name);
    names.set(id, name);
  }
  const parents = new Map(nodes.map((node) => [node.id, node.parent]));
  const inner = edges.filter((edge) => names.has(edge.from.node) && names.has(edge.to.node));
  return {
    names,
    nodes: nodes.map(({ parent: old, weightsOf, ...node }) => {
      const around = (old === undefined ? undefined : names.get(old)) ?? parent;
      return {
        ...node,
        id: names.get(node.id)!,
        ...(around !== undefined && { parent: around }),
        ...(weightsOf !== undefined && { weightsOf: names.get(weightsOf) ?? weightsOf }),
      };
    }),
    edges: inner.map((edge) => {
      const id = freshEdgeIdAmong(taken.edges);
      taken.edges.add(id);
      return {
        ...edge,
        id,
        from: renamedEnd(edge.from, names, parents),
        to: renamedEnd(edge.to, names, parents),
      };
    }),
  };
}

/** Items in an order in which what surrounds one comes before it; else as they were. */
export function outermostFirst(nodes: readonly DesignNode[]): readonly DesignNode[] {
  if (nodes.every((node) => node.parent === undefined)) return nodes;
  const parents = new Map(nodes.map((node) => [node.id, node.parent]));
  const depth = ({ id }: DesignNode): number => {
    let count = 0;
    for (let at = parents.get(id); at !== undefined; at = parents.get(at)) count += 1;
    return count;
  };
  return nodes
    .map((node) => ({ node, at: depth(node) }))
    .sort((a, b) => a.at - b.at)
    .map(({ node }) => node);
}
