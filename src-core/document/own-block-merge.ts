import type { DesignNode, OwnBlock } from './design.ts';
import { freshBlockId } from './own-block.ts';

/** Definitions that come into a design with items that use them. */
interface BroughtBlocks {
  /** Those that the design lacks, under ids that are free there. */
  readonly added: readonly OwnBlock[];
  /** Items after their definitions came in. */
  readonly renamed: (nodes: readonly DesignNode[]) => readonly DesignNode[];
}

const textOf = (block: OwnBlock): string => JSON.stringify(block);

/**
 * Brings definitions into a design. One that the design has already is not added again; where the design has another
 * definition of that id, the one that comes gets an id of its own, so that neither changes what it did.
 */
export function broughtBlocks(known: readonly OwnBlock[], coming: readonly OwnBlock[]): BroughtBlocks {
  const byId = new Map(known.map((block) => [block.id, textOf(block)]));
  const ids = new Map<string, string>();
  const fresh: OwnBlock[] = [];
  const differs = new Set(
    coming.filter((block) => byId.has(block.id) && byId.get(block.id) !== textOf(block)).map(({ id }) => id),
  );
  // What uses a definition that gets another id is another definition itself.
  for (let grew = true; grew; ) {
    grew = false;
    for (const { id, nodes } of coming) {
      if (differs.has(id) || !byId.has(id) || !nodes.some(({ definition }) => differs.has(definition)))
        continue;
      differs.add(id);
      grew = true;
    }
  }
  for (const block of coming) {
    if (byId.has(block.id) && !differs.has(block.id)) continue;
    const name = block.id.slice(block.id.indexOf(':') + 1);
    const id = byId.has(block.id) ? freshBlockId(name, [...known, ...coming, ...fresh]) : block.id;
    ids.set(block.id, id);
    fresh.push({ ...block, id });
  }
  const renamed = (nodes: readonly DesignNode[]): readonly DesignNode[] =>
    nodes.map((node) => {
      const id = ids.get(node.definition) ?? node.definition;
      return id === node.definition ? node : { ...node, definition: id };
    });
  return { added: fresh.map((block) => ({ ...block, nodes: renamed(block.nodes) })), renamed };
}
