import type { Drawing } from '../document/drawing.ts';
import type { BlockDefinition, Catalogue } from '../language/definition.ts';
import { defineBlock } from '../language/definition.ts';
import type { ExpansionMemo } from '../language/expand.ts';
import { expand, freshKey, isExpanded } from '../language/expand.ts';
import type { Expansion } from '../language/expansion.ts';
import type { Fields, Given, Values } from '../language/field.ts';
import { structural } from '../language/field.ts';
import type { Shape } from '../language/shape.ts';
import type { Wire } from '../language/wire.ts';
import type { Steps } from '../steps.ts';
import { finished } from '../steps.ts';
import { copyEnvironment } from './copy-environment.ts';
import { DrawnFault, placed } from './drawn-fault.ts';
import { lanesOf } from './drawn-lanes.ts';
import { asksForCopy } from './drawn-names.ts';
import type { AnalyzeMembers, DrawnDefinition, DrawnMaker, Members } from './drawn-parts.ts';
import { channelSymbols, copyName, expansionIn, portsIn, replayIn, requireAlike } from './drawn-parts.ts';
import { DrawnWork, tooManyItems } from './drawn-work.ts';
import type { Environment } from './environment.ts';
import { defaultsOf, environmentOf, fieldEnvironment } from './environment.ts';
import { portsOf } from './item-analysis.ts';
import { leastOperators } from './least-operators.ts';
import type { Extent } from './most-work.ts';
import { bothOf, extentOf, isFew, nothingYet, requireFew } from './most-work.ts';
import { readFields } from './node-fields.ts';
import { channelsEntering } from './own-channels.ts';
import { withSharing } from './own-sharing.ts';
import { presentIn } from './present-items.ts';

/** What copies are given that do not ask which they are. */
const alike = {};

/** What a closed drawing stands in: nothing outside has a name there. */
const nowhere = environmentOf([]);

/** Where the definition of a drawing takes its names from: the surroundings, or its own values. */
type Names = (values: Values) => Environment;

/**
 * The definitions made from what is drawn inside items. One is the same object while the drawing and the names that its
 * fields may use are, so that equal uses share one expansion.
 */
export class DrawnDefinitions implements DrawnMaker {
  readonly #catalogue: Catalogue;
  readonly #memo: ExpansionMemo;
  readonly #analyze: AnalyzeMembers;
  readonly #known = new WeakMap<Drawing, WeakMap<Environment, Map<string, DrawnDefinition>>>();
  readonly #present = new WeakMap<Drawing, WeakMap<Environment, ReturnType<typeof presentIn>>>();

  /** What one update looks at; whoever makes several begins it anew for each. */
  readonly work = new DrawnWork<Members>({ items: new Map(), issues: [tooManyItems] });

  constructor(catalogue: Catalogue, memo: ExpansionMemo, analyze: AnalyzeMembers) {
    this.#catalogue = catalogue;
    this.#memo = memo;
    this.#analyze = analyze;
  }

