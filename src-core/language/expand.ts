import { add, mul } from '../algebra/expression.ts';
import { borrowing, requireSameWeights } from './borrowing.ts';
import { calledAs } from './called.ts';
import type { BlockDefinition, Definition, GraphBuilder, OperatorDefinition } from './definition.ts';
import type { Child, Expansion } from './expansion.ts';
import type { Facts } from './facts.ts';
import { bytesPerElement, elements, sumFacts, weightFacts } from './facts.ts';
import type { Given, Values } from './field.ts';
import { Refusal, refuse } from './refusal.ts';
import { resolveValues, valueText } from './resolve.ts';
import type { Shape } from './shape.ts';
import type { Wire } from './wire.ts';
import { ownInput } from './wire.ts';

/** Keys are counted for all memos together, as an expansion made for one may come to stand in another. */
let keys = 0;

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

/** A key for one more definition of this id; no other has it. */
export function freshKey(id: string): string {
  keys += 1;
  return `${id}#${keys}`;
}

function memoKey(definition: Definition, values: Values, inputs: readonly Shape[]): string {
  const fields = Object.values(values).map(valueText).join(';');
  const key = (definition.kind === 'block' ? definition.key : undefined) ?? definition.id;
  return `${key}|${fields}|${inputs.map(valueText).join('|')}`;
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

/** What a child was made of. */
interface Made {
  readonly definition: Definition;
  readonly given: Given;
  readonly shapes: readonly Shape[];
  readonly expansion: Expansion;
}

const isSame = (made: Made, definition: Definition, given: Given, shapes: readonly Shape[]): boolean =>
  made.definition === definition &&
  made.given === given &&
  made.shapes.length === shapes.length &&
  shapes.every((shape, index) => shape === made.shapes[index]);

class BlockBuilder implements GraphBuilder {
  readonly children: Child[] = [];
  /** Where each child stands in `children`. */
  readonly #places = new Map<string, number>();
  readonly #memo: ExpansionMemo;
  /** The child before: copies in a row are one expansion, without a look at their values. */
  #before: Made | null = null;

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
    const expansion = this.#expand(name, definition as Definition, given as Given, inputs);
    return this.#push({ name, expansion, sources: inputs.map((wire) => wire.source) });
  };

  again: GraphBuilder['again'] = (name, earlier, ...inputs) => {
    const first = this.children[this.#places.get(earlier) ?? -1];
    if (first === undefined) throw new Error(`there is no child ${earlier} before ${name}`);
    const { definition, values } = first.expansion;
    const expansion = this.#expand(name, definition, values, inputs);
    within(name, () => requireSameWeights(first.expansion, expansion));
    // Weights that are borrowed twice over are those of the first use.
    const weightsOf = first.weightsOf ?? earlier;
    const sources = inputs.map((wire) => wire.source);
    return this.#push({ name, expansion: borrowing(expansion), sources, weightsOf });
  };

  followSizes: GraphBuilder['followSizes'] = (name, valuesAt) =>
    this.#change(name, (child) => ({ ...child, expansion: { ...child.expansion, valuesAt } }));

  callAs: GraphBuilder['callAs'] = (name, call) =>
    this.#change(name, (child) => ({ ...child, expansion: calledAs(child.expansion, call) }));

  runWith: GraphBuilder['runWith'] = (name, weightsOf) =>
    this.#change(name, (child) => ({ ...child, expansion: borrowing(child.expansion), weightsOf }));

  #change(name: string, change: (child: Child) => Child): void {
    const at = this.#places.get(name) ?? -1;
    const child = this.children[at];
    if (child === undefined) throw new Error(`there is no child ${name} yet`);
    this.children[at] = change(child);
  }

  #expand(name: string, definition: Definition, given: Given, inputs: readonly Wire[]): Expansion {
    if (this.#places.has(name)) throw new Error(`two children are named ${name}`);
    const shapes = inputs.map((wire) => wire.shape);
    const before = this.#before;
    if (before !== null && isSame(before, definition, given, shapes)) return before.expansion;
    const expansion = within(name, () => expand(definition, given, shapes, this.#memo));
    this.#before = { definition, given, shapes, expansion };
    return expansion;
  }

  #push(added: Child): readonly Wire[] {
    const child = this.children.push(added) - 1;
    this.#places.set(added.name, child);
    return added.expansion.outputs.map((shape, output) => ({ source: { child, output }, shape }));
  }
}

function expandOperator(definition: OperatorDefinition, values: Values, inputs: readonly Shape[]): Expansion {
  const outputs = definition.shape(values, inputs);
  const weights = definition.weights?.(values, inputs) ?? {};
  const passesThrough = definition.passesThrough?.(values, inputs) ?? false;
  const runs = definition.boundary === undefined && definition.stored !== true && !passesThrough;
  const facts: Facts = {
    ...weightFacts(weights),
    macs: definition.macs(values, inputs, outputs),
    activationBytes: runs ? mul(bytesPerElement, add(...outputs.map(elements))) : 0n,
    operators: runs ? 1 : 0,
    opaque: definition.opaque === undefined ? 0 : 1,
  };
  return {
    definition,
    values,
    inputs,
    outputs,
    facts,
    items: 1,
    weights,
    children: [],
    results: [],
    passesThrough,
    borrows: false,
  };
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
  const inside = builder.children.map((child) => child.expansion);
  return {
    definition,
    values,
    inputs,
    outputs: results.map((wire) => wire.shape),
    facts: sumFacts(inside.map(({ facts }) => facts)),
    items: inside.reduce((sum, { items }) => sum + items, 1),
    weights: {},
    children: builder.children,
    results: results.map((wire) => wire.source),
    passesThrough: false,
    borrows: false,
  };
}

/** Whether the memo has the expansion of a definition at values and input shapes that it takes. */
export const isExpanded = (
  definition: Definition,
  given: Given,
  inputs: readonly Shape[],
  memo: ExpansionMemo,
): boolean => memo.get(memoKey(definition, resolveValues(definition, given), inputs)) !== undefined;

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
