import type { OperatorDefinition } from '../language/definition.ts';
import type { Given } from '../language/field.ts';
import { Refusal } from '../language/refusal.ts';
import { resolveValues } from '../language/resolve.ts';
import { constant as constantOperator } from '../operators/constant.ts';
import { parameter } from '../operators/parameter.ts';
import { decimal } from './decimal.ts';
import { tableOf } from './tables.ts';
import type { Computed, DraftItem, HeldWeight, Known, Stored, Value } from './value.ts';

/** True of weights along more than one axis, such as a matrix or a kernel: two that are equal are one. */
export const isTable = (dims: readonly number[]): boolean => dims.filter((size) => size > 1).length > 1;

/** True of a learned token, which is no part of a layer: it stands along the last axis of a sequence. */
const isToken = (dims: readonly number[]): boolean =>
  dims.length > 2 && dims.slice(0, -1).every((size) => size === 1);

interface Made {
  readonly name: string;
  readonly weights?: readonly HeldWeight[];
}

/** The items that the nodes of a file come to, in the order of the file. */
export class Draft {
  readonly items: DraftItem[] = [];
  readonly #stored = new Map<string, Computed>();
  readonly #once = new Map<string, readonly Computed[]>();
  readonly #numbers = new Map<DraftItem, number>();

  /**
   * Adds an item and returns what leaves it.
   * @returns null where the definition cannot stand with these fields and inputs
   */
  add(
    definition: OperatorDefinition,
    given: Given,
    inputs: readonly Computed[],
    { name, weights = [] }: Made,
  ): readonly Computed[] | null {
    try {
      const values = resolveValues(definition, given);
      const shapes = inputs.map(({ shape }) => shape.map(BigInt));
      const outputs = definition.shape(values, shapes).map((shape) => shape.map(Number));
      return this.#put({ name, definition, piece: null, given, inputs, outputs, weights });
    } catch (error) {
      if (error instanceof Refusal) return null;
      throw error;
    }
  }

  /** What leaves an item that is there already, of the same definition with the same fields on the same inputs; else a new one. */
  addOnce(
    definition: OperatorDefinition,
    given: Given,
    inputs: readonly Computed[],
    made: Made,
  ): readonly Computed[] | null {
    const key = JSON.stringify([
      definition.id,
      given,
      inputs.map(({ item, output }) => [this.numberOf(item), output]),
    ]);
    const known = this.#once.get(key) ?? this.add(definition, given, inputs, made);
    if (known !== null) this.#once.set(key, known);
    return known;
  }

  /** Adds an item that holds a node of the file; the shapes of its outputs are those that the file says, none where it does not. */
  addHeld(item: Pick<DraftItem, 'name' | 'definition' | 'given' | 'inputs' | 'outputs' | 'weights'>) {
    return this.#put({ ...item, piece: null });
  }

  /** The place of an item among all. */
  numberOf(item: DraftItem): number {
    return this.#numbers.get(item) ?? -1;
  }

  /** Adds a piece of a pattern: what leaves it has the sizes of its first input. */
  addPiece(piece: string, inputs: readonly Computed[], name: string): Computed {
    const outputs = [inputs[0]?.shape ?? []];
    return this.#put({ name, definition: null, piece, given: {}, inputs, outputs, weights: [] })[0]!;
  }

  /** A tensor as what leaves an item: weights become learned tensors, known values constants. Null where it cannot be one. */
  computed(value: Value, name: string): Computed | null {
    if (value.kind === 'computed') return value;
    if (value.kind === 'unread') return null;
    return value.kind === 'stored' ? this.#learned(value) : this.#constant(value, name);
  }

  /** One item for all uses of a table or a token; of another vector one each, as exporters write equal ones once whether they are one or not. */
  #learned(value: Stored): Computed | null {
    const key = `${value.name} ${value.dims.join()} ${JSON.stringify(value.layout)}`;
    const earlier = this.#stored.get(key);
    if (earlier !== undefined && (isTable(value.dims) || isToken(value.dims))) return earlier;
    const sizes = value.dims[0] === 1 && value.dims.length > 1 ? value.dims.slice(1) : value.dims;
    const made = this.add(parameter, { sizes }, [], { name: value.name, weights: [value] })?.[0] ?? null;
    if (made !== null) this.#stored.set(key, made);
    return made;
  }

  #constant(value: Known, name: string): Computed | null {
    const { dims, values } = value;
    const table = values.length > 1 ? tableOf(value) : null;
    if (table !== null) return this.add(table.definition, table.given, [], { name })?.[0] ?? null;
    const isOne = values.every((one) => one === values[0]);
    const sizes = values.length === 1 ? [] : dims[0] === 1 && dims.length > 1 ? dims.slice(1) : dims;
    const given = { sizes, values: (isOne ? values.slice(0, 1) : values).map(decimal) };
    return this.add(constantOperator, given, [], { name })?.[0] ?? null;
  }

  #put(item: DraftItem): readonly Computed[] {
    this.#numbers.set(item, this.items.length);
    this.items.push(item);
    return item.outputs.map((shape, output) => ({ kind: 'computed', item, output, shape }));
  }
}
