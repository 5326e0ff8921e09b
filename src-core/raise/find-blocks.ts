import type { BlockDefinition } from '../language/definition.ts';
import type { Given, Value } from '../language/field.ts';
import { valueText } from '../language/resolve.ts';
import type { Steps } from '../steps.ts';
import { isSameMatch, withAgreedOptions } from './agreed-options.ts';
import type { FlatGraph } from './flat-graph.ts';
import type { Forms } from './forms.ts';
import type { Hierarchy } from './hierarchy.ts';
import { inOrder } from './in-order.ts';
import type { OpenTensor } from './joining.ts';
import { inputCountsOf, takesRanks, waysToEnter } from './joining.ts';
import type { Match } from './matching.ts';
import { Matcher } from './matching.ts';
import type { Known, Memory } from './memory.ts';
import { emptyMemory, remembered } from './memory.ts';
import { taken } from './moves.ts';
import { neededOperators } from './needed-operators.ts';
import { kindOfPlace, mostNear, neighbourhood } from './neighbourhood.ts';
import type { Placed, Standing } from './placed.ts';
import type { SaidBlock } from './said-blocks.ts';
import type { Solution } from './solve.ts';
import { solve } from './solve.ts';
import { copiedBy, rareStages, stagesOfOne } from './stages.ts';
import { takenTogether } from './taken-together.ts';
import { waysInto } from './ways-into.ts';
import { isWholeMatch, operatorsOf, sharingBeyond, sharingIn } from './whole-match.ts';

/** The most nodes that are looked at while blocks are looked for; what is left then stays as it is. */
const mostSteps = 2_000_000;
/** Of these, after so many blocks of several inputs are looked for no more: the others are what most networks are made of. */
const mostJoining = mostSteps / 2;
/** The most blocks that are looked behind, where none stands behind the largest. */
const mostOthers = 12;

/** A program of more operators is gone through once, and its blocks are left as they are found first. */
const mostTwice = 2_500;

/** Of so many open tensors with as many axes, the latest, a block of several inputs may take some. */
const mostOpen = 12;

/** A block of so many nodes says much of others of its kind. */
const mostTelling = 8;

/** Whether a definition is one of tensors with so many axes, as its examples have it. */
const takesRank = ({ examples }: BlockDefinition, rank: number): boolean =>
  examples.length === 0 || examples.some(({ inputs }) => inputs.length === 1 && inputs[0]!.length === rank);

/** Blocks take maps with their channels ahead of rows and columns, wherever these stand in between. */
const channelsAhead: readonly number[] = [0, 3, 1, 2];
const channelsLast: readonly number[] = [0, 2, 3, 1];

/** Hears how many of all tensors were looked at. */
export type FindingProgress = (done: number, total: number) => void;

/** What is known of a program that blocks are looked for in. */
interface FindingHints {
  readonly hierarchy: Hierarchy;
  /** The blocks that a file says it was exported from. */
  readonly said: readonly SaidBlock[];
  readonly progress?: FindingProgress | undefined;
}

/**
 * Finds blocks in a flat program: those that its file says, where each is what stands there, and then others, one after the
 * other along it: at each place the one that takes the most.
 */
export function* findBlocks(
  { graph, forms }: { readonly graph: FlatGraph; readonly forms: Forms },
  definitions: readonly BlockDefinition[],
  { hierarchy, said, progress = () => undefined }: FindingHints,
): Steps<readonly Placed[]> {
  const memory = emptyMemory();
  const finding = (among: readonly BlockDefinition[]) => {
    const begun = new Finding({ graph, forms, hierarchy }, among, memory);
    for (const block of said) begun.placeSaid(block);
    return begun;
  };
  const isLong = graph.program.operators.length > mostTwice;
  const first = isLong
    ? yield* foundAlong(finding(definitions), progress)
    : yield* foundFurther(() => finding(definitions), progress);
  const rare = rareStages(first);
  const others = definitions.filter((definition) => !rare.has(definition));
  const found = rare.size === 0 ? first : yield* foundAlong(finding(others), progress);
  if (!isLong) yield* found.takeTogether(progress);
  const agreed = withAgreedOptions(stagesOfOne(found), found.matchAgain);
  const all = [...found.said, ...found.alike(agreed)];
  return all.toSorted((a, b) => a.operators[0]! - b.operators[0]!);
}

