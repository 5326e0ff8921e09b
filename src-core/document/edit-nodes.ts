import { issueAt } from '../errors.ts';
import type { Design, DesignEdge, DesignNode, Note, PortRef } from './design.ts';
import type {
  AddEdge,
  AddNode,
  Applied,
  MoveNodes,
  RemoveNode,
  RenameNode,
  SetCall,
  SetMuted,
} from './edit-kinds.ts';
import { batch } from './edit-kinds.ts';
import { Fault, raiseFirst } from './fault.ts';
import { badName, isNodeName, nameKey, sameName } from './names.ts';
import { notesBack } from './notes-inside.ts';
import type { Standing } from './parents.ts';
import { endsAt, faultsOfParents, nodesById, touches, withInside } from './parents.ts';
import { faultsOfNode, faultsOfPosition } from './shape.ts';
import { unknownNode } from './unknown-node.ts';
import { handedOn, takesOf } from './weights-owners.ts';

export function addNode(design: Design, { node, index }: AddNode): Applied {
  raiseFirst(faultsOfNode(node));
  requireFree(design, node.id);
  requireParent(design, node.id, node.parent);
  return {
    design: { ...design, nodes: design.nodes.toSpliced(index ?? design.nodes.length, 0, node) },
    inverse: batch([
      { kind: 'removeNode', id: node.id },
      ...edgesAt(design, [node]),
      ...takesOf(design.nodes, new Set([node.id])),
      ...notesBack(design, ({ parent }) => parent === node.id),
    ]),
  };
}

/**
 * What is drawn inside goes along. The inverse puts every item back at its place, ascending, so members first stand
 * outside: the item around them may come later.
 */
export function removeNode(design: Design, { id }: RemoveNode): Applied {
  const { parent } = design.nodes[indexOfNode(design, id)] as DesignNode;
  const gone = withInside(design.nodes, [id]);
  const removed = design.nodes.flatMap((node, index) => (gone.has(node.id) ? [{ node, index }] : []));
  const edges = edgesAt(design, [{ id, parent }, ...removed.map(({ node }) => ({ id: node.id }))]);
  const dropped = new Set(edges.map(({ edge }) => edge));
  const inner = removed.filter(({ node }) => node.id !== id);
  const added = removed.map(({ node, index }): AddNode => {
    if (node.id === id) return { kind: 'addNode', node, index };
    const { parent: _, ...outside } = node;
    return { kind: 'addNode', node: outside, index };
  });
  const isInside = ({ parent }: Note): boolean => parent !== undefined && gone.has(parent);
  const { notes, ...rest } = design;
  const left = notes?.filter((note) => !isInside(note));
  return {
    design: {
      ...rest,
      ...(left !== undefined && (left.length > 0 || left.length === notes?.length) && { notes: left }),
      nodes: handedOn(design.nodes, gone),
      edges: dropped.size === 0 ? design.edges : design.edges.filter((edge) => !dropped.has(edge)),
    },
    inverse: batch([
      ...added,
      ...inner.map(({ node }) => ({ kind: 'setParent' as const, id: node.id, parent: node.parent ?? null })),
      ...edges,
      ...takesOf(
        design.nodes.filter((node) => !gone.has(node.id)),
        gone,
      ),
      ...notesBack(design, isInside),
    ]),
  };
}

/**
 * Edges that dangled at the new name become the item's by the renaming, and so do items that waited for its weights.
 * Renaming back would take them along, so the inverse puts them where they were.
 */
export function renameNode(design: Design, { id, to }: RenameNode): Applied {
  const index = indexOfNode(design, id);
  if (!isNodeName(to)) {
    const bad = badName(to);
    throw new Fault(issueAt(bad, { ...bad.where, node: id }));
  }
  if (to === id) return { design, inverse: batch([]) };
  requireFree(design, to, id);
  const old = design.nodes[index] as DesignNode;
  const dangling = edgesAt(design, [{ id: to, parent: old.parent }]);
  const nodes = design.nodes.map((node) => {
    const isInside = node.parent === id;
    const takes = node.weightsOf === id;
    if (node !== old && !isInside && !takes) return node;
    return {
      ...node,
      ...(node === old && { id: to }),
      ...(isInside && { parent: to }),
      ...(takes && { weightsOf: to }),
    };
  });
  const notes = design.notes?.map((note) => (note.parent === id ? { ...note, parent: to } : note));
  return {
    design: {
      ...design,
      nodes,
      edges: rewired(design.edges, old, to),
      ...(notes !== undefined && { notes }),
    },
    inverse: batch([
      { kind: 'renameNode', id: to, to: id },
      ...dangling.map(({ edge }) => ({ kind: 'removeEdge' as const, id: edge.id })),
      ...dangling,
      ...takesOf(design.nodes, new Set([to])),
      ...notesBack(design, ({ parent }) => parent === to),
    ]),
  };
}

