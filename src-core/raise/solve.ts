import type { BlockDefinition } from '../language/definition.ts';
import type { Given, Value } from '../language/field.ts';
import { valueText } from '../language/resolve.ts';
import type { FormNode } from './form.ts';
import type { Chosen, Match, Matcher } from './matching.ts';
import type { Move } from './moves.ts';
import { alike, numberMoves, structureMoves } from './moves.ts';

/** A block that stands in the graph: its definition, what is said of its fields, and the nodes it takes. */
export interface Solution {
  readonly definition: BlockDefinition;
  readonly given: Given;
  readonly match: Match;
}

interface State {
  readonly given: Readonly<Record<string, Value>>;
  readonly chosen: Chosen;
  readonly match: Match;
  readonly score: number;
  readonly changes: number;
  /** Fields that are settled, as another value of theirs takes the expansion away from what is there already. */
  readonly settled: ReadonlySet<string>;
}

/** A state after one more move. */
type Moved = readonly [move: Move, state: State];

/** The most states that are taken further, in all and of those that reach as many nodes by the same fields. */
const mostStates = 64;
const mostAlike = 3;
/** The most expansions tried, in all, before the first node is there, and for each node that one of them reached. */
const mostTries = 3_000;
const firstTries = 400;
const triesPerNode = 250;
/** The most expansions with two fields at once that are tried from one state, as others may lead on with one. */
const mostPairs = 500;
/** After so many values that change nothing a field is none that counts here. */
const mostIdle = 2;
/** So many nodes that are there make it likely that the rest is too, and so many that it is all but sure. */
const wellOn = 3;
const farOn = 12;
/** What the score of a node has to be, of numbers that are almost all those that stand there. */
const nearly = 0.3 + 0.5 * 0.74;

/** How many nodes of an expansion are there, and how near the next one comes to what stands in its place. */
function scoreOf({ nodes, mismatch }: Match): number {
  if (mismatch === null) return nodes.length + 0.9;
  if (mismatch.kind === 'refused') return nodes.length;
  const same = alike(mismatch);
  if (same.length === 0) return nodes.length + 0.1;
  const { numbers } = mismatch.node;
  const shares = same.map((node) => {
    if (node.numbers.length !== numbers.length) return 0;
    const equal = numbers.filter((number, index) => node.numbers[index] === number).length;
    return numbers.length === 0 ? 0 : equal / numbers.length;
  });
  return nodes.length + 0.3 + 0.5 * Math.max(...shares);
}

const asksForNumbers = ({ mismatch }: Match): boolean =>
  mismatch !== null && (mismatch.kind === 'refused' || alike(mismatch).length > 0);

/** How many numbers of the next node of an expansion are those of one that stands there; null where it is another node. */
function sameNumbers({ mismatch }: Match, { op, numbers }: FormNode): number | null {
  if (mismatch?.kind !== 'node' || mismatch.node.op !== op) return null;
  const { numbers: own } = mismatch.node;
  return own.length === numbers.length ? own.filter((number, at) => number === numbers[at]).length : null;
}

/** The moves that each bring a node nearer to one that stands there, of each field the one that does most, all at once. */
function togetherTowards(
  there: FormNode,
  match: Match,
  moved: readonly Moved[],
): Readonly<Record<string, Value>> {
  const now = sameNumbers(match, there) ?? 0;
  const best = new Map<string, { readonly same: number; readonly value: Value }>();
  for (const [{ field, value }, { match: after }] of moved) {
    if (after.nodes.length !== match.nodes.length) continue;
    const same = sameNumbers(after, there);
    if (same !== null && same > (best.get(field)?.same ?? now)) best.set(field, { same, value });
  }
  return Object.fromEntries([...best].map(([field, { value }]) => [field, value]));
}

/** Whether a move is that of a way to do something, of which the numbers are said elsewhere. */
const isChoice = ([{ value }]: Moved): boolean => typeof value === 'string' || typeof value === 'boolean';

const isList = ([{ value }]: Moved): boolean => Array.isArray(value);

/** Whether the next node of an expansion is there but for a few of its numbers. */
const isNear = ({ match, score }: Pick<State, 'match' | 'score'>): boolean =>
  match.mismatch !== null && score > match.nodes.length + nearly;

/** Whether the numbers that an expansion asks for next are others than before. */
const asksForOthers = ({ mismatch }: Match, { mismatch: before }: Match): boolean =>
  mismatch?.kind !== 'node' ||
  before?.kind !== 'node' ||
  mismatch.node.text !== before.node.text ||
  (mismatch.there !== before.there && mismatch.there.length !== before.there.length);

