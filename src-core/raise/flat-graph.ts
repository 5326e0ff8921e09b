import type { FlatProgram } from '../analysis/flat-program.ts';
import { inTurn, isOwnOrder } from '../language/axis-order.ts';
import type { Given } from '../language/field.ts';
import type { Shape } from '../language/shape.ts';
import type { FormNode, FormSource } from './form.ts';
import { turnOf } from './form.ts';
import type { Forms } from './forms.ts';

/** A node of a flat program as ONNX has it. */
interface GraphNode extends FormNode {
  /** The operator of the program that it is of. */
  readonly operator: number;
  /** The values that it reads and writes. */
  readonly reads: readonly number[];
  readonly writes: readonly number[];
}

/** A tensor between nodes, or that tensor with its axes in another order. */
interface GraphValue {
  /** Null of a tensor that stands between the nodes of one operator. */
  readonly shape: Shape | null;
  /** The node that writes it; null where it enters the program, and of a turned one. */
  readonly node: number | null;
  readonly output: number;
  /** The nodes that read it in any order of its axes. */
  readonly readers: readonly number[];
  /** Whether it leaves the program, in any order of its axes. */
  readonly leaves: boolean;
  /** What it is in another order; null of a tensor as it was written. */
  readonly turned: Turned | null;
}

/** A tensor with its axes in an order: for each of these the one that it is taken from. */
interface Turned {
  readonly of: number;
  readonly order: readonly number[];
}

/**
 * A flat program as nodes of ONNX and the values between them. What puts the axes of a tensor in another order is no node: that
 * tensor in the order is a value of its own, and back in the first one it is the tensor itself. So it makes no difference where
 * such orders are changed, and how often.
 */
export interface FlatGraph {
  readonly program: FlatProgram;
  readonly nodes: readonly GraphNode[];
  readonly values: readonly GraphValue[];
  /** Value numbers by the names of the program's tensors. */
  readonly valueNumbers: ReadonlyMap<string, number>;
  /** The nodes of each operator of the program. */
  readonly nodesOf: readonly (readonly number[])[];
  /** A value with its axes in another order, by its number; made where it was not there. */
  readonly turn: (value: number, order: readonly number[]) => number;
  /** The tensor that a value is in some order. */
  readonly baseOf: (value: number) => number;
  /** The orders in which a tensor is had, but for its own: these values. */
  readonly turnsOf: (base: number) => readonly number[];
}

interface OpenValue extends GraphValue {
  readonly readers: number[];
  readonly leaves: boolean;
}

export function flatGraphOf(program: FlatProgram, forms: Forms): FlatGraph {
  const nodes: GraphNode[] = [];
  const values: OpenValue[] = [];
  const turns = new Map<number, number[]>();
  const valueNumbers = new Map<string, number>();
  const nodesOf: number[][] = [];
  /** Values that come from no input of the program; these are turned by nodes, as all else that makes them is one. */
  const alone = new Set<number>();
  const addValue = (shape: Shape | null, node: number | null, output: number): number =>
    values.push({ shape, node, output, readers: [], leaves: false, turned: null }) - 1;
  const baseOf = (value: number): number => values[value]!.turned?.of ?? value;
  const turn = (value: number, next: readonly number[]): number => {
    const { turned } = values[value]!;
    const base = turned?.of ?? value;
    const order = turned === null ? next : inTurn(turned.order, next);
    if (isOwnOrder(order)) return base;
    const there = turns.get(base) ?? [];
    const known = there.find((other) => values[other]!.turned!.order.join() === order.join());
    if (known !== undefined) return known;
    const { shape, readers, leaves } = values[base]!;
    const axes = shape === null ? null : order.map((axis) => shape[axis]!);
    const made = values.push({
      shape: axes,
      node: null,
      output: 0,
      readers,
      leaves,
      turned: { of: base, order },
    });
    turns.set(base, [...there, made - 1]);
    return made - 1;
  };
  for (const { name, shape } of program.inputs) valueNumbers.set(name, addValue(shape.map(BigInt), null, 0));
  program.operators.forEach(({ definition, expansion, inputs, outputs }, operator) => {
    const form = forms.of(definition, expansion.values as Given, expansion.inputs);
    /** What each node of the form writes. */
    const written: (readonly number[])[] = [];
    const valueAt = (source: FormSource): number =>
      source.kind === 'input'
        ? valueNumbers.get(inputs[source.index]!.name)!
        : written[source.node]![source.output]!;
    const own: number[] = [];
    for (const node of form.nodes) {
      const reads = node.sources.map(valueAt);
      const order = reads.length === 1 && !alone.has(reads[0]!) ? turnOf(node) : null;
      if (order !== null) {
        written.push([turn(reads[0]!, order)]);
        continue;
      }
      const at = nodes.length;
      for (const base of new Set(reads.map(baseOf))) values[base]!.readers.push(at);
      const writes = Array.from({ length: node.outputs }, (_, output) => addValue(null, at, output));
      if (reads.every((value) => alone.has(value))) for (const value of writes) alone.add(value);
      nodes.push({ ...node, operator, reads, writes });
      written.push(writes);
      own.push(at);
    }
    nodesOf.push(own);
    form.outputs.forEach((source, index) => {
      const value = valueAt(source);
      values[value] = { ...values[value]!, shape: form.shapes[index]! };
      valueNumbers.set(outputs[index]!.name, value);
    });
  });
  const turnsOf = (base: number): readonly number[] => turns.get(base) ?? [];
  for (const { tensor } of program.outputs) {
    const base = baseOf(valueNumbers.get(tensor.name)!);
    for (const value of [base, ...turnsOf(base)]) values[value] = { ...values[value]!, leaves: true };
  }
  return { program, nodes, values, valueNumbers, nodesOf, turn, baseOf, turnsOf };
}
