import type { OperatorDefinition } from '../language/definition.ts';
import type { Given } from '../language/field.ts';
import type { OnnxFileNode } from '../lower/onnx-read.ts';
import type { Constant } from './constant.ts';
import { constantOf } from './constant.ts';
import type { Draft } from './draft.ts';
import type { Computed, HeldWeight, Known, Stored, Value } from './value.ts';

/** A node of a file as those see it who read one kind of operator. */
export class NodeReading {
  readonly node: OnnxFileNode;
  readonly opset: number;
  readonly draft: Draft;
  readonly #values: ReadonlyMap<string, Value>;

  constructor(node: OnnxFileNode, opset: number, draft: Draft, values: ReadonlyMap<string, Value>) {
    this.node = node;
    this.opset = node.opset ?? opset;
    this.draft = draft;
    this.#values = values;
  }

  /** What an input is; undefined where it is left out. */
  input(index: number): Value | undefined {
    const name = this.node.inputs[index];
    return name === undefined || name === '' ? undefined : this.#values.get(name);
  }

  /** What a tensor is; undefined where nobody made it. */
  at(tensor: string): Value | undefined {
    return this.#values.get(tensor);
  }

  get inputs(): readonly (Value | undefined)[] {
    return this.node.inputs.map((_, index) => this.input(index));
  }

  /** An input as what leaves an item; null where it is left out or cannot be one. */
  tensor(index: number): Computed | null {
    const value = this.input(index);
    return value === undefined ? null : this.draft.computed(value, this.node.name);
  }

  /** An input whose values are known; null of any other. */
  known(index: number): Constant | null {
    const value = this.input(index);
    return value?.kind === 'known' ? value : null;
  }

  /** An input that stands in the file as a weight, or as known values; null of any other. */
  weight(index: number): Stored | Known | null {
    const value = this.input(index);
    return value?.kind === 'stored' || value?.kind === 'known' ? value : null;
  }

  /** The tensors of the file that inputs stand for, from one on. */
  weights(from: number): readonly HeldWeight[] {
    return this.node.inputs.slice(from).flatMap((name, index) => {
      const value = this.weight(from + index);
      if (value === null) return [];
      if (value.kind === 'known') return [{ name, dims: value.dims }];
      const { layout } = value;
      return [{ name: value.name, dims: value.dims, ...(layout !== undefined && { layout }) }];
    });
  }

  integer(name: string, usual: number): number {
    const value = this.node.attributes.get(name);
    return typeof value === 'number' ? value : usual;
  }

  text(name: string, usual: string): string {
    const value = this.node.attributes.get(name);
    return typeof value === 'string' ? value : usual;
  }

  /** A list of whole numbers; undefined where there is none. */
  integers(name: string): readonly number[] | undefined {
    const value = this.node.attributes.get(name);
    return Array.isArray(value) && value.every((one) => typeof one === 'number') ? value : undefined;
  }

  /** A list that was an attribute in older opsets, and is an input in newer ones. Null where it is there and not known. */
  list(name: string, index: number): readonly number[] | undefined | null {
    const attribute = this.integers(name);
    if (attribute !== undefined) return attribute;
    if (this.input(index) === undefined) return undefined;
    return this.known(index)?.values ?? null;
  }

  /** The value of a Constant node. */
  constant(): Constant | null {
    const { attributes } = this.node;
    const tensor = attributes.get('value');
    if (typeof tensor === 'object' && 'dims' in tensor) return constantOf(tensor);
    const one = (name: string, isReal: boolean): Constant | null => {
      const value = attributes.get(name);
      if (typeof value === 'number') return { dims: [], isReal, values: [value] };
      if (!Array.isArray(value)) return null;
      return { dims: [value.length], isReal, values: value.filter((each) => typeof each === 'number') };
    };
    return (
      one('value_float', true) ??
      one('value_floats', true) ??
      one('value_int', false) ??
      one('value_ints', false)
    );
  }

  /** Adds an item that holds the weights of these inputs; null where it cannot stand. */
  add(
    definition: OperatorDefinition,
    given: Given,
    inputs: readonly (Computed | null)[],
    weights: readonly HeldWeight[] = [],
  ): readonly Computed[] | null {
    const there = inputs.filter((input) => input !== null);
    if (there.length < inputs.length) return null;
    return this.draft.add(definition, given, there, { name: this.node.name, weights });
  }
}

/** What the outputs of a node are; null where nothing is known that computes the same. */
export type Reader = (node: NodeReading) => readonly Value[] | null;

/** What a node comes to whose inputs are all known; null where that is not to be had. */
export type Fold = (node: NodeReading, inputs: readonly (Constant | null)[]) => Constant | null;
