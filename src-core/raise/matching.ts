import { NotSymbolic } from '../algebra/expression.ts';
import type { BlockDefinition, Definition } from '../language/definition.ts';
import type { Given } from '../language/field.ts';
import { Refusal } from '../language/refusal.ts';
import type { Shape } from '../language/shape.ts';
import type { Source, Wire } from '../language/wire.ts';
import { ownInput } from '../language/wire.ts';
import type { FlatGraph } from './flat-graph.ts';
import type { FormNode, FormSource } from './form.ts';
import { turnOf } from './form.ts';
import type { Forms } from './forms.ts';
import { Pen } from './pen.ts';

/** A tensor of an expansion: a value of the graph, or what a node writes that reads none and so waits for a reader. */
type Found =
  | { readonly kind: 'value'; readonly value: number }
  | { readonly kind: 'waiting'; readonly waiting: Waiting; readonly output: number };

interface Waiting {
  readonly node: FormNode;
  readonly reads: readonly Found[];
  /** The node of the graph that it turned out to be. */
  bound: number | null;
}

/** Why an expansion is not what stands in the graph. */
export type Mismatch =
  /** A node that is not there; `there` are the readers of its tensor. */
  | { readonly kind: 'node'; readonly node: FormNode; readonly there: readonly FormNode[] }
  /** The fields or sizes do not fit each other. */
  | { readonly kind: 'refused'; readonly field: string | null };

/** How far an expansion goes along with the graph. */
export interface Match {
  /** The nodes of the graph that its nodes are, in the order of the expansion, up to the first that is not there. */
  readonly nodes: readonly number[];
  readonly mismatch: Mismatch | null;
  /** What leaves it, where all of it is there. */
  readonly results: readonly number[];
  /** The nodes at which there was a choice between equal ones, by place in `nodes`, and between how many. */
  readonly choices: readonly { readonly at: number; readonly among: number }[];
}

/** Ends a match; no error, as most matches end so, and a trace of calls costs more than the rest of one. */
class NoMatch {
  readonly mismatch: Mismatch;
  constructor(mismatch: Mismatch) {
    this.mismatch = mismatch;
  }
}

/** Operators whose inputs may stand in any order. */
export const commutes: ReadonlySet<string> = new Set(['Add', 'Mul', 'Max', 'Min', 'Sum']);

/** Which of equal nodes to take, by place among the nodes of a match; the first where nothing is said. */
export type Chosen = ReadonlyMap<number, number>;

/** Runs the expansion of a block along a graph, a node at a time, up to the first that is not there. */
export class Matcher {
  readonly #graph: FlatGraph;
  readonly #forms: Forms;
  /** Nodes that are no longer to be had. */
  readonly #taken: ReadonlySet<number>;
  /** By node: it with what makes its weights, as they are used. */
  readonly #wholes = new Map<number, FormNode>();
  /** Nodes that were looked at by all matches, as a measure of work. */
  steps = 0;

  constructor(graph: FlatGraph, forms: Forms, taken: ReadonlySet<number>) {
    this.#graph = graph;
    this.#forms = forms;
    this.#taken = taken;
  }

  match(definition: BlockDefinition, given: Given, entries: readonly number[], chosen: Chosen): Match {
    const run = new Run(this.#graph, this.#forms, this.#taken, chosen, this.#wholeOf);
    let mismatch: Mismatch | null = null;
    let results: readonly number[] = [];
    try {
      results = run.whole(definition, given, entries);
    } catch (error) {
      if (error instanceof NoMatch) mismatch = error.mismatch;
      else if (error instanceof Refusal)
        mismatch = { kind: 'refused', field: error.issue.where.field ?? null };
      // Some expansions read an axis that a tensor of fewer does not have.
      else if (error instanceof NotSymbolic || error instanceof RangeError)
        mismatch = { kind: 'refused', field: null };
      else throw error;
    }
    this.steps += run.nodes.length + 1;
    return { nodes: run.nodes, mismatch, results, choices: run.choices };
  }

  /** A node of the graph with what makes those of its tensors that come from no other. */
  #wholeOf = (at: number): FormNode => {
    const known = this.#wholes.get(at);
    if (known !== undefined) return known;
    const { nodes, values } = this.#graph;
    const node = nodes[at]!;
    const made = node.reads.flatMap((value) => {
      const maker = values[value]!.node;
      return maker !== null && isAlone(this.#graph, maker) ? [this.#wholeOf(maker)] : [];
    });
    const whole = withMade(node, made);
    this.#wholes.set(at, whole);
    return whole;
  };
}

/** Whether a node reads nothing that comes from an input of the graph. */
const isAlone = ({ nodes, values }: Pick<FlatGraph, 'nodes' | 'values'>, at: number): boolean =>
  nodes[at]!.reads.every((value) => {
    const { node } = values[value]!;
    return node !== null && isAlone({ nodes, values }, node);
  });

/** A node that asks, beside its own, for the numbers of the nodes before it. */
const withMade = (node: FormNode, made: readonly FormNode[]): FormNode =>
  made.length === 0
    ? node
    : {
        ...node,
        text: [node.text, ...made.map(({ text }) => text)].join(),
        numbers: [...node.numbers, ...made.flatMap(({ numbers }) => numbers)],
      };

/** A node of an expansion with those before it that wait for it. */
const waitingWhole = (node: FormNode, reads: readonly Found[]): FormNode =>
  withMade(
    node,
    reads.flatMap((read) =>
      read.kind === 'waiting' ? [waitingWhole(read.waiting.node, read.waiting.reads)] : [],
    ),
  );

class Run {
  readonly nodes: number[] = [];
  readonly choices: { at: number; among: number }[] = [];
  readonly #graph: FlatGraph;
  readonly #forms: Forms;
  readonly #taken: ReadonlySet<number>;
  readonly #chosen: Chosen;
  readonly #wholeOf: (at: number) => FormNode;
  readonly #bound = new Set<number>();
  readonly #found = new Map<Source, Found>();

