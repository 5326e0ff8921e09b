import type { BlockDefinition } from '../language/definition.ts';
import { expand } from '../language/expand.ts';
import type { Given } from '../language/field.ts';
import { Refusal } from '../language/refusal.ts';
import type { Placed } from './placed.ts';

/** Blocks that were found, and which definitions are copies of a block, with the id of that one. */
interface Found {
  readonly placed: readonly Placed[];
  readonly copies: ReadonlyMap<BlockDefinition, string>;
}

/** The block of which another is copies in a row, and nothing else; null of any other. */
export function copiedBy(definition: BlockDefinition): string | null {
  const [example] = definition.examples;
  if (example === undefined) return null;
  try {
    const inputs = example.inputs.map((shape) => shape.map(BigInt));
    const { children } = expand(definition, (example.fields ?? {}) as Given, inputs);
    const [first, ...others] = children.map(({ expansion }) => expansion.definition);
    if (first?.kind !== 'block' || others.length === 0) return null;
    return others.every((other) => other === first) ? first.id : null;
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

/** Stages where most of their copies stand alone, one after the other: such a network is drawn without stages. */
export function rareStages({ placed, copies }: Found): ReadonlySet<BlockDefinition> {
  const counts = new Map<BlockDefinition, number>();
  for (const { definition } of placed)
    if (copies.has(definition)) counts.set(definition, (counts.get(definition) ?? 0) + 1);
  const isRare = ([stage, count]: readonly [BlockDefinition, number]): boolean =>
    2 * count < neighboursAmong(placed.filter(({ definition }) => definition.id === copies.get(stage)));
  return new Set([...counts].filter(isRare).map(([stage]) => stage));
}

/** How many of some blocks stand right before or behind another of them. */
function neighboursAmong(blocks: readonly Placed[]): number {
  const entering = new Set(blocks.flatMap(({ entries }) => entries));
  const results = new Set(blocks.flatMap(({ match }) => match.results));
  return blocks.filter(
    ({ entries, match }) =>
      entries.some((value) => results.has(value)) || match.results.some((value) => entering.has(value)),
  ).length;
}

/** A block among stages of it as a stage of one copy, as networks have them. */
export function stagesOfOne({ placed, copies }: Found): readonly Placed[] {
  const stages = new Set(placed.map(({ definition }) => definition).filter((one) => copies.has(one)));
  return placed.map((block) => {
    const ofOne = block.others.filter(({ definition }) => stages.has(definition));
    const stage = copies.has(block.definition)
      ? ofOne.find(({ definition }) => copies.get(definition) === block.definition.id)
      : ofOne[0];
    return stage === undefined ? block : { ...block, ...stage };
  });
}
