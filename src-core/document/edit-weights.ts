import type { Design, DesignNode } from './design.ts';
import type { Applied, SetStoredWeights, SetWeightsOf } from './edit-kinds.ts';
import { batch } from './edit-kinds.ts';
import { indexOfNode } from './edit-nodes.ts';
import { raiseFirst } from './fault.ts';
import { faultsOfNode, faultsOfWeightsFile } from './shape.ts';
import { withoutStored } from './stored-weights.ts';
import { ownWeights } from './weights-owners.ts';

export function setWeightsOf(design: Design, { id, owner }: SetWeightsOf): Applied {
  const index = indexOfNode(design, id);
  const node = design.nodes[index] as DesignNode;
  const old = node.weightsOf ?? null;
  if (old === owner) return { design, inverse: batch([]) };
  const changed: DesignNode = owner === null ? ownWeights(node) : { ...node, weightsOf: owner };
  raiseFirst(faultsOfNode(changed));
  return {
    design: { ...design, nodes: design.nodes.with(index, changed) },
    inverse: { kind: 'setWeightsOf', id, owner: old },
  };
}

export function setStoredWeights(design: Design, { file, items }: SetStoredWeights): Applied {
  if (file !== null) raiseFirst(faultsOfWeightsFile(file));
  const nodes = [...design.nodes];
  const places = new Map(nodes.map(({ id }, index) => [id, index]));
  const before: SetStoredWeights['items'][number][] = [];
  for (const { id, weights } of items) {
    const index = places.get(id) ?? indexOfNode(design, id);
    const node = nodes[index] as DesignNode;
    const changed: DesignNode = weights == null ? withoutStored(node) : { ...node, weights };
    raiseFirst(faultsOfNode(changed));
    before.push({ id, weights: node.weights ?? null });
    nodes[index] = changed;
  }
  const { weights: old, ...others } = design;
  return {
    design: { ...others, nodes, ...(file !== null && { weights: file }) },
    inverse: { kind: 'setStoredWeights', file: old ?? null, items: before.reverse() },
  };
}
