import type { FlatProgram } from '../analysis/flat-program.ts';
import { isOwnId } from '../document/own-block.ts';
import type { BlockDefinition } from '../language/definition.ts';
import { expand } from '../language/expand.ts';
import type { Given, Value } from '../language/field.ts';
import { Refusal } from '../language/refusal.ts';
import type { Steps } from '../steps.ts';
import type { FlatGraph } from './flat-graph.ts';
import { flatGraphOf } from './flat-graph.ts';
import { Forms } from './forms.ts';
import type { Hierarchy } from './hierarchy.ts';
import type { Match } from './matching.ts';
import { Matcher } from './matching.ts';
import { taken } from './moves.ts';
import { neededOperators } from './needed-operators.ts';
import { mostNear, neighbourhood } from './neighbourhood.ts';
import type { Solution } from './solve.ts';
import { solve } from './solve.ts';

/** A block in the place of operators of a flat program. */
export interface Placed extends Solution {
  /** The value that enters it. */
  readonly entry: number;
  /** The operators of the program that it takes, by number. */
  readonly operators: readonly number[];
  /** Blocks that are the same with more said of them, such as a stage of one copy. */
  readonly others: readonly Solution[];
}

/** The most nodes that are looked at while blocks are looked for; what is left then stays as it is. */
const mostSteps = 2_000_000;
/** The most neighbourhoods that are remembered. */
const mostKnown = 2_000;
/** The most blocks that are looked behind, where none stands behind the largest. */
const mostOthers = 12;

