import type { Design, DesignNode } from './design.ts';
import type { Applied, SetParent } from './edit-kinds.ts';
import { batch } from './edit-kinds.ts';
import { indexOfNode, requireParent } from './edit-nodes.ts';

export function setParent(design: Design, { id, parent }: SetParent): Applied {
  const index = indexOfNode(design, id);
  const node = design.nodes[index] as DesignNode;
  const old = node.parent ?? null;
  if (old === parent) return { design, inverse: batch([]) };
  requireParent(design, id, parent ?? undefined);
  const { parent: _, ...outside } = node;
  const moved: DesignNode = parent === null ? outside : { ...node, parent };
  return {
    design: { ...design, nodes: design.nodes.with(index, moved) },
    inverse: { kind: 'setParent', id, parent: old },
  };
}
