import type { Design, DesignNode, OwnBlock, OwnField, ownFieldKinds } from '../document/design.ts';
import type { Drawing } from '../document/drawing.ts';
import { drawingOf } from '../document/drawing.ts';
import { shortened } from '../document/in-sentence.ts';
import { blocksOf, chainToItself, designOfBlock, ownIdsIn } from '../document/own-block.ts';
import type { Issue } from '../errors.ts';
import { issue } from '../errors.ts';
import type { BlockDefinition, Catalogue, Definition } from '../language/definition.ts';
import { defineBlock } from '../language/definition.ts';
import { ExpansionMemo } from '../language/expand.ts';
import type { Field, Fields } from '../language/field.ts';
import { Refusal } from '../language/refusal.ts';
import type { DrawnDefinitions } from './drawn.ts';
import { portsIn } from './drawn-parts.ts';
import { environmentOf } from './environment.ts';
import { drawnDefinitions } from './members.ts';

/** A definition made of an own block, and what it was made of: while that is the same, so is the definition. */
interface Made {
  readonly block: OwnBlock;
  readonly uses: readonly (Definition | undefined)[];
  readonly definition: BlockDefinition;
  /** The block as the item around its drawing, while that is edited. */
  readonly around: BlockDefinition;
}

/** What an item names that stands around the drawing of an own block, while that is edited as a design. */
const aroundPrefix = 'drawing-of:';

export const aroundId = (id: string): string => aroundPrefix + id;

const least = -1_000_000_000;
const most = 1_000_000_000;

const whole = (value: OwnField['default'], otherwise: number): number =>
  typeof value === 'number' ? Math.trunc(value) : otherwise;

/** The field that a definition offers; null for a kind of a newer version, which nothing here can give a value. */
function fieldOf(own: OwnField): Field | null {
  const { name, label, help = '', unit, min = least, max = most, default: value } = own;
  const described = { label, help, ...(unit !== undefined && { unit }) };
  switch (own.kind as (typeof ownFieldKinds)[number]) {
    case 'dimension':
      return { kind: 'dimension', ...described, symbol: name, min, max, default: whole(value, min) };
    case 'structural':
      return { kind: 'structural', ...described, min, max, default: whole(value, min) };
    case 'real':
      return { kind: 'real', ...described, min, max, default: typeof value === 'number' ? value : min };
    case 'toggle':
      return { kind: 'toggle', ...described, default: value === true };
    case 'choice':
      return { kind: 'choice', ...described, options: own.options ?? [], default: String(value) };
    default:
      return null;
  }
}

const fieldsOfBlock = ({ fields }: OwnBlock): Fields =>
  Object.fromEntries(
    fields.flatMap((own) => {
      const field = fieldOf(own);
      return field === null ? [] : [[own.name, field]];
    }),
  );

/** Definitions that were made over one catalogue, by what they were made of. */
class OwnDefinitions {
  readonly #base: Catalogue;
  readonly #memo = new ExpansionMemo();
  readonly #made = new WeakMap<OwnBlock, Made[]>();
  readonly #catalogues = new WeakMap<readonly OwnBlock[], Catalogue>();

  constructor(base: Catalogue) {
    this.#base = base;
  }

  of(blocks: readonly OwnBlock[]): Catalogue {
    const known = this.#catalogues.get(blocks) ?? this.#layered(blocks);
    this.#catalogues.set(blocks, known);
    return known;
  }

