import type { Drawing } from '../document/drawing.ts';
import type { Issue } from '../errors.ts';
import type { BlockDefinition, Catalogue, GraphBuilder, Side } from '../language/definition.ts';
import { defineBlock } from '../language/definition.ts';
import type { ExpansionMemo } from '../language/expand.ts';
import { expand, isExpanded } from '../language/expand.ts';
import type { Expansion } from '../language/expansion.ts';
import type { Fields, Given } from '../language/field.ts';
import { structural } from '../language/field.ts';
import { partingInside } from '../language/parting.ts';
import { partPortOf } from '../language/roles.ts';
import type { Shape } from '../language/shape.ts';
import type { Wire } from '../language/wire.ts';
import type { Steps } from '../steps.ts';
import { finished } from '../steps.ts';
import { copyEnvironment } from './copy-environment.ts';
import { DrawnFault, placed } from './drawn-fault.ts';
import { asksForCopy } from './drawn-names.ts';
import { DrawnWork, tooManyItems } from './drawn-work.ts';
import type { Environment } from './environment.ts';
import type { ItemAnalysis } from './item-analysis.ts';
import { isFew, leastOperators, requireFew } from './least-operators.ts';
import { issueOfParting } from './parting-issue.ts';

/** What is known of the items drawn inside another, in wiring order, and everything that is wrong there. */
interface Members {
  readonly items: ReadonlyMap<string, ItemAnalysis>;
  /** Places are counted from the drawing: `conv`, `inner/conv`. */
  readonly issues: readonly Issue[];
}

/** Analyses a drawing that is fed by the given shapes, a step an item; null where one is unknown. */
export type AnalyzeMembers = (
  drawing: Drawing,
  inputs: readonly (Shape | null)[],
  environment: Environment,
  drawn: DrawnDefinitions,
) => Steps<Members>;

/** A definition made from a drawing. */
export interface DrawnDefinition {
  readonly definition: BlockDefinition;
  /** What is known of the items inside (of the first copy), whether they can be expanded or not. */
  readonly members: (inputs: readonly (Shape | null)[]) => Steps<Members>;
  /** Looks at all that is drawn inside in steps, so that expanding the definition then has only to put it together. */
  readonly prepare: (given: Given, inputs: readonly Shape[]) => Steps<void>;
}

/** The segment of a path that tells the copies of a repeated drawing apart. */
export const copyName = (index: number): string => `copy${index}`;

/** What copies are given that do not ask which they are. */
const alike = {};

const portsOf = ({ nodes }: Drawing, catalogue: Catalogue, side: Side): readonly string[] =>
  nodes.filter((node) => partPortOf(catalogue.definitionOf(node.definition)) === side).map(({ id }) => id);

/**
 * Symbols for the channels that enter at the ports of a drawing: C, and of several C with the name of the port, or with its
 * number where the name is none that formulas, LaTeX, Python and spreadsheets take.
 */
function channelSymbols(ports: readonly string[]): readonly string[] {
  if (ports.length === 1) return ['C'];
  const plain = new Set(ports.filter((port) => /^[A-Za-z0-9_]+$/.test(port)));
  return ports.map((port, index) => {
    if (plain.has(port)) return `C_${port}`;
    let number = index + 1;
    while (plain.has(String(number))) number += ports.length;
    return `C_${number}`;
  });
}

/** The expansion; null where it is refused, which is said when the item itself is expanded. */
function expansionIn(work: () => Expansion): Expansion | null {
  try {
    return work();
  } catch {
    return null;
  }
}

/** Refuses a copy that cannot run with the weights of the first. */
function requireAlike(first: Expansion, copy: Expansion): void {
  const parting = partingInside(first, copy);
  if (parting !== null) throw new DrawnFault([issueOfParting(parting, copyName(1))]);
}