  of(base: BlockDefinition, drawing: Drawing, around: Environment): DrawnDefinition {
    const environment = base.closed === true ? nowhere : around;
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
      known = this.#made(base, drawing, environment);
      byId.set(base.id, known);
    }
    return known;
  }

  #made(base: BlockDefinition, drawing: Drawing, environment: Environment): DrawnDefinition {
    if (base.drawn === 'repeated') return this.#repeated(base, drawing, environment);
    if (base.drawn === 'lanes') {
      return lanesOf(base, drawing, environment, {
        catalogue: this.#catalogue,
        memo: this.#memo,
        frame: (of, ports) => this.#frame(of, drawing, () => environment, ports),
        membersOf: (lane, inputs, names) => this.#membersOf(lane, inputs, names),
        unlessExpanded: (definition, prepare) => this.#unlessExpanded(definition, prepare),
      });
    }
    const names = base.closed === true ? this.#namesOf(base) : () => environment;
    return this.#once(base, drawing, names);
  }

  /** The names of a closed drawing: one environment for equal values, so that what is found under it is found again. */
  #namesOf(base: BlockDefinition): Names {
    const known = new Map<string, Environment>();
    return (values) => {
      const { key, environment } = fieldEnvironment(base.fields, values);
      const same = known.get(key);
      if (same !== undefined) return same;
      if (known.size >= 256) known.clear();
      known.set(key, environment);
      return environment;
    };
  }

  #frame(
    base: BlockDefinition,
    drawing: Drawing,
    names: Names,
    isPort: (id: string) => boolean = () => true,
  ): Omit<BlockDefinition, 'kind' | 'expand'> {
    const ports = (side: 'input' | 'output') => portsIn(drawing, this.#catalogue, side).filter(isPort);
    const inputs = ports('input').map((name) => ({ name }));
    const outputs = ports('output').map((name) => ({ name }));
    const symbols = channelSymbols(inputs.map(({ name }) => name));
    return {
      ...base,
      key: freshKey(base.id),
      drawing,
      portsOfDrawn: (name) => {
        const node = drawing.nodes.find(({ id }) => id === name);
        const definition = this.#catalogue.definitionOf(node?.definition ?? '');
        if (node === undefined || definition === undefined) return null;
        const read = readFields(node, definition, names({}));
        const known = read.ok ? read.value.values : defaultsOf(definition.fields);
        return { definition, ...portsOf(definition, known) };
      },
      inputs: () => inputs,
      outputs: () => outputs,
      symbolicInputs: (values, free) =>
        inputs.map(({ name }, index) => [
          1n,
          channelsEntering(drawing, name, this.#catalogue, names(values)) ?? free(symbols[index]!),
          free('H'),
          free('W'),
        ]),
    };
  }

  *#membersOf(drawn: Drawing, inputs: readonly (Shape | null)[], environment: Environment): Steps<Members> {
    const { drawing, issues } = this.#presentIn(drawn, environment);
    const members = yield* this.work.membersOf(drawing, inputs, environment, () =>
      this.#analyze(drawing, inputs, environment, this),
    );
    return issues.length === 0 ? members : { ...members, issues: [...issues, ...members.issues] };
  }

  #presentIn(drawing: Drawing, environment: Environment): ReturnType<typeof presentIn> {
    let byEnvironment = this.#present.get(drawing);
    if (byEnvironment === undefined) {
      byEnvironment = new WeakMap();
      this.#present.set(drawing, byEnvironment);
    }
    let present = byEnvironment.get(environment);
    if (present === undefined) {
      present = presentIn(drawing, environment, this.#catalogue);
      byEnvironment.set(environment, present);
    }
    return present;
  }

  #once(base: BlockDefinition, drawing: Drawing, names: Names): DrawnDefinition {
    const frame = this.#frame(base, drawing, names);
    const members = (inputs: readonly (Shape | null)[], values: Values) =>
      this.#membersOf(drawing, inputs, names(values));
    const definition = defineBlock<Fields>({
      ...frame,
      expand: (values, inputs, graph) => {
        const shapes = inputs.map(({ shape }) => shape);
        const found = finished(members(shapes, values));
        const { items, issues } = base.closed === true ? withSharing(found) : found;
        const extents = [...items.values()].map(({ expansion }) => extentOf(expansion));
        requireFew(extents.reduce(bothOf, nothingYet), {});
        return replayIn(frame, { items, issues }, inputs, graph);
      },
    });
    const prepare = this.#unlessExpanded(definition, function* (given, inputs) {
      yield* members(inputs, given as Values);
    });
    return { members: (inputs, values) => members(inputs, values ?? {}), definition, prepare };
  }

  /**
   * Copies, each fed by the one before: its first output goes to the first input, and so on. Inputs beyond the outputs
   * are given to every copy alike; what leaves is what leaves the last copy.
   */
  #repeated(base: BlockDefinition, drawing: Drawing, environment: Environment): DrawnDefinition {
    const copy = this.#copy(base, drawing, environment);
    const frame = this.#frame(base, drawing, () => environment);
    const least = leastOperators(drawing, this.#catalogue);
    const leastOf = (depth: number): Extent => ({ operators: depth * least, items: depth * least });
    const givenTo = (index: number): Given => ('index' in copy.definition.fields ? { index } : alike);
    const expandCopies: BlockDefinition['expand'] = ({ depth, shared }, inputs, graph) => {
      let fed = inputs;
      let results: readonly Wire[] = [];
      let extent = nothingYet;
      let first: Expansion | null = null;
      requireFew(leastOf(depth as number));
      for (let index = 1; index <= (depth as number); index++) {
        const name = copyName(index);
        const given = givenTo(index);
        try {
          const shapes = fed.map(({ shape }) => shape);
          const expansion = expand(copy.definition, given, shapes, this.#memo);
          extent = bothOf(extent, extentOf(expansion));
          requireFew(extent);
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
        const { items, issues } = yield* copy.members(inputs, null);
        return { items, issues: placed(issues, copyName(1)) };
      },
      definition,
      prepare: this.#unlessExpanded(definition, function* ({ depth }, inputs) {
        let fed = inputs;
        let extent = nothingYet;
        const copies = isFew(leastOf(depth as number)) ? (depth as number) : 0;
        for (let index = 1; index <= copies && isFew(extent); index++) {
          yield* copy.prepare(givenTo(index), fed);
          const expansion = expansionIn(() => expand(copy.definition, givenTo(index), fed, memo));
          if (expansion === null) return;
          extent = bothOf(extent, extentOf(expansion));
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
    const part: BlockDefinition = { ...base, id: 'copy', title: 'Copy', drawn: 'once' };
    const frame = this.#frame(part, drawing, () => environment);
    const membersOf = (inputs: readonly (Shape | null)[], index: number) =>
      this.#membersOf(drawing, inputs, inCopy(index));
    const definition = defineBlock<Fields>({
      ...frame,
      summary: 'One copy of what is drawn inside a repeat.',
      fields: differs ? { index: field } : {},
      expand: ({ index = 1 }, inputs, graph) => {
        const shapes = inputs.map(({ shape }) => shape);
        return replayIn(frame, finished(membersOf(shapes, index as number)), inputs, graph);
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