  #layered(blocks: readonly OwnBlock[]): Catalogue {
    const byId = new Map(blocks.map((block) => [block.id, block]));
    const made = new Map<string, Made>();
    const base = this.#base;
    const madeOf = (id: string): Made | undefined => {
      const block = byId.get(id);
      if (block === undefined) return undefined;
      const known = made.get(id) ?? this.#madeOf(block, blocks, catalogue);
      made.set(id, known);
      return known;
    };
    const catalogue: Catalogue = {
      definitionOf: (id) =>
        base.definitionOf(id) ??
        (id.startsWith(aroundPrefix)
          ? madeOf(id.slice(aroundPrefix.length))?.around
          : madeOf(id)?.definition),
      ids: [...base.ids, ...byId.keys()],
    };
    return catalogue;
  }

  #madeOf(block: OwnBlock, blocks: readonly OwnBlock[], catalogue: Catalogue): Made {
    const chain = chainToItself(block.id, blocks);
    // One that contains itself is never made of those inside it, so their definitions are not asked for.
    const uses = chain === null ? ownIdsIn(block.nodes).map(catalogue.definitionOf) : [];
    const known = this.#made.get(block) ?? [];
    const same = known.find(
      (each) =>
        chain === null &&
        each.uses.length === uses.length &&
        each.uses.every((definition, index) => definition === uses[index]),
    );
    if (same !== undefined) return same;
    const drawn = drawnDefinitions(catalogue, this.#memo);
    const fault = chain === null ? null : containsItself(block, chain, blocks);
    const made = { block, uses, ...definitionsOf(block, fault, drawn, this.#base) };
    if (chain === null) this.#made.set(block, [...known.slice(-7), made]);
    return made;
  }
}

function containsItself(block: OwnBlock, chain: readonly string[], blocks: readonly OwnBlock[]): Issue {
  const titleOf = (id: string): string => blocks.find((each) => each.id === id)?.title ?? id;
  return issue('own/contains-itself', {}, { block: block.title, chain: chain.map(titleOf).join(' → ') });
}

/** @param fault why it cannot be made of its drawing; it has its ports nevertheless */
function definitionsOf(
  block: OwnBlock,
  fault: Issue | null,
  drawn: DrawnDefinitions,
  catalogue: Catalogue,
): Pick<Made, 'definition' | 'around'> {
  const ports = (side: 'input' | 'output') => {
    const named = portsIn(drawingOf(designOfBlock(block)), catalogue, side).map((name) => ({ name }));
    return () => named;
  };
  const base = defineBlock<Fields>({
    id: block.id,
    title: block.title,
    summary: block.help ?? '',
    family: 'block',
    section: 'Own blocks',
    fields: fieldsOfBlock(block),
    inputs: ports('input'),
    outputs: ports('output'),
    expand: (_, inputs) => inputs,
    closed: true,
    ...(block.published !== undefined && { published: block.published }),
    examples: [],
  });
  const around: BlockDefinition = { ...base, id: aroundId(block.id), drawn: 'once' };
  const shared = fault ?? sharedWeights(block);
  if ('severity' in shared) {
    const expand = (): never => {
      throw new Refusal(shared);
    };
    return { definition: { ...base, expand }, around };
  }
  const drawing: Drawing = drawingOf(designOfBlock({ ...block, nodes: shared }));
  const { definition } = drawn.of(base, drawing, environmentOf([]));
  return { definition: lookedAtAnew(definition, drawn), around };
}

/**
 * The items, each that takes weights from the last of those that it takes them from in turn. Issues: own/weights, where one
 * takes them from elsewhere than the level of the block itself.
 */
function sharedWeights({ title, nodes }: OwnBlock): readonly DesignNode[] | Issue {
  if (nodes.every(({ weightsOf }) => weightsOf === undefined)) return nodes;
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const shared: DesignNode[] = [];
  for (const node of nodes) {
    let owner = node;
    for (let steps = 0; owner.weightsOf !== undefined; steps++) {
      const next = byId.get(owner.weightsOf);
      if (
        next === undefined ||
        next.parent !== undefined ||
        node.parent !== undefined ||
        steps > nodes.length
      ) {
        const data = { block: title, owner: shortened(owner.weightsOf) };
        return issue('own/weights', { node: node.id }, data);
      }
      owner = next;
    }
    shared.push(owner === node ? node : { ...node, weightsOf: owner.id });
  }
  return shared;
}

/** What a drawing comes to is looked at anew for each use, so that the bound on how much is looked at is one for each. */
function lookedAtAnew(definition: BlockDefinition, drawn: DrawnDefinitions): BlockDefinition {
  return {
    ...definition,
    expand: (values, inputs, graph) => {
      drawn.work.begin();
      return definition.expand(values, inputs, graph);
    },
  };
}

const known = new WeakMap<Catalogue, OwnDefinitions>();

/** The catalogue with the own blocks of a design; the same object while these are the same. */
export function catalogueOf(design: Pick<Design, 'blocks'>, base: Catalogue): Catalogue {
  const blocks = blocksOf(design);
  if (blocks.length === 0) return base;
  let over = known.get(base);
  if (over === undefined) {
    over = new OwnDefinitions(base);
    known.set(base, over);
  }
  return over.of(blocks);
}