/** Expands what is drawn: its items become the children, in wiring order. */
function replay(
  { items, issues }: Members,
  outputs: readonly string[],
  inputs: readonly Wire[],
  graph: GraphBuilder,
): readonly Wire[] {
  const unknown = [...items.values()].some((item) => item.expansion === null);
  if (unknown || issues.length > 0) throw new DrawnFault(issues);
  const wires = new Map<string, readonly Wire[]>();
  let entered = 0;
  for (const [id, { definition, values, sources, expansion, weightsOf }] of items) {
    const fed = sources.map((source) =>
      source === null ? inputs[entered++]! : wires.get(source.node)![source.output]!,
    );
    wires.set(id, graph.addAll(id, definition!, values!, ...fed));
    if (expansion?.valuesAt !== undefined) graph.followSizes(id, expansion.valuesAt);
    if (expansion?.call !== undefined) graph.callAs(id, expansion.call);
    if (weightsOf !== undefined) graph.runWith(id, weightsOf);
  }
  return outputs.map((id) => wires.get(id)![0]!);
}

/**
 * The definitions made from what is drawn inside items. One is the same object while the drawing and the names that its
 * fields may use are, so that equal uses share one expansion.
 */
export class DrawnDefinitions {
  readonly #catalogue: Catalogue;
  readonly #memo: ExpansionMemo;
  readonly #analyze: AnalyzeMembers;
  readonly #known = new WeakMap<Drawing, WeakMap<Environment, Map<string, DrawnDefinition>>>();

  /** What one update looks at; whoever makes several begins it anew for each. */
  readonly work = new DrawnWork<Members>({ items: new Map(), issues: [tooManyItems] });

  constructor(catalogue: Catalogue, memo: ExpansionMemo, analyze: AnalyzeMembers) {
    this.#catalogue = catalogue;
    this.#memo = memo;
    this.#analyze = analyze;
  }

  of(base: BlockDefinition, drawing: Drawing, environment: Environment): DrawnDefinition {
    let byEnvironment = this.#known.get(drawing);
    if (byEnvironment === undefined) {
      byEnvironment = new WeakMap();
      this.#known.set(drawing, byEnvironment);
    }
    let byId = byEnvironment.get(environment);
    if (byId === undefined) {
      byId = new Map();
      byEnvironment.set(environment, byId);
    }
    let known = byId.get(base.id);
    if (known === undefined) {
      known =
        base.drawn === 'repeated'
          ? this.#repeated(base, drawing, environment)
          : this.#once(base, drawing, environment);
      byId.set(base.id, known);
    }
    return known;
  }

  #frame(base: BlockDefinition, drawing: Drawing): Omit<BlockDefinition, 'kind' | 'expand'> {
    const inputs = portsOf(drawing, this.#catalogue, 'input').map((name) => ({ name }));
    const outputs = portsOf(drawing, this.#catalogue, 'output').map((name) => ({ name }));
    const symbols = channelSymbols(inputs.map(({ name }) => name));
    return {
      ...base,
      key: this.#memo.freshKey(base.id),
      inputs: () => inputs,
      outputs: () => outputs,
      symbolicInputs: (_, free) =>
        inputs.map((_port, index) => [1n, free(symbols[index]!), free('H'), free('W')]),
    };
  }

  #membersOf(drawing: Drawing, inputs: readonly (Shape | null)[], environment: Environment): Steps<Members> {
    return this.work.membersOf(drawing, inputs, environment, () =>
      this.#analyze(drawing, inputs, environment, this),
    );
  }