export function moveNodes(design: Design, { moves }: MoveNodes): Applied {
  const positions = new Map(moves.map(({ id, position }) => [id, position]));
  const byId = nodesById(design);
  const back = [...positions].map(([id, position]) => {
    raiseFirst(faultsOfPosition(position, id));
    const node = byId.get(id);
    if (node === undefined) throw new Fault(unknownNode(design, id));
    return { id, position: { x: node.position.x, y: node.position.y } };
  });
  const nodes = design.nodes.map((node) => {
    const position = positions.get(node.id);
    if (position === undefined) return node;
    return { ...node, position: { ...node.position, x: position.x, y: position.y } };
  });
  return { design: { ...design, nodes }, inverse: { kind: 'moveNodes', moves: back } };
}

export function setCall(design: Design, { id, call }: SetCall): Applied {
  const index = indexOfNode(design, id);
  const { call: before, ...rest } = design.nodes[index] as DesignNode;
  const node = call === null ? rest : { ...rest, call };
  raiseFirst(faultsOfNode(node));
  return {
    design: { ...design, nodes: design.nodes.with(index, node as DesignNode) },
    inverse: { kind: 'setCall', id, call: before ?? null },
  };
}

export function setMuted(design: Design, { id, muted }: SetMuted): Applied {
  const index = indexOfNode(design, id);
  const { muted: before = false, ...rest } = design.nodes[index] as DesignNode;
  const node: DesignNode = muted === true ? { ...rest, muted } : rest;
  return {
    design: { ...design, nodes: design.nodes.with(index, node) },
    inverse: { kind: 'setMuted', id, muted: before },
  };
}

/** Where an item stands among the items; an issue when there is none of that name. */
export function indexOfNode(design: Design, id: string): number {
  const index = design.nodes.findIndex((node) => node.id === id);
  if (index === -1) throw new Fault(unknownNode(design, id));
  return index;
}

/** Throws where an item other than `except` has the name, or one that differs by normalization alone. */
function requireFree(design: Design, id: string, except?: string): void {
  const key = nameKey(id);
  const other = design.nodes.find((node) => node.id !== except && nameKey(node.id) === key);
  if (other !== undefined) throw new Fault(sameName(id, other.id));
}

/** Throws where an item cannot stand inside another: that one is not there, or stands inside the item, or too deep. */
export function requireParent(design: Design, id: string, parent: string | undefined): void {
  if (parent === undefined) return;
  const inside = withInside(design.nodes, [id]);
  const others = design.nodes.filter((node) => node.id !== id);
  const probe = { id, parent } as DesignNode;
  raiseFirst(faultsOfParents([...others, probe]).filter(({ where }) => inside.has(where.node ?? '')));
}

/** The edits that put every edge at some items back where it stands; ascending, so that each place is right in its turn. */
function edgesAt(design: Design, items: readonly Standing[]): readonly AddEdge[] {
  return design.edges.flatMap((edge, index) =>
    items.some((item) => touches(edge, item)) ? [{ kind: 'addEdge' as const, edge, index }] : [],
  );
}

/** The edges after an item got another name, at its own ports and at the port of the item around it. */
function rewired(edges: readonly DesignEdge[], item: Standing, to: string): readonly DesignEdge[] {
  if (!edges.some((edge) => touches(edge, item))) return edges;
  const named = (end: PortRef): PortRef => {
    if (end.node === item.id) return { ...end, node: to };
    return endsAt(end, item) ? { ...end, port: to } : end;
  };
  return edges.map((edge) =>
    touches(edge, item) ? { ...edge, from: named(edge.from), to: named(edge.to) } : edge,
  );
}
