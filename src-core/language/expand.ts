import { add, mul } from '../algebra/expression.ts';
import type { BlockDefinition, Definition, GraphBuilder, OperatorDefinition, Weights } from './definition.ts';
import type { Facts } from './facts.ts';
import { bytesPerElement, elements, sumFacts, weightFacts } from './facts.ts';
import type { Given, Values } from './field.ts';
import { Refusal, refuse } from './refusal.ts';
import { resolveValues, valueText } from './resolve.ts';
import type { Shape } from './shape.ts';
import type { Source, Wire } from './wire.ts';
import { ownInput } from './wire.ts';

export interface Child {
  readonly name: string;
  readonly expansion: Expansion;
  /** Origin of each input, inside the surrounding block. */
  readonly sources: readonly Source[];
}

/**
 * One use of a definition at given values and input shapes, expanded all the way down.
 * It knows neither its path nor its surroundings, so equal uses share one expansion.
 */
export interface Expansion {
  readonly definition: Definition;
  readonly values: Values;
  readonly inputs: readonly Shape[];
  readonly outputs: readonly Shape[];
  readonly facts: Facts;
  readonly weights: Weights;
  readonly children: readonly Child[];
  /** Origin of each output; empty for an operator. */
  readonly results: readonly Source[];
  /** True where an operator hands its input on unchanged and is left out of the program. */
  readonly passesThrough: boolean;
}

/** Shares expansions of equal uses; bounded, and emptied as a whole when full. */
export class ExpansionMemo {
  #entries = new Map<string, Expansion>();
  readonly #limit: number;

  constructor(limit = 20_000) {
    this.#limit = limit;
  }

  get(key: string): Expansion | undefined {
    return this.#entries.get(key);
  }

  set(key: string, expansion: Expansion): void {
    if (this.#entries.size >= this.#limit) this.#entries.clear();
    this.#entries.set(key, expansion);
  }
}

function memoKey(definition: Definition, values: Values, inputs: readonly Shape[]): string {
  const fields = Object.values(values).map(valueText).join(';');
  return `${definition.id}|${fields}|${inputs.map(valueText).join('|')}`;
}

/** A Refusal raised inside a block, with the names of the children down to where it arose. */
export class RefusalInside extends Error {
  readonly refusal: Refusal;
  readonly path: readonly string[];
  constructor(refusal: Refusal, path: readonly string[]) {
    super(refusal.message);
    this.refusal = refusal;
    this.path = path;
  }
}

function within<T>(name: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof Refusal) throw new RefusalInside(error, [name]);
    if (error instanceof RefusalInside) throw new RefusalInside(error.refusal, [name, ...error.path]);
    throw error;
  }
}

class BlockBuilder implements GraphBuilder {
  readonly children: Child[] = [];
  readonly #names = new Set<string>();
  readonly #memo: ExpansionMemo;

  constructor(memo: ExpansionMemo) {
    this.#memo = memo;
  }

  add: GraphBuilder['add'] = (name, definition, given, ...inputs) => {
    const [first, second] = this.addAll(name, definition, given, ...inputs);
    if (first === undefined || second !== undefined)
      throw new Error(`${name} does not have exactly one output`);
    return first;
  };

  addAll: GraphBuilder['addAll'] = (name, definition, given, ...inputs) => {
    if (this.#names.has(name)) throw new Error(`two children are named ${name}`);
    this.#names.add(name);
    const expansion = within(name, () =>
      expand(
        definition as Definition,
        given as Given,
        inputs.map((wire) => wire.shape),
        this.#memo,
      ),
    );
    const child = this.children.push({ name, expansion, sources: inputs.map((wire) => wire.source) }) - 1;
    return expansion.outputs.map((shape, output) => ({ source: { child, output }, shape }));
  };
}

function expandOperator(definition: OperatorDefinition, values: Values, inputs: readonly Shape[]): Expansion {
  const outputs = definition.shape(values, inputs);
  const weights = definition.weights?.(values, inputs) ?? {};
  const passesThrough = definition.passesThrough?.(values, inputs) ?? false;
  const runs = definition.boundary === undefined && !passesThrough;
  const facts: Facts = {
    ...weightFacts(weights),
    macs: definition.macs(values, inputs, outputs),
    activationBytes: runs ? mul(bytesPerElement, add(...outputs.map(elements))) : 0n,
    operators: runs ? 1 : 0,
  };
  return { definition, values, inputs, outputs, facts, weights, children: [], results: [], passesThrough };
}

function expandBlock(
  definition: BlockDefinition,
  values: Values,
  inputs: readonly Shape[],
  memo: ExpansionMemo,
): Expansion {
  const builder = new BlockBuilder(memo);
  const wires: readonly Wire[] = inputs.map((shape, output) => ({
    source: { child: ownInput, output },
    shape,
  }));
  const results = definition.expand(values, wires, builder);
  return {
    definition,
    values,
    inputs,
    outputs: results.map((wire) => wire.shape),
    facts: sumFacts(builder.children.map((child) => child.expansion.facts)),
    weights: {},
    children: builder.children,
    results: results.map((wire) => wire.source),
    passesThrough: false,
  };
}

/**
 * Expands a definition at given values and input shapes (missing values are defaults).
 * Raises a Refusal (or RefusalInside, naming the child) where values or shapes do not fit, and NotSymbolic where a
 * decision needs a number that is still a symbol.
 */
export function expand(
  definition: Definition,
  given: Given,
  inputs: readonly Shape[],
  memo: ExpansionMemo = new ExpansionMemo(),
): Expansion {
  const values = resolveValues(definition, given);
  const expected = definition.inputs(values).length;
  if (inputs.length !== expected) refuse('graph/input-count', {}, { expected, count: inputs.length });
  const key = memoKey(definition, values, inputs);
  const known = memo.get(key);
  if (known !== undefined) return known;
  const expansion =
    definition.kind === 'operator'
      ? expandOperator(definition, values, inputs)
      : expandBlock(definition, values, inputs, memo);
  memo.set(key, expansion);
  return expansion;
}
