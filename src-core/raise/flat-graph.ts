import type { FlatProgram } from '../analysis/flat-program.ts';
import type { Given } from '../language/field.ts';
import type { Shape } from '../language/shape.ts';
import type { FormNode, FormSource } from './form.ts';
import type { Forms } from './forms.ts';

/** A node of a flat program as ONNX has it. */
interface GraphNode extends FormNode {
  /** The operator of the program that it is of. */
  readonly operator: number;
  /** The values that it reads and writes. */
  readonly reads: readonly number[];
  readonly writes: readonly number[];
}

/** A tensor between nodes. */
interface GraphValue {
  /** Null of a tensor that stands between the nodes of one operator. */
  readonly shape: Shape | null;
  /** The node that writes it; null where it enters the program. */
  readonly node: number | null;
  readonly output: number;
  readonly readers: readonly number[];
  /** Whether it leaves the program. */
  readonly leaves: boolean;
}

/** A flat program as nodes of ONNX and the values between them. */
export interface FlatGraph {
  readonly program: FlatProgram;
  readonly nodes: readonly GraphNode[];
  readonly values: readonly GraphValue[];
  /** Value numbers by the names of the program's tensors. */
  readonly valueNumbers: ReadonlyMap<string, number>;
  /** The nodes of each operator of the program. */
  readonly nodesOf: readonly (readonly number[])[];
}

interface OpenValue extends GraphValue {
  readonly readers: number[];
  leaves: boolean;
}

export function flatGraphOf(program: FlatProgram, forms: Forms): FlatGraph {
  const nodes: GraphNode[] = [];
  const values: OpenValue[] = [];
  const valueNumbers = new Map<string, number>();
  const nodesOf: number[][] = [];
  const addValue = (shape: Shape | null, node: number | null, output: number): number =>
    values.push({ shape, node, output, readers: [], leaves: false }) - 1;
  for (const { name, shape } of program.inputs) valueNumbers.set(name, addValue(shape.map(BigInt), null, 0));
  program.operators.forEach(({ definition, expansion, inputs, outputs }, operator) => {
    const form = forms.of(definition, expansion.values as Given, expansion.inputs);
    const from = nodes.length;
    const valueAt = (source: FormSource): number =>
      source.kind === 'input'
        ? valueNumbers.get(inputs[source.index]!.name)!
        : nodes[from + source.node]!.writes[source.output]!;
    for (const node of form.nodes) {
      const at = nodes.length;
      const reads = node.sources.map(valueAt);
      for (const value of new Set(reads)) values[value]!.readers.push(at);
      const writes = Array.from({ length: node.outputs }, (_, output) => addValue(null, at, output));
      nodes.push({ ...node, operator, reads, writes });
    }
    nodesOf.push(form.nodes.map((_, index) => from + index));
    form.outputs.forEach((source, index) => {
      const value = valueAt(source);
      values[value] = { ...values[value]!, shape: form.shapes[index]! };
      valueNumbers.set(outputs[index]!.name, value);
    });
  });
  for (const { tensor } of program.outputs) values[valueNumbers.get(tensor.name)!]!.leaves = true;
  return { program, nodes, values, valueNumbers, nodesOf };
}
