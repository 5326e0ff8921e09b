import type { Design, DesignNode } from './design.ts';
import type { Applied, SetWeightsOf } from './edit-kinds.ts';
import { batch } from './edit-kinds.ts';
import { indexOfNode } from './edit-nodes.ts';
import { raiseFirst } from './fault.ts';
import { faultsOfNode } from './shape.ts';
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
