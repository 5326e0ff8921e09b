import type { Result } from '../errors.ts';
import { fail, issue, ok } from '../errors.ts';
import type { Design, DesignNode, OwnBlock } from './design.ts';
import { emptyDesign } from './design.ts';
import { shortened } from './in-sentence.ts';
import { nearestText } from './nearest-names.ts';

/** What the ids of own blocks begin with, so that they never meet those of built-in definitions. */
const ownPrefix = 'own:';

export const isOwnId = (id: string): boolean => id.startsWith(ownPrefix) && id.length > ownPrefix.length;

const noBlocks: readonly OwnBlock[] = [];

/** The own blocks of a design; the same list while they are the same. */
export const blocksOf = ({ blocks }: Pick<Design, 'blocks'>): readonly OwnBlock[] => blocks ?? noBlocks;

export const blockOf = (design: Pick<Design, 'blocks'>, id: string): OwnBlock | undefined =>
  blocksOf(design).find((block) => block.id === id);

/** The own block that a person names: by its id, by what its id is without `own:`, or by its title. */
export function blockNamed(design: Design, name: string): OwnBlock | undefined {
  const blocks = blocksOf(design);
  return (
    blockOf(design, name) ?? blockOf(design, ownPrefix + name) ?? blocks.find(({ title }) => title === name)
  );
}

/** A free id made of a title: `own:ghost-bottleneck`, `own:ghost-bottleneck-2`. */
export function freshBlockId(title: string, taken: readonly OwnBlock[]): string {
  const words = title
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '');
  const base = ownPrefix + ([...words].slice(0, 60).join('') || 'block');
  const ids = new Set(taken.map(({ id }) => id));
  if (!ids.has(base)) return base;
  for (let number = 2; ; number++) if (!ids.has(`${base}-${number}`)) return `${base}-${number}`;
}

/** The drawing of an own block as a design of its own, so that all that edits a design edits it. */
export const designOfBlock = ({ title, nodes, edges, notes }: OwnBlock): Design => ({
  ...emptyDesign(title),
  nodes,
  edges,
  ...(notes !== undefined && { notes }),
});

/** The own definitions that items name, each once, in the order in which they are met. */
export const ownIdsIn = (nodes: readonly DesignNode[]): readonly string[] => [
  ...new Set(nodes.map(({ definition }) => definition).filter(isOwnId)),
];

/** The own blocks that items come down to, through one another: what has to go along with these items. */
export function blocksUsedBy(nodes: readonly DesignNode[], blocks: readonly OwnBlock[]): readonly OwnBlock[] {
  const byId = new Map(blocks.map((block) => [block.id, block]));
  const found = new Set<string>();
  const waiting = [...ownIdsIn(nodes)];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const block = byId.get(id);
    if (block === undefined || found.has(id)) continue;
    found.add(id);
    waiting.push(...ownIdsIn(block.nodes));
  }
  return blocks.filter(({ id }) => found.has(id));
}

/** The way on which a definition comes back to itself, ends included; null where it does not. */
export function chainToItself(id: string, blocks: readonly OwnBlock[]): readonly string[] | null {
  const byId = new Map(blocks.map((block) => [block.id, block]));
  const before = new Map<string, string>();
  const waiting = [id];
  for (let at = waiting.shift(); at !== undefined; at = waiting.shift()) {
    for (const inner of ownIdsIn(byId.get(at)?.nodes ?? [])) {
      if (inner === id) {
        const chain = [at];
        while (chain[0] !== id) chain.unshift(before.get(chain[0] as string) as string);
        return [...chain, id];
      }
      if (before.has(inner)) continue;
      before.set(inner, at);
      waiting.push(inner);
    }
  }
  return null;
}

/** The own block of that id. Issues: own/unknown. */
export function requireBlock(design: Design, id: string): Result<OwnBlock> {
  const block = blockOf(design, id);
  if (block !== undefined) return ok(block);
  const known = blocksOf(design).map((each) => each.id);
  return fail(issue('own/unknown', {}, { name: shortened(id), nearest: nearestText(id, known) }));
}