/** The next nodes of two expansions that go as far as each other; null where they do not, or one of them has none. */
const nextOfBoth = (a: Match, b: Match): readonly [FormNode, FormNode] | null =>
  a.nodes.length === b.nodes.length && a.mismatch?.kind === 'node' && b.mismatch?.kind === 'node'
    ? [a.mismatch.node, b.mismatch.node]
    : null;

/** Whether an expansion goes as far as another, and its next node differs in numbers alone, if at all. */
function isSameNode(match: Match, than: Match): boolean {
  const next = nextOfBoth(match, than);
  return next !== null && next[0].op === next[1].op && next[0].numbers.length === next[1].numbers.length;
}

/** Whether an expansion goes as far as another, and the same node is next. */
function isUnchanged(match: Match, than: Match): boolean {
  const next = nextOfBoth(match, than);
  return next !== null && next[0].text === next[1].text;
}

/** Whether a node that is not there was left out, so that another is next, or nothing while two of its tensors do not fit yet. */
const isPast = ({ nodes, mismatch }: Match, { nodes: after, mismatch: next }: Match): boolean =>
  after.length === nodes.length &&
  mismatch?.kind === 'node' &&
  (next?.kind === 'node' ? next.node.op !== mismatch.node.op : next !== null && nodes.length >= wellOn);

/** Whether each number that differs from what is there is one that some field changes. */
function isInReach(match: Match, after: readonly State[]): boolean {
  const { mismatch } = match;
  if (mismatch?.kind !== 'node') return mismatch !== null;
  const { numbers, op } = mismatch.node;
  const moved = new Set<number>();
  for (const { match: other } of after) {
    if (other.nodes.length !== match.nodes.length || other.mismatch?.kind !== 'node') continue;
    const { node } = other.mismatch;
    if (node.op !== op) continue;
    if (node.numbers.length !== numbers.length) return true;
    node.numbers.forEach((number, index) => {
      if (number !== numbers[index]) moved.add(index);
    });
  }
  return alike(mismatch).some((there) =>
    there.numbers.every((number, index) => number === numbers[index] || moved.has(index)),
  );
}

/** Where a block is looked for, and with what. */
export interface Search {
  readonly matcher: Matcher;
  readonly entries: readonly number[];
  /** Numbers that a field may be a part of, where nothing else says what it is. */
  readonly sizes: readonly number[];
  /** Whether nothing inside is of use outside, so that the nodes of a match can be one item. */
  readonly isWhole: (match: Match) => boolean;
  /** How much of a whole search it is worth, as a share: little where the same was not found in places that look alike. */
  readonly effort?: number;
}

/**
 * Finds the fields with which a block is what stands behind some values of a graph: changes one field after the other so
 * that its expansion goes further along, until all of it is there. Of the ways it finds it returns that with the most nodes;
 * null where it finds none.
 */
export function solve(definition: BlockDefinition, search: Search, start: Given = {}): Solution | null {
  return new Solving(definition, search).from(start as State['given']);
}

class Solving {
  readonly #definition: BlockDefinition;
  readonly #search: Search;
  readonly #seen = new Set<string>();
  readonly #open: State[] = [];
  #best: State | null = null;
  /** The most nodes that an expansion was found to have there. */
  #reached = 0;

  constructor(definition: BlockDefinition, search: Search) {
    this.#definition = definition;
    this.#search = search;
  }

