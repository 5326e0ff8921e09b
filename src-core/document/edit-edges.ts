import { issue } from '../errors.ts';
import type { Design, DesignEdge } from './design.ts';
import type { AddEdge, Applied, RemoveEdge } from './edit-kinds.ts';
import { Fault, raiseFirst } from './fault.ts';
import { shortened } from './in-sentence.ts';
import { faultsOfEdge } from './shape.ts';

export function addEdge(design: Design, { edge, index }: AddEdge): Applied {
  raiseFirst(faultsOfEdge(edge));
  if (design.edges.some((other) => other.id === edge.id)) {
    throw new Fault(issue('document/duplicate-edge', {}, { name: shortened(edge.id) }));
  }
  return {
    design: { ...design, edges: design.edges.toSpliced(index ?? design.edges.length, 0, edge) },
    inverse: { kind: 'removeEdge', id: edge.id },
  };
}

export function removeEdge(design: Design, { id }: RemoveEdge): Applied {
  const index = design.edges.findIndex((edge) => edge.id === id);
  if (index === -1) throw new Fault(issue('document/unknown-edge', {}, { name: shortened(id) }));
  return {
    design: { ...design, edges: design.edges.toSpliced(index, 1) },
    inverse: { kind: 'addEdge', edge: design.edges[index] as DesignEdge, index },
  };
}