  constructor(
    graph: FlatGraph,
    forms: Forms,
    taken: ReadonlySet<number>,
    chosen: Chosen,
    wholeOf: (at: number) => FormNode,
  ) {
    this.#graph = graph;
    this.#forms = forms;
    this.#taken = taken;
    this.#chosen = chosen;
    this.#wholeOf = wholeOf;
  }

  whole(definition: BlockDefinition, given: Given, entries: readonly number[]): readonly number[] {
    const values = this.#forms.values(definition, given);
    if (definition.inputs(values).length !== entries.length)
      throw new NoMatch({ kind: 'refused', field: null });
    const wires = entries.map((value) => this.#wire({ kind: 'value', value }, this.#shapeOf(value)));
    const results = definition.expand(values, wires, this.#pen());
    return results.map(({ source }) => {
      const found = this.#found.get(source)!;
      if (found.kind === 'waiting') throw new NoMatch({ kind: 'refused', field: null });
      return found.value;
    });
  }

  #shapeOf(value: number): Shape {
    return this.#graph.values[value]!.shape ?? [];
  }

  #pen(): Pen {
    return new Pen((definition, given, inputs) =>
      definition.kind === 'operator' || this.#forms.isSmall(definition)
        ? this.#small(definition, given, inputs)
        : definition.expand(this.#forms.values(definition, given), inputs, this.#pen()),
    );
  }

  #small(definition: Definition, given: Given, inputs: readonly Wire[]): readonly Wire[] {
    const form = this.#forms.of(
      definition,
      given,
      inputs.map(({ shape }) => shape),
    );
    const made: (readonly Found[])[] = [];
    const foundAt = (source: FormSource): Found =>
      source.kind === 'input'
        ? this.#found.get(inputs[source.index]!.source)!
        : made[source.node]![source.output]!;
    for (const node of form.nodes) made.push(this.#node(node, node.sources.map(foundAt)));
    return form.outputs.map((source, index) => this.#wire(foundAt(source), form.shapes[index]!));
  }

  #wire(found: Found, shape: Shape): Wire {
    const source = { child: ownInput, output: 0 };
    this.#found.set(source, found);
    return { source, shape };
  }

  /** Finds a node in the graph, or lets it wait where it reads nothing that is there. */
  #node(node: FormNode, reads: readonly Found[]): readonly Found[] {
    const known = reads.find((read) => read.kind === 'value');
    if (known === undefined) {
      const waiting: Waiting = { node, reads, bound: null };
      return Array.from({ length: node.outputs }, (_, output) => ({ kind: 'waiting', waiting, output }));
    }
    const order = turnOf(node);
    if (order !== null) return [{ kind: 'value', value: this.#graph.turn(known.value, order) }];
    const readers = this.#graph.values[known.value]!.readers.filter((at) => this.#isFree(at));
    const fitting = readers.filter((at) => this.#fits(at, node, reads, false));
    if (fitting.length === 0) {
      const isMade = reads.some((read) => read.kind === 'waiting');
      const there = readers.map((at) => {
        const other = this.#graph.nodes[at]!;
        return isMade || other.op !== node.op ? this.#wholeOf(at) : other;
      });
      throw new NoMatch({ kind: 'node', node: waitingWhole(node, reads), there });
    }
    const place = this.nodes.length;
    if (fitting.length > 1) this.choices.push({ at: place, among: fitting.length });
    const at = fitting[Math.min(this.#chosen.get(place) ?? 0, fitting.length - 1)]!;
    this.#bind(at);
    this.#fits(at, node, reads, true);
    return this.#graph.nodes[at]!.writes.map((value) => ({ kind: 'value', value }));
  }

  #isFree(at: number): boolean {
    return !this.#bound.has(at) && !this.#taken.has(at);
  }

  #bind(at: number): void {
    this.#bound.add(at);
    this.nodes.push(at);
  }

  /** Whether a node of the graph is this one; binds those that waited for it where `binds` says so. */
  #fits(at: number, node: FormNode, reads: readonly Found[], binds: boolean): boolean {
    const there = this.#graph.nodes[at]!;
    if (there.text !== node.text || there.reads.length !== reads.length) return false;
    const inOrder = (order: readonly Found[]): boolean =>
      order.every((read, index) => this.#isValue(read, there.reads[index]!, false)) &&
      (!binds || order.every((read, index) => this.#isValue(read, there.reads[index]!, true)));
    if (inOrder(reads)) return true;
    return reads.length === 2 && commutes.has(node.op) && inOrder(reads.toReversed());
  }

  #isValue(read: Found, value: number, binds: boolean): boolean {
    if (read.kind === 'value') return read.value === value;
    const { node: at, output } = this.#graph.values[value]!;
    const { waiting } = read;
    if (at === null || output !== read.output) return false;
    if (waiting.bound !== null) return waiting.bound === at;
    if (!this.#isFree(at) || !this.#fits(at, waiting.node, waiting.reads, binds)) return false;
    if (binds) {
      waiting.bound = at;
      this.#bind(at);
    }
    return true;
  }
}
