import type { ChoiceField, Given, Value } from '../language/field.ts';
import { defaultValue } from '../language/field.ts';
import type { Match } from './matching.ts';
import type { Move } from './moves.ts';
import { numberMoves, structureMoves } from './moves.ts';
import type { Placed } from './placed.ts';

/** A block as it stands with one option of a choice. */
interface Saying {
  readonly option: string;
  readonly block: Placed;
}

/** The ways in which one choice of a block can be made, of which the first is how it is. */
interface Ways {
  readonly field: ChoiceField;
  readonly sayings: readonly Saying[];
}

/** What a placed block is along the graph with other fields, with the nodes that it takes to be had. */
type MatchOf = (block: Placed, given: Given) => Match;

type Said = Readonly<Record<string, Value>>;

const optionOf = ({ definition, given }: Placed, name: string): string =>
  ((given as Said)[name] ?? defaultValue(definition.fields[name]!)) as string;

/** Whether a match takes the same nodes as another, and leaves by the same values. */
export const isSameMatch = (a: Match, b: Match): boolean =>
  a.mismatch === null &&
  a.nodes.length === b.nodes.length &&
  a.results.join() === b.results.join() &&
  new Set([...a.nodes, ...b.nodes]).size === b.nodes.length;

/** Changes that make up for another option: numbers that the nodes ask for, and what is or is not there. */
function* makingUp(block: Placed, given: Given, match: Match): Generator<Move> {
  yield* numberMoves(block.definition, given, match.mismatch, []);
  for (const move of structureMoves(block.definition, given)) if (typeof move.value === 'boolean') yield move;
}

/** A block with another option, and one more field with another value where it takes that; null where it is then another. */
function withOption(block: Placed, name: string, option: string, matchOf: MatchOf): Placed | null {
  const given = { ...block.given, [name]: option } as Given;
  const match = matchOf(block, given);
  if (isSameMatch(match, block.match)) return leastSaid({ ...block, given, match }, name, matchOf);
  for (const { field, value } of makingUp(block, given, match)) {
    if (field === name) continue;
    const both = { ...given, [field]: value } as Given;
    const after = matchOf(block, both);
    if (isSameMatch(after, block.match))
      return leastSaid({ ...block, given: both, match: after }, name, matchOf);
  }
  return null;
}

/** The same block without what an option made needless. */
function leastSaid(block: Placed, option: string, matchOf: MatchOf): Placed {
  let least = block;
  for (const field of Object.keys(block.given)) {
    if (field === option) continue;
    const { [field]: _, ...given } = least.given as Said;
    const match = matchOf(block, given as Given);
    if (isSameMatch(match, block.match)) least = { ...least, given: given as Given, match };
  }
  return least;
}

function waysOf(block: Placed, name: string, field: ChoiceField, matchOf: MatchOf): Ways {
  const now = optionOf(block, name);
  const others = field.options.flatMap((option) => {
    const other = option === now ? null : withOption(block, name, option, matchOf);
    return other === null ? [] : [{ option, block: other }];
  });
  return { field, sayings: [{ option: now, block }, ...others] };
}

/**
 * Blocks that can be said in several ways, as by a ratio or by what it comes to, said as the others of the network are: with
 * the option that most of those have which can have no other, first of all those of the same kind.
 */
export function withAgreedOptions(placed: readonly Placed[], matchOf: MatchOf): readonly Placed[] {
  const names = new Set(
    placed.flatMap(({ definition: { fields } }) =>
      Object.keys(fields).filter((name) => fields[name]!.kind === 'choice'),
    ),
  );
  let agreed = placed;
  for (const name of names) agreed = agreedOn(name, agreed, matchOf);
  return agreed;
}

function agreedOn(name: string, placed: readonly Placed[], matchOf: MatchOf): readonly Placed[] {
  const ways = placed.map((block) => {
    const field = block.definition.fields[name];
    return field?.kind === 'choice' ? waysOf(block, name, field, matchOf) : null;
  });
  const isSure = ({ sayings }: Ways): boolean => sayings.length === 1;
  const votes = (option: string, at: number, counts: (other: Ways, place: number) => boolean): number =>
    ways.filter(
      (other, place) =>
        other !== null && place !== at && other.sayings[0]!.option === option && counts(other, place),
    ).length;
  return placed.map((block, at) => {
    const own = ways[at];
    if (own == null || own.sayings.length === 1) return block;
    const isOfKind = (place: number): boolean => placed[place]!.definition === block.definition;
    const ranks = own.sayings.map(({ option }) => [
      votes(option, at, (other, place) => isSure(other) && isOfKind(place)),
      votes(option, at, isSure),
      own.field.past?.includes(option) === true ? 0 : 1,
      votes(option, at, () => true),
    ]);
    let best = 0;
    for (const [index, rank] of ranks.entries()) if (isAhead(rank, ranks[best]!)) best = index;
    return own.sayings[best]!.block;
  });
}

/** Whether the first number that differs is the larger one. */
function isAhead(a: readonly number[], b: readonly number[]): boolean {
  const at = a.findIndex((number, index) => number !== b[index]);
  return at >= 0 && a[at]! > b[at]!;
}