/** What is found where it is looked for once more while something is left: what stands further on says what could stand before. */
function* foundFurther(begin: () => Finding, progress: FindingProgress): Steps<Finding> {
  const first = yield* foundAlong(begin(), progress);
  if (first.left === 0) return first;
  const again = yield* foundAlong(begin(), progress);
  return again.left < first.left ? again : first;
}

function* foundAlong(finding: Finding, progress: FindingProgress): Steps<Finding> {
  for (let value = 0; value < finding.values; value++) {
    finding.at(value);
    progress(value + 1, finding.values);
    yield;
  }
  return finding;
}

const nobody: ReadonlySet<number> = new Set();

/** Whether an operator may be none of the nodes of a graph, as orders of axes are. */
const isTurn = (op: string): boolean => op === 'Transpose';

class Finding {
  readonly placed: Placed[] = [];
  /** Blocks that the file says, and that are there. */
  readonly said: Placed[] = [];
  /** Blocks that are copies of one, with the id of that one. */
  readonly copies: ReadonlyMap<BlockDefinition, string>;
  readonly #graph: FlatGraph;
  readonly #hierarchy: Hierarchy;
  readonly #matcher: Matcher;
  readonly #taken = new Set<number>();
  /** The tensors so far that still have readers. */
  #open: readonly number[] = [];
  /** Blocks before those that are copies of them, each with the id of the one that it copies. */
  readonly #definitions: readonly (readonly [definition: BlockDefinition, copied: string | null])[];
  readonly #memory: Memory;
  /** Whether there are maps with their channels last. */
  readonly #hasLast: boolean;
  /** Operators that share their weights with others. */
  readonly #sharing: ReadonlySet<number>;

