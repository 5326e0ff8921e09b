import { issue, issueAt } from '../errors.ts';
import type { Design, DesignNode, OwnBlock } from './design.ts';
import type { AddBlock, Applied, Edit, InBlock, RemoveBlock, SetBlock, SetWhen } from './edit-kinds.ts';
import { indexOfNode } from './edit-nodes.ts';
import { Fault, raiseFirst } from './fault.ts';
import { shortened } from './in-sentence.ts';
import { blocksOf, designOfBlock, requireBlock } from './own-block.ts';
import { faultsOfBlock } from './own-block-shape.ts';
import { faultsOfNode } from './shape.ts';

export function addBlock(design: Design, { block, index }: AddBlock): Applied {
  raiseFirst(faultsOfBlock(block));
  const blocks = blocksOf(design);
  if (blocks.some(({ id }) => id === block.id)) {
    throw new Fault(issue('own/duplicate', {}, { name: shortened(block.id) }));
  }
  return {
    design: { ...design, blocks: blocks.toSpliced(index ?? blocks.length, 0, block) },
    inverse: {
      kind: 'removeBlock',
      id: block.id,
      ...(design.blocks !== undefined && { keepsList: true }),
    },
  };
}

export function removeBlock(design: Design, { id, keepsList = false }: RemoveBlock): Applied {
  const index = indexOfBlock(design, id);
  const blocks = blocksOf(design);
  const left = blocks.toSpliced(index, 1);
  const { blocks: _, ...without } = design;
  return {
    design: left.length === 0 && !keepsList ? without : { ...design, blocks: left },
    inverse: { kind: 'addBlock', block: blocks[index] as OwnBlock, index },
  };
}

export function setBlock(design: Design, { block }: SetBlock): Applied {
  const index = indexOfBlock(design, block.id);
  raiseFirst(faultsOfBlock(block));
  const before = blocksOf(design)[index] as OwnBlock;
  return { design: withBlock(design, index, block), inverse: { kind: 'setBlock', block: before } };
}

/** @param apply applies an edit to a design */
export function editInBlock(
  design: Design,
  { block: id, edit }: InBlock,
  apply: (design: Design, edit: Edit) => Applied,
): Applied {
  const index = indexOfBlock(design, id);
  const block = blocksOf(design)[index] as OwnBlock;
  const drawn = designOfBlock(block);
  const { design: after, inverse } = apply(drawn, edit);
  if (after.variables !== drawn.variables || after.blocks !== undefined)
    throw new Fault(issue('own/not-here'));
  const { title, nodes, edges, notes } = after;
  const { notes: _, ...rest } = block;
  return {
    design: withBlock(design, index, { ...rest, title, nodes, edges, ...(notes !== undefined && { notes }) }),
    inverse: { kind: 'inBlock', block: id, edit: inverse },
  };
}

export function setWhen(design: Design, { id, when }: SetWhen): Applied {
  const index = indexOfNode(design, id);
  const { when: before, ...rest } = design.nodes[index] as DesignNode;
  const node: DesignNode = when === null ? rest : { ...rest, when };
  raiseFirst(faultsOfNode(node).map((fault) => issueAt(fault, { ...fault.where, node: id })));
  return {
    design: { ...design, nodes: design.nodes.with(index, node) },
    inverse: { kind: 'setWhen', id, when: before ?? null },
  };
}

const withBlock = (design: Design, index: number, block: OwnBlock): Design => ({
  ...design,
  blocks: blocksOf(design).with(index, block),
});

/** Where a definition stands among the own blocks; an issue where there is none of that id. */
function indexOfBlock(design: Design, id: string): number {
  const block = requireBlock(design, id);
  if (!block.ok) throw new Fault(block.issues[0]!);
  return blocksOf(design).indexOf(block.value);
}
