import { type Issue, issue } from '../errors.ts';
import type { Design, DesignEdge, DesignNode } from './design.ts';
import {
  type AddEdge,
  type AddNode,
  type Applied,
  batch,
  type MoveNodes,
  type RemoveNode,
  type RenameNode,
} from './edit-kinds.ts';
import { Fault } from './fault.ts';
import { isNodeName } from './names.ts';
import { faultsOfNode, faultsOfPosition } from './shape.ts';
import { shortened } from './shown.ts';

export function addNode(design: Design, { node, index }: AddNode): Applied {
  refuse(faultsOfNode(node));
  requireFree(design, node.id);
  return {
    design: { ...design, nodes: design.nodes.toSpliced(index ?? design.nodes.length, 0, node) },
    inverse: batch([{ kind: 'removeNode', id: node.id }, ...edgesAt(design, node.id)]),
  };
}

export function removeNode(design: Design, { id }: RemoveNode): Applied {
  const index = indexOfNode(design, id);
  const node = design.nodes[index] as DesignNode;
  const edges = edgesAt(design, id);
  return {
    design: {
      ...design,
      nodes: design.nodes.toSpliced(index, 1),
      edges: edges.length === 0 ? design.edges : design.edges.filter((edge) => !touches(edge, id)),
    },
    inverse: batch([{ kind: 'addNode', node, index }, ...edges]),
  };
}

/**
 * Edges that dangled at the new name become the item's by the renaming. Renaming back would take them along,
 * so the inverse puts them where they were.
 */
export function renameNode(design: Design, { id, to }: RenameNode): Applied {
  const index = indexOfNode(design, id);
  if (!isNodeName(to)) throw new Fault(issue('document/bad-name', { node: id }, { name: shortened(to) }));
  if (to === id) return { design, inverse: batch([]) };
  requireFree(design, to);
  const dangling = edgesAt(design, to);
  return {
    design: {
      ...design,
      nodes: design.nodes.with(index, { ...(design.nodes[index] as DesignNode), id: to }),
      edges: rewired(design.edges, id, to),
    },
    inverse: batch([
      { kind: 'renameNode', id: to, to: id },
      ...dangling.map(({ edge }) => ({ kind: 'removeEdge' as const, id: edge.id })),
      ...dangling,
    ]),
  };
}

export function moveNodes(design: Design, { moves }: MoveNodes): Applied {
  const positions = new Map(moves.map(({ id, position }) => [id, position]));
  const nodesById = new Map(design.nodes.map((node) => [node.id, node]));
  const back = [...positions].map(([id, position]) => {
    refuse(faultsOfPosition(position, id));
    const node = nodesById.get(id);
    if (node === undefined) throw unknownNode(id);
    return { id, position: { x: node.position.x, y: node.position.y } };
  });
  const nodes = design.nodes.map((node) => {
    const position = positions.get(node.id);
    if (position === undefined) return node;
    return { ...node, position: { ...node.position, x: position.x, y: position.y } };
  });
  return { design: { ...design, nodes }, inverse: { kind: 'moveNodes', moves: back } };
}

/** Where an item stands among the items; an issue when there is none of that name. */
export function indexOfNode(design: Design, id: string): number {
  const index = design.nodes.findIndex((node) => node.id === id);
  if (index === -1) throw unknownNode(id);
  return index;
}

function unknownNode(id: string): Fault {
  const name = shortened(id);
  return new Fault(issue('document/unknown-node', { node: name }, { name }));
}

/** Throws the first of the issues, if there is one. */
export function refuse([first]: readonly Issue[]): void {
  if (first !== undefined) throw new Fault(first);
}

function requireFree(design: Design, id: string): void {
  if (design.nodes.some((node) => node.id === id)) {
    throw new Fault(issue('document/duplicate-name', { node: id }, { name: id }));
  }
}

/** The edits that put every edge at an item back where it stands; ascending, so that each place is right in its turn. */
function edgesAt(design: Design, id: string): readonly AddEdge[] {
  return design.edges.flatMap((edge, index) =>
    touches(edge, id) ? [{ kind: 'addEdge' as const, edge, index }] : [],
  );
}

function touches(edge: DesignEdge, id: string): boolean {
  return edge.from.node === id || edge.to.node === id;
}

function rewired(edges: readonly DesignEdge[], id: string, to: string): readonly DesignEdge[] {
  if (!edges.some((edge) => touches(edge, id))) return edges;
  return edges.map((edge) => {
    if (!touches(edge, id)) return edge;
    const from = edge.from.node === id ? { ...edge.from, node: to } : edge.from;
    return { ...edge, from, to: edge.to.node === id ? { ...edge.to, node: to } : edge.to };
  });
}