  constructor(
    { graph, forms, hierarchy }: { graph: FlatGraph; forms: Forms; hierarchy: Hierarchy },
    definitions: readonly BlockDefinition[],
    memory: Memory,
  ) {
    this.#graph = graph;
    this.#hierarchy = hierarchy;
    this.#memory = memory;
    this.#matcher = new Matcher(graph, forms, this.#taken);
    const there = new Set(graph.nodes.map(({ op }) => op));
    const copies = definitions
      .map((definition) => [definition, copiedBy(definition)] as const)
      .filter(
        ([definition, copied]) =>
          copied !== null || [...neededOperators(definition)].every((op) => there.has(op) || isTurn(op)),
      );
    this.copies = new Map(
      copies.flatMap(([definition, copied]) => (copied === null ? [] : [[definition, copied]])),
    );
    this.#definitions = [
      ...copies.filter(([, copied]) => copied === null),
      ...copies.filter(([, copied]) => copied !== null),
    ];
    this.#sharing = sharingIn(graph);
    this.values = graph.values.length;
    const orders = new Set(
      graph.values.flatMap(({ turned }) => (turned === null ? [] : [turned.order.join()])),
    );
    this.#hasLast = orders.has(channelsAhead.join()) && orders.has(channelsLast.join());
  }

  readonly values: number;

  /** How many nodes stand in no block. */
  get left(): number {
    return this.#graph.nodes.length - this.#taken.size;
  }

  /** Puts a block in the place of the operators of its module, where these are what it expands to. */
  placeSaid({ module, definition, given }: SaidBlock): void {
    const operators = this.#hierarchy.operatorsOf(module);
    if (operators.some((at) => this.#graph.nodesOf[at]!.some((node) => this.#taken.has(node)))) return;
    const sharing = sharingBeyond(this.#graph, operators);
    for (const entries of waysInto(this.#graph, operators, (base) => this.#entriesOf(base))) {
      const match = this.#matcher.match(definition, given, entries, new Map());
      if (match.mismatch !== null || !isWholeMatch(this.#graph, match, sharing)) continue;
      if (operatorsOf(this.#graph, match).length !== operators.length) continue;
      this.said.push({ ...this.#taking({ definition, given, match, entries }), others: [], isSaid: true });
      return;
    }
  }

  /** Puts blocks at a value, as long as one stands there: a tensor may enter several. */
  at(value: number): void {
    if (this.#graph.baseOf(value) !== value) return;
    while (this.#placedAt(value));
  }

  /** Puts a block at a value, where one stands there: the largest, or one behind which another stands if none does behind that. */
  #placedAt(value: number): boolean {
    const alone = this.#standing(value);
    const isTelling = (alone[0]?.match.nodes.length ?? 0) >= mostTelling;
    const joining = this.#joining(value, isTelling);
    const found = inOrder([...alone, ...joining]);
    const largest = found[0];
    if (largest === undefined) return false;
    const chosen = this.#behind(largest) === null ? (this.#better(largest, found) ?? largest) : largest;
    const same = found.filter(
      (other) =>
        other !== chosen &&
        other.entries.join() === chosen.entries.join() &&
        isSameMatch(other.match, chosen.match),
    );
    this.#place(chosen, same);
    return true;
  }

  /** How many nodes a block takes that stands behind another; null where there are nodes and no block, 0 where it is the end. */
  #behind({ match }: Standing): number | null {
    const [exit] = match.results;
    if (exit === undefined || match.results.length > 1) return 0;
    for (const node of match.nodes) this.#taken.add(node);
    const { readers } = this.#graph.values[exit]!;
    const isEnd = readers.every((node) => this.#taken.has(node));
    const next = isEnd ? undefined : this.#standing(this.#graph.baseOf(exit))[0];
    for (const node of match.nodes) this.#taken.delete(node);
    return isEnd ? 0 : (next?.match.nodes.length ?? null);
  }

  #better(largest: Standing, found: readonly Standing[]): Standing | null {
    let [best, most]: [Standing | null, number] = [null, largest.match.nodes.length];
    for (const other of found.slice(1, mostOthers)) {
      const total = other.match.nodes.length + (this.#behind(other) ?? 0);
      if (total > most) [best, most] = [other, total];
    }
    return best;
  }

  /** The blocks that stand behind a value, the largest first, of equal ones that of which the least has to be said. */
  #standing(base: number): readonly Standing[] {
    const { shape, readers } = this.#graph.values[base]!;
    if (shape === null || readers.every((node) => this.#taken.has(node))) return [];
    const found = this.#entriesOf(base).flatMap((entry) =>
      this.#standingAt(entry).map((solution): Standing => ({ ...solution, entries: [entry] })),
    );
    const sorted = inOrder(found);
    const aligned = sorted.filter(({ match }) => this.#hierarchy.isAligned(operatorsOf(this.#graph, match)));
    return aligned.length === 0 ? sorted : aligned;
  }

  /**
   * The blocks of several inputs of which a value is the last.
   * @param isTelling whether a block of that input alone stands there that says what this part of the network is
   */
  #joining(value: number, isTelling: boolean): readonly Standing[] {
    const { values } = this.#graph;
    const isOpen = (one: number): boolean => values[one]!.readers.some((node) => !this.#taken.has(node));
    const sofar = this.#open.at(-1) === value ? this.#open : [...this.#open, value];
    this.#open = sofar.filter((one) => values[one]!.shape !== null && isOpen(one));
    if (isTelling || this.#open.at(-1) !== value || this.#matcher.steps > mostJoining) return [];
    return this.#joiningOf(this.#open);
  }

  /** The blocks of several inputs that some tensors enter, of which the last is one. */
  #joiningOf(tensors: readonly number[]): readonly Standing[] {
    const { values } = this.#graph;
    const shaped = tensors.map((value): OpenTensor => ({ value, shape: values[value]!.shape! }));
    const open = shaped.filter(({ shape }, at) => {
      const later = shaped.slice(at + 1).filter((other) => other.shape.length === shape.length);
      return later.length < mostOpen;
    });
    const found: Standing[] = [];
    const knownOf = new Map<string, Known>();
    for (const [definition] of this.#definitions)
      for (const [count, start] of inputCountsOf(definition))
        for (const entries of waysToEnter(open, count)) {
          const ranks = entries.map((entry) => values[entry]!.shape!.length);
          if (!takesRanks(definition, ranks)) continue;
          const way = entries.join();
          const known = knownOf.get(way) ?? this.#knownOf(entries);
          knownOf.set(way, known);
          const earlier = this.#memory.earlier.get(`${definition.id} ${entries.length}`);
          if (known.not.has(definition.id) && known.not.get(definition.id) === earlier) continue;
          const solution = this.#solved(definition, entries, start);
          if (solution === null) known.not.set(definition.id, earlier);
          else found.push({ ...solution, entries });
        }
    return found;
  }

  /** A block of several inputs, where its first operators are there as it stands, or one that it is made of with others of its fields. */
  #solved(definition: BlockDefinition, entries: readonly number[], start: Given): Solution | null {
    const { values } = this.#graph;
    const sizes = entries.map((entry) => Number(values[entry]!.shape?.[1] ?? 1));
    const isWhole = (match: Match) => this.#isWhole(match) && !this.#isRound(match, entries);
    const search = { matcher: this.#matcher, entries, sizes, isWhole };
    const earlier = this.#memory.earlier.get(`${definition.id} ${entries.length}`);
    const solution =
      solve(definition, search, earlier ?? start) ?? (earlier && solve(definition, search, start));
    if (solution != null) this.#memory.earlier.set(`${definition.id} ${entries.length}`, solution.given);
    return solution ?? null;
  }

  /** Whether something that enters a block comes from what leaves it. */
  #isRound({ nodes }: Match, entries: readonly number[]): boolean {
    const { nodes: all, values, baseOf } = this.#graph;
    const inside = new Set(nodes);
    const first = Math.min(...nodes);
    const seen = new Set<number>();
    const open = entries.flatMap((entry) => values[baseOf(entry)]!.node ?? []);
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      if (node < first || seen.has(node)) continue;
      if (inside.has(node)) return true;
      seen.add(node);
      open.push(...all[node]!.reads.flatMap((read) => values[baseOf(read)]!.node ?? []));
    }
    return false;
  }

  /** A tensor in the orders of its axes in which a block could take it. */
  #entriesOf(base: number): readonly number[] {
    const { values, turn, turnsOf } = this.#graph;
    const there = [base, ...turnsOf(base)];
    if (!this.#hasLast || values[base]!.shape?.length !== 4) return there;
    return [...new Set([...there, ...there.map((value) => turn(value, channelsAhead))])];
  }

  /** What is known of blocks that these values enter. */
  #knownOf(entries: readonly number[]): Known {
    const key = neighbourhood(this.#graph, entries, this.#taken);
    return remembered(this.#memory.known, key, () => ({ not: new Map(), found: new Map() }));
  }

  #standingAt(value: number): readonly Solution[] {
    const shape = this.#graph.values[value]!.shape;
    if (shape === null || this.#matcher.steps > mostSteps) return [];
    const known = this.#knownOf([value]);
    const kind = kindOfPlace(this.#graph, [value], this.#taken);
    const missed = remembered(this.#memory.missed, kind, () => new Map<string, number>());
    const found = new Map<string, Solution>();
    for (const [definition, copied] of this.#definitions) {
      const earlier = this.#memory.earlier.get(definition.id);
      const isMissing = known.not.has(definition.id) && known.not.get(definition.id) === earlier;
      if (isMissing || !takesRank(definition, shape.length)) continue;
      const ofCopy = copied === null ? undefined : found.get(copied);
      if (copied !== null && ofCopy === undefined) continue;
      const search = {
        matcher: this.#matcher,
        entries: [value],
        sizes: [Number(shape[1] ?? 1)],
        isWhole: (match: Match) => this.#isWhole(match),
        effort: 1 / (1 + (missed.get(definition.id) ?? 0)),
      };
      const start = known.found.get(definition.id) ?? (ofCopy && shared(definition, ofCopy.given)) ?? {};
      const solution = solve(definition, search, start) ?? (earlier && solve(definition, search, earlier));
      if (solution === null || solution === undefined) {
        known.not.set(definition.id, earlier);
        missed.set(definition.id, (missed.get(definition.id) ?? 0) + 1);
      } else {
        found.set(definition.id, solution);
        if (solution.match.nodes.length >= mostTelling)
          this.#memory.earlier.set(definition.id, solution.given);
        if (solution.match.nodes.length < mostNear) known.found.set(definition.id, solution.given);
      }
    }
    return [...found.values()];
  }

  /** The blocks with fields that make no difference to them as the others of their kind have them, which says the least. */
  alike(placed: readonly Placed[]): readonly Placed[] {
    return placed.map((block) => {
      const others = placed.filter((other) => other !== block && other.definition.id === block.definition.id);
      if (others.length === 0) return block;
      let same: Placed = block;
      for (const name of Object.keys(block.definition.fields)) {
        const given = { ...same.given, [name]: usualOf(others, name) } as Given;
        const match = this.matchAgain(block, given);
        if (isSameMatch(match, block.match)) same = { ...same, given, match };
      }
      return same;
    });
  }

  /** What a placed block is with other fields, as if it did not stand there yet. */
  matchAgain = ({ definition, entries, match }: Placed, given: Given): Match => {
    for (const node of match.nodes) this.#taken.delete(node);
    const again = this.#matcher.match(definition, given, entries, new Map());
    for (const node of match.nodes) this.#taken.add(node);
    return again;
  };

  #place(solution: Standing, others: readonly Solution[]): void {
    this.placed.push({ ...this.#taking(solution), others });
  }

  /** A block with its operators, which are no longer to be had. */
  #taking(solution: Standing): Omit<Placed, 'others'> {
    for (const node of solution.match.nodes) this.#taken.add(node);
    return { ...solution, operators: operatorsOf(this.#graph, solution.match) };
  }

  #isWhole(match: Match): boolean {
    const operators = operatorsOf(this.#graph, match);
    const isSharing = operators.some((at) => this.#sharing.has(at));
    return isWholeMatch(this.#graph, match, isSharing ? sharingBeyond(this.#graph, operators) : nobody);
  }

  /** Puts blocks of several inputs in the place of blocks and operators that they are made of, where that makes fewer of them. */
  *takeTogether(progress: FindingProgress): Steps<void> {
    const together = yield* takenTogether(this.#graph, this.placed, {
      taken: this.#taken,
      joining: (open) => (this.#matcher.steps > mostSteps ? [] : this.#joiningOf(open)),
      progress,
    });
    this.placed.splice(0, this.placed.length, ...together);
  }
}

/** What is said of a block's fields, as far as another has them too and takes what is said. */
function shared({ fields }: BlockDefinition, given: Given): Given {
  const both = Object.entries(given as Readonly<Record<string, Value>>).filter(([name, value]) => {
    const field = fields[name];
    return field !== undefined && taken(field, value) !== null;
  });
  return Object.fromEntries(both) as Given;
}

/** What most of some blocks say of a field; undefined where most say nothing. */
function usualOf(blocks: readonly Placed[], name: string): Value | undefined {
  const counts = new Map<string, { count: number; readonly value: Value | undefined }>();
  for (const { given } of blocks) {
    const value = (given as Readonly<Record<string, Value>>)[name];
    const key = value === undefined ? '' : valueText(value);
    const known = counts.get(key) ?? { count: 0, value };
    known.count += 1;
    counts.set(key, known);
  }
  return [...counts.values()].toSorted((a, b) => b.count - a.count)[0]?.value;
}
