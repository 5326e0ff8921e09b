import type { OnnxContext, OnnxNode, OnnxTensor } from '../language/onnx.ts';
import { H, W } from '../language/shape.ts';
import { chain, integers } from './onnx-chain.ts';
import { sizeAlong } from './onnx-sizes.ts';

/**
 * Nodes that make the matrix [count, size] by which the bins of adaptive pooling are averaged along one axis, when the file
 * runs: 1/length of a bin where it covers a place, 0 elsewhere. Bins are those of `binsOf`.
 */
function averaging(
  io: OnnxContext,
  name: 'rows' | 'columns',
  axis: number,
  count: number,
): { readonly name: string; readonly nodes: readonly OnnxNode[] } {
  const nodes: OnnxNode[] = [];
  const step = (
    suffix: string,
    op: string,
    inputs: readonly string[],
    attributes?: OnnxNode['attributes'],
  ): string => {
    const output = io.inner(`${name}-${suffix}`);
    nodes.push({
      op,
      suffix: `${name}-${suffix}`,
      inputs,
      outputs: [output],
      ...(attributes && { attributes }),
    });
    return output;
  };
  const numbers = (suffix: string, values: readonly number[]) => integers(io, `${name}-${suffix}`, values);
  const size = sizeAlong(io, `${name}-size`, io.inputs[0] as OnnxTensor, axis);
  const bins = io.constant(
    `${name}-bins`,
    Array.from({ length: count }, (_, bin) => BigInt(bin)),
    [count, 1],
  );
  const [one, of] = [numbers('one', [1]), numbers('count', [count])];
  const first = step('first', 'Div', [step('starts', 'Mul', [bins, size.name]), of]);
  const ends = step('ends', 'Mul', [step('next', 'Add', [bins, one]), size.name]);
  const rounded = step('rounded', 'Add', [ends, numbers('least', [count - 1])]);
  const end = step('end', 'Div', [rounded, of]);
  const places = step('places', 'Range', [
    io.constant(`${name}-zero`, [0n], []),
    step('length', 'Squeeze', [size.name]),
    io.constant(`${name}-step`, [1n], []),
  ]);
  const covered = step('covered', 'And', [
    step('from', 'GreaterOrEqual', [places, first]),
    step('up-to', 'Less', [places, end]),
  ]);
  const real = { to: io.realType };
  const matrix = step('matrix', 'Div', [
    step('mask', 'Cast', [covered], real),
    step('lengths', 'Cast', [step('counts', 'Sub', [end, first])], real),
  ]);
  return { name: matrix, nodes: [...size.nodes, ...nodes] };
}

/** Adaptive average pooling of a map of any size: over its columns, then over its rows. */
export function freeAverage(io: OnnxContext, rows: number, columns: number): readonly OnnxNode[] {
  if (rows === 1 && columns === 1) return chain(io, [{ op: 'GlobalAveragePool', suffix: 'pool' }]);
  const across = averaging(io, 'columns', W, columns);
  const down = averaging(io, 'rows', H, rows);
  const [upright, mean] = [io.inner('columns-upright'), io.inner('columns-mean')];
  const perm = [1n, 0n];
  return [
    ...across.nodes,
    ...down.nodes,
    {
      op: 'Transpose',
      suffix: 'columns-upright',
      inputs: [across.name],
      outputs: [upright],
      attributes: { perm },
    },
    { op: 'MatMul', suffix: 'columns-mean', inputs: [io.inputs[0]!.name, upright], outputs: [mean] },
    { op: 'MatMul', suffix: 'mean', inputs: [down.name, mean], outputs: [io.outputs[0]!.name] },
  ];
}