  from(start: State['given']): Solution | null {
    const first = this.#attempt(start, new Map(), new Set());
    if (first !== null) this.#open.push(first);
    const taken = new Map<string, number>();
    for (let states = 0; states < mostStates && this.#open.length > 0; states++) {
      const state = next(this.#open);
      if (this.#best !== null && state.score < this.#best.score) break;
      const kind = `${state.match.nodes.length} ${Object.keys(state.given).toSorted().join()}`;
      const before = taken.get(kind) ?? 0;
      if (before >= mostAlike) continue;
      taken.set(kind, before + 1);
      if (state.match.mismatch === null) this.#grow(state);
      else this.#further(state);
    }
    const best = this.#best && this.#leastSaid(this.#best);
    return best && { definition: this.#definition, given: best.given as Given, match: best.match };
  }

  /** The same block with as little said of it as can be: what a later field made needless is left out. */
  #leastSaid(state: State): State {
    let least = state;
    for (const field of Object.keys(state.given)) {
      const { [field]: _, ...others } = least.given;
      const without = this.#again(others, state);
      const isSame =
        without.match.mismatch === null && without.match.nodes.length === state.match.nodes.length;
      if (isSame && this.#search.isWhole(without.match)) least = without;
    }
    return least;
  }

  #attempt(given: State['given'], chosen: Chosen, settled: State['settled']): State | null {
    const key = stateKey(given, chosen);
    const { effort = 1 } = this.#search;
    const most = effort * Math.min(mostTries, firstTries + triesPerNode * this.#reached);
    if (this.#seen.size >= most || this.#seen.has(key)) return null;
    this.#seen.add(key);
    return this.#again(given, { chosen, settled });
  }

  #again(given: State['given'], { chosen, settled }: Pick<State, 'chosen' | 'settled'>): State {
    const { matcher, entries } = this.#search;
    const match = matcher.match(this.#definition, given as Given, entries, chosen);
    this.#reached = Math.max(this.#reached, match.nodes.length);
    return { given, chosen, match, score: scoreOf(match), changes: Object.keys(given).length, settled };
  }

  #moved(
    { given, chosen }: State,
    { field, value }: Pick<Move, 'field' | 'value'>,
    settled: State['settled'],
  ): State | null {
    return this.#attempt({ ...given, [field]: value }, chosen, settled);
  }

  /** From a block that is all there: others of its graphs that hold more of what stands behind it. */
  #grow(state: State): void {
    const { match, given } = state;
    if (match.nodes.length > 0 && isBetter(state, this.#best) && this.#search.isWhole(match))
      this.#best = state;
    for (const move of structureMoves(this.#definition, given as Given)) {
      const grown = this.#moved(state, move, state.settled);
      if (grown !== null && grown.match.nodes.length > match.nodes.length)
        this.#open.push(this.#asFar(grown, move));
    }
  }

  /** Goes on with a number that took a block further, a step at a time, as long as it does: the copies in a row. */
  #asFar(state: State, { field, value }: Move): State {
    let furthest = state;
    for (let count = value; typeof count === 'number'; ) {
      count += 1;
      const after = this.#moved(furthest, { field, value: count }, furthest.settled);
      if (after === null || after.match.mismatch !== null || after.score <= furthest.score) return furthest;
      furthest = after;
    }
    return furthest;
  }

  #moves({ given, match }: State): Iterable<Move> {
    return numberMoves(this.#definition, given as Given, match.mismatch, this.#search.sizes);
  }

  #further(state: State): void {
    const { match, given, score } = state;
    const moves = [...this.#moves(state), ...structureMoves(this.#definition, given as Given)];
    const unsettled = moves.filter(({ field }) => !state.settled.has(field));
    const moved = [...this.#trying(state, unsettled)];
    const after = moved.map(([, found]) => found);
    const back = new Map<string, boolean>();
    for (const [{ field }, found] of moved) {
      const isBack = found.match.nodes.length < match.nodes.length;
      back.set(field, isBack && (back.get(field) ?? true));
    }
    const settled = new Set([...state.settled, ...[...back].flatMap(([field, is]) => (is ? [field] : []))]);
    for (const there of alike(match.mismatch)) {
      const found = this.#attempt(
        { ...given, ...togetherTowards(there, match, moved) },
        state.chosen,
        state.settled,
      );
      if (found !== null) after.push(found);
    }
    const better = after.filter((found) => found.score > score || found.match.mismatch === null);
    // of a list that is another, what its last entry said is left to other fields
    better.push(...this.#inPairs(state, moved.filter(isList)));
    const ahead = better.length > 0 ? better : this.#stuck(state, { moves, moved, after });
    this.#open.push(...ahead.map((found) => ({ ...found, settled })));
    for (const { at, among } of match.choices.slice(-3))
      for (let other = 0; other < Math.min(among, 4); other++) {
        if ((state.chosen.get(at) ?? 0) === other) continue;
        const found = this.#attempt(given, new Map([...state.chosen, [at, other]]), settled);
        if (found !== null && found.score > score) this.#open.push(found);
      }
  }

  /** What moves make of a state, but for those of fields that are seen to count for nothing there. */
  *#trying(state: State, moves: Iterable<Move>): Generator<Moved> {
    // fields that make another graph with some of their values, and how many of their values changed nothing so far
    const making = new Set<string>();
    const idle = new Map<string, number>();
    for (const move of moves) {
      const { field, why } = move;
      const idly = idle.get(field) ?? 0;
      const isLikely = making.has(field) || (why === 'fewer' ? idly > 0 : why !== 'more' && idly < mostIdle);
      if (!isLikely) continue;
      const found = this.#moved(state, move, state.settled);
      if (found === null) continue;
      if (!isSameNode(found.match, state.match)) making.add(field);
      idle.set(field, isUnchanged(found.match, state.match) ? idly + 1 : Number.NEGATIVE_INFINITY);
      yield [move, found];
    }
  }

  /** States further on from one that no single move takes further. */
  #stuck(
    state: State,
    {
      moves,
      moved,
      after,
    }: { readonly moves: readonly Move[]; moved: readonly Moved[]; after: readonly State[] },
  ): readonly State[] {
    const { match, score } = state;
    const isWellOn = match.nodes.length >= wellOn;
    const isOfNumbers = asksForNumbers(match) && (isWellOn || isInReach(match, after));
    // what was settled may be open again, as a stride is once it is a pool that steps
    const settled = isWellOn ? moves.filter(({ field }) => state.settled.has(field)) : [];
    const open = settled.flatMap((move): readonly Moved[] => {
      const found = this.#moved(state, move, state.settled);
      return found === null ? [] : [[move, found]];
    });
    const further = open.flatMap(([, found]) => (found.score > score ? [found] : []));
    if (further.length > 0) return further;
    const others = [...moved, ...open].filter(([, found]) => asksForOthers(found.match, match));
    further.push(...this.#allowed(state, moved));
    if (further.length === 0 && isNear(state)) further.push(...this.#inPairs(state, moved.filter(isChoice)));
    if (further.length === 0 && (isOfNumbers || isWellOn)) further.push(...this.#inPairs(state, others));
    if (!isOfNumbers) further.push(...after.filter((found) => isPast(match, found.match)));
    if (further.length === 0 && match.nodes.length >= farOn) further.push(...this.#inKind(state, moved));
    return further;
  }

  /**
   * Two fields at once, as a number of groups and their width: what the one puts out, the numbers ask of the other. One that was
   * set before is set again where another node stands there, as it then was what made up for the first.
   */
  #inPairs(state: State, moved: readonly Moved[]): readonly State[] {
    const { score, match: before } = state;
    const last = this.#seen.size + mostPairs;
    const isSet = asksForNumbers(before) ? state.given : {};
    return moved
      .filter(([, { match }]) => asksForNumbers(match))
      .flatMap(([{ field }, one]) => {
        if (this.#seen.size > last) return [];
        const others = [...this.#moves(one)].filter(
          (move) => move.field !== field && !Object.hasOwn(isSet, move.field),
        );
        const pairs = [...this.#trying(one, others)].map(([, both]) => both);
        return pairs.filter((both) => both.score > score);
      });
  }

  /**
   * Values that do not fit the other fields, or are no step back or ahead, each with what it may need: a number another choice,
   * as an even kernel no padding or a stride another one, and a choice another size.
   */
  #allowed(state: State, moved: readonly Moved[]): readonly State[] {
    const last = this.#seen.size + mostPairs;
    const choices = moved.filter(isChoice).map(([move]) => move);
    const aside = moved.filter(
      ([, { match, score }]) =>
        match.mismatch?.kind === 'refused' || (score === state.score && !isUnchanged(match, state.match)),
    );
    return aside.flatMap((one) => {
      const [{ field }, found] = one;
      const needed = isChoice(one) ? this.#moves(found) : choices;
      return [...needed].flatMap((move) => {
        if (move.field === field || this.#seen.size > last) return [];
        const both = this.#moved(found, move, found.settled);
        return both !== null && both.score > state.score ? [both] : [];
      });
    });
  }

  /** Two fields at once that each make another graph of the block from here on, as what is joined and by how many. */
  #inKind({ score, match: before, given }: State, moved: readonly Moved[]): readonly State[] {
    const last = this.#seen.size + mostPairs;
    const kinds = moved.filter(
      ([{ value }, { match }]) => typeof value !== 'bigint' && match.nodes.length === before.nodes.length,
    );
    // what goes back alone, as a stride, may be made up for by what does nothing alone, as that the stride dilates instead
    const back = moved.filter(([, { match }]) => match.nodes.length < before.nodes.length);
    const idle = moved.filter((one) => isChoice(one) && isUnchanged(one[1].match, before));
    const pairs = [
      ...kinds.map((one, at) => [one, kinds.slice(at + 1)] as const),
      ...idle.map((one) => [one, back] as const),
    ];
    const found: State[] = [];
    for (const [[one, { settled }], others] of pairs)
      for (const [{ field, value }, other] of others) {
        if (field === one.field || this.#seen.size > last) continue;
        const both = this.#moved({ ...other, given: { ...given, [field]: value } }, one, settled);
        if (both !== null && both.score > score) found.push(both);
      }
    return found;
  }
}

/** Whether a block that is all there takes more nodes than another, or as many with less said of it. */
function isBetter({ match, changes }: State, than: State | null): boolean {
  const more = than === null ? 1 : match.nodes.length - than.match.nodes.length;
  return more > 0 || (more === 0 && changes < (than?.changes ?? 0));
}

const stateKey = (given: State['given'], chosen: Chosen): string =>
  `${Object.entries(given)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${valueText(value)}`)
    .join(';')}|${[...chosen].join(';')}`;

/** Takes out the state that is furthest, of equal ones that with the fewest changes. */
function next(open: State[]): State {
  let at = 0;
  open.forEach((state, index) => {
    const before = open[at]!;
    const ahead = before.score - state.score;
    if (ahead < 0 || (ahead === 0 && state.changes < before.changes)) at = index;
  });
  return open.splice(at, 1)[0]!;
}