  #once(base: BlockDefinition, drawing: Drawing, environment: Environment): DrawnDefinition {
    const frame = this.#frame(base, drawing);
    const outputs = frame.outputs({}).map(({ name }) => name);
    const members = (inputs: readonly (Shape | null)[]) => this.#membersOf(drawing, inputs, environment);
    const definition = defineBlock<Fields>({
      ...frame,
      expand: (_, inputs, graph) =>
        replay(finished(members(inputs.map(({ shape }) => shape))), outputs, inputs, graph),
    });
    const prepare = this.#unlessExpanded(definition, function* (_, inputs) {
      yield* members(inputs);
    });
    return { members, definition, prepare };
  }

  /**
   * Copies, each fed by the one before: its first output goes to the first input, and so on. Inputs beyond the outputs
   * are given to every copy alike; what leaves is what leaves the last copy.
   */
  #repeated(base: BlockDefinition, drawing: Drawing, environment: Environment): DrawnDefinition {
    const copy = this.#copy(base, drawing, environment);
    const frame = this.#frame(base, drawing);
    const least = leastOperators(drawing, this.#catalogue);
    const givenTo = (index: number): Given => ('index' in copy.definition.fields ? { index } : alike);
    const expandCopies: BlockDefinition['expand'] = ({ depth, shared }, inputs, graph) => {
      let fed = inputs;
      let results: readonly Wire[] = [];
      let operators = 0;
      let first: Expansion | null = null;
      requireFew((depth as number) * least);
      for (let index = 1; index <= (depth as number); index++) {
        const name = copyName(index);
        const given = givenTo(index);
        try {
          const shapes = fed.map(({ shape }) => shape);
          const expansion = expand(copy.definition, given, shapes, this.#memo);
          operators += expansion.facts.operators;
          requireFew(operators);
          results = graph.addAll(name, copy.definition, given, ...fed);
          first ??= expansion;
          if (shared === true && index > 1) {
            requireAlike(first, expansion);
            graph.runWith(name, copyName(1));
          }
        } catch (error) {
          throw error instanceof DrawnFault ? new DrawnFault(placed(error.issues, name)) : error;
        }
        fed = inputs.map((input, port) => results[port] ?? input);
      }
      return results;
    };
    const definition = defineBlock<Fields>({ ...frame, expand: expandCopies });
    const memo = this.#memo;
    return {
      *members(inputs) {
        const { items, issues } = yield* copy.members(inputs);
        return { items, issues: placed(issues, copyName(1)) };
      },
      definition,
      prepare: this.#unlessExpanded(definition, function* ({ depth }, inputs) {
        let fed = inputs;
        let operators = 0;
        const copies = isFew((depth as number) * least) ? (depth as number) : 0;
        for (let index = 1; index <= copies && isFew(operators); index++) {
          yield* copy.prepare(givenTo(index), fed);
          const expansion = expansionIn(() => expand(copy.definition, givenTo(index), fed, memo));
          if (expansion === null) return;
          operators += expansion.facts.operators;
          fed = inputs.map((shape, port) => expansion.outputs[port] ?? shape);
          yield;
        }
      }),
    };
  }

  /** Work that a definition needs before it is expanded, and not where its expansion is at hand. */
  #unlessExpanded(
    definition: BlockDefinition,
    prepare: DrawnDefinition['prepare'],
  ): DrawnDefinition['prepare'] {
    const memo = this.#memo;
    return function* (values, inputs) {
      if (!isExpanded(definition, values, inputs, memo)) yield* prepare(values, inputs);
    };
  }

  /** One copy of a repeated drawing. Copies that do not ask which they are share one expansion. */
  #copy(base: BlockDefinition, drawing: Drawing, environment: Environment): DrawnDefinition {
    const differs = asksForCopy(drawing, this.#catalogue);
    const environments = new Map<number, Environment>();
    const inCopy = (index: number): Environment => {
      let own = environments.get(index);
      if (own === undefined) {
        own = copyEnvironment(environment, index);
        environments.set(index, own);
      }
      return own;
    };
    const field = structural({ label: 'Index', help: 'Which copy it is.', min: 1, max: 200, default: 1 });
    const frame = this.#frame({ ...base, id: 'copy', title: 'Copy', drawn: 'once' }, drawing);
    const outputs = frame.outputs({}).map(({ name }) => name);
    const membersOf = (inputs: readonly (Shape | null)[], index: number) =>
      this.#membersOf(drawing, inputs, inCopy(index));
    const definition = defineBlock<Fields>({
      ...frame,
      summary: 'One copy of what is drawn inside a repeat.',
      fields: differs ? { index: field } : {},
      expand: ({ index = 1 }, inputs, graph) => {
        const shapes = inputs.map(({ shape }) => shape);
        return replay(finished(membersOf(shapes, index as number)), outputs, inputs, graph);
      },
    });
    return {
      members: (inputs) => membersOf(inputs, 1),
      definition,
      prepare: this.#unlessExpanded(definition, function* ({ index = 1 }, inputs) {
        yield* membersOf(inputs, index as number);
      }),
    };
  }
}