/** The block of which another is copies in a row, and nothing else; null of any other. */
function copiedBy(definition: BlockDefinition): string | null {
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

/** Whether a definition is one of tensors with so many axes, as its examples have it. */
const takesRank = ({ examples }: BlockDefinition, rank: number): boolean =>
  examples.length === 0 || examples.some(({ inputs }) => inputs.length === 1 && inputs[0]!.length === rank);

/** Finds blocks in a flat program, one after the other along it: at each place the one that takes the most. */
export function* findBlocks(
  program: FlatProgram,
  definitions: readonly BlockDefinition[],
  hierarchy: Hierarchy,
): Steps<{ readonly graph: FlatGraph; readonly placed: readonly Placed[] }> {
  const forms = new Forms();
  const graph = flatGraphOf(program, forms);
  yield;
  const finding = new Finding(graph, forms, definitions, hierarchy);
  for (let value = 0; value < graph.values.length; value++) {
    finding.at(value);
    yield;
  }
  return { graph, placed: stagesOfOne(finding.placed, finding.copies) };
}

/** A block among stages of it as a stage of one copy, as networks have them. */
function stagesOfOne(placed: readonly Placed[], copies: ReadonlySet<BlockDefinition>): readonly Placed[] {
  const stages = new Set(placed.map(({ definition }) => definition).filter((one) => copies.has(one)));
  return placed.map((block) => {
    const stage = block.others.find(({ definition }) => stages.has(definition));
    return stage === undefined || copies.has(block.definition) ? block : { ...block, ...stage };
  });
}

class Finding {
  readonly placed: Placed[] = [];
  readonly copies: ReadonlySet<BlockDefinition>;
  readonly #graph: FlatGraph;
  readonly #hierarchy: Hierarchy;
  readonly #matcher: Matcher;
  readonly #taken = new Set<number>();
  /** Blocks before those that are copies of them, each with the id of the one that it copies. */
  readonly #definitions: readonly (readonly [definition: BlockDefinition, copied: string | null])[];
  /** By what stands behind a value: the blocks that do not stand there, and those that do with their fields. */
  readonly #known = new Map<string, { readonly not: Set<string>; readonly found: Map<string, Given> }>();
  /** Operators that share their weights with others. */
  readonly #sharing: ReadonlySet<number>;

  constructor(graph: FlatGraph, forms: Forms, definitions: readonly BlockDefinition[], hierarchy: Hierarchy) {
    this.#graph = graph;
    this.#hierarchy = hierarchy;
    this.#matcher = new Matcher(graph, forms, this.#taken);
    const there = new Set(graph.nodes.map(({ op }) => op));
    const copies = definitions
      .map((definition) => [definition, copiedBy(definition)] as const)
      .filter(
        ([definition, copied]) =>
          copied !== null || [...neededOperators(definition)].every((op) => there.has(op)),
      );
    this.copies = new Set(copies.flatMap(([definition, copied]) => (copied === null ? [] : [definition])));
    this.#definitions = [
      ...copies.filter(([, copied]) => copied === null),
      ...copies.filter(([, copied]) => copied !== null),
    ];
    this.#sharing = sharingIn(graph);
  }

  /** Puts a block at a value, where one stands there: the largest, or one behind which another stands if none does behind that. */
  at(value: number): void {
    const found = this.#standing(value);
    const largest = found[0];
    if (largest === undefined) return;
    const chosen = this.#behind(largest) === null ? (this.#better(largest, found) ?? largest) : largest;
    const same = found.filter(
      (other) => other !== chosen && other.match.nodes.length === chosen.match.nodes.length,
    );
    this.#place(chosen, value, same);
  }

  /** How many nodes a block takes that stands behind another; null where there are nodes and no block, 0 where it is the end. */
  #behind({ match }: Solution): number | null {
    const [exit] = match.results;
    if (exit === undefined || match.results.length > 1) return 0;
    for (const node of match.nodes) this.#taken.add(node);
    const { readers } = this.#graph.values[exit]!;
    const isEnd = readers.every((node) => this.#taken.has(node));
    const next = isEnd ? undefined : this.#standing(exit)[0];
    for (const node of match.nodes) this.#taken.delete(node);
    return isEnd ? 0 : (next?.match.nodes.length ?? null);
  }

  #better(largest: Solution, found: readonly Solution[]): Solution | null {
    let [best, most]: [Solution | null, number] = [null, largest.match.nodes.length];
    for (const other of found.slice(1, mostOthers)) {
      const total = other.match.nodes.length + (this.#behind(other) ?? 0);
      if (total > most) [best, most] = [other, total];
    }
    return best;
  }

  /** The blocks that stand behind a value, the largest first, of equal ones that of which the least has to be said. */
  #standing(value: number): readonly Solution[] {
    const { shape, readers } = this.#graph.values[value]!;
    if (shape === null || this.#matcher.steps > mostSteps) return [];
    if (readers.every((node) => this.#taken.has(node))) return [];
    const key = neighbourhood(this.#graph, value, this.#taken);
    const known = this.#known.get(key) ?? { not: new Set<string>(), found: new Map<string, Given>() };
    if (this.#known.size >= mostKnown) this.#known.clear();
    this.#known.set(key, known);
    const found = new Map<string, Solution>();
    for (const [definition, copied] of this.#definitions) {
      if (known.not.has(definition.id) || !takesRank(definition, shape.length)) continue;
      const ofCopy = copied === null ? undefined : found.get(copied);
      if (copied !== null && ofCopy === undefined) continue;
      const search = {
        matcher: this.#matcher,
        entries: [value],
        sizes: [Number(shape[1] ?? 1)],
        isWhole: (match: Match) => this.#isWhole(match),
      };
      const start = known.found.get(definition.id) ?? (ofCopy && shared(definition, ofCopy.given)) ?? {};
      const solution = solve(definition, search, start);
      if (solution === null) known.not.add(definition.id);
      else {
        found.set(definition.id, solution);
        if (solution.match.nodes.length < mostNear) known.found.set(definition.id, solution.given);
      }
    }
    const sorted = [...found.values()].toSorted(
      (a, b) => b.match.nodes.length - a.match.nodes.length || ownFirst(a, b) || choicesIn(a) - choicesIn(b),
    );
    const aligned = sorted.filter(({ match }) => this.#hierarchy.isAligned(this.#operatorsOf(match)));
    return aligned.length === 0 ? sorted : aligned;
  }

  #operatorsOf({ nodes }: Match): readonly number[] {
    return [...new Set(nodes.map((node) => this.#graph.nodes[node]!.operator))];
  }

  #place(solution: Solution, entry: number, others: readonly Solution[]): void {
    for (const node of solution.match.nodes) this.#taken.add(node);
    const operators = this.#operatorsOf(solution.match).toSorted((a, b) => a - b);
    this.placed.push({ ...solution, entry, others, operators });
  }

  /** Whether nodes are some whole operators, nothing between them is read elsewhere, and their weights are their own. */
  #isWhole({ nodes, results }: Match): boolean {
    const { nodes: all, values, nodesOf } = this.#graph;
    const inside = new Set(nodes);
    const leaving = new Set(results);
    if (new Set(nodes.map((node) => all[node]!.operator)).size < 2) return false;
    return nodes.every((node) => {
      const { operator, writes } = all[node]!;
      if (this.#sharing.has(operator) || nodesOf[operator]!.some((other) => !inside.has(other))) return false;
      return writes.every((value) => {
        if (leaving.has(value)) return true;
        const { leaves, readers } = values[value]!;
        return !leaves && readers.every((reader) => inside.has(reader));
      });
    });
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

/** Of blocks that are as large, those that a person made come first. */
const ownFirst = (a: Solution, b: Solution): number =>
  Number(isOwnId(b.definition.id)) - Number(isOwnId(a.definition.id));

/** How much is said of what a block is, sizes aside. */
const choicesIn = ({ definition: { fields }, given }: Solution): number =>
  Object.keys(given).filter((name) => fields[name]?.kind !== 'dimension').length;

function sharingIn({ program }: FlatGraph): ReadonlySet<number> {
  const byPath = new Map(program.operators.map(({ path }, index) => [path, index]));
  const sharing = new Set<number>();
  program.operators.forEach(({ path, weightsPath }, index) => {
    if (path === weightsPath) return;
    sharing.add(index);
    const owner = byPath.get(weightsPath);
    if (owner !== undefined) sharing.add(owner);
  });
  return sharing;
}
