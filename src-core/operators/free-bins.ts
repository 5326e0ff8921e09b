import type { OnnxContext, OnnxNode, OnnxSizes, OnnxTensor } from '../language/onnx.ts';
import { H, W } from '../language/shape.ts';
import { chain, integers, reducing } from './onnx-chain.ts';
import { sizeAlong } from './onnx-sizes.ts';

type Step = (suffix: string, op: string, inputs: readonly string[]) => string;

/** The number of every bin in a column, how many there are, and one less, whether these are fixed or found out when the file runs. */
function binsAlong(io: OnnxContext, name: 'rows' | 'columns', axis: number, step: Step, one: string) {
  const free = io.size(name);
  if (free === null) {
    const count = io.outputs[0]!.shape[axis] as number;
    const places = Array.from({ length: count }, (_, bin) => BigInt(bin));
    const bins = io.constant(`${name}-bins`, places, [count, 1]);
    const of = integers(io, `${name}-count`, [count]);
    return { bins, of, ahead: [], less: () => integers(io, `${name}-least`, [count - 1]) };
  }
  const length = step('bin-count', 'Squeeze', [free.name]);
  const from = io.constant(`${name}-bin-zero`, [0n], []);
  const range = step('bin-range', 'Range', [from, length, io.constant(`${name}-bin-step`, [1n], [])]);
  const bins = step('bins', 'Unsqueeze', [range, one]);
  return { bins, of: free.name, ahead: free.nodes, less: () => step('least', 'Sub', [free.name, one]) };
}

/**
 * Nodes that make the matrix [count, size] by which the bins of adaptive pooling are averaged along one axis, when the file
 * runs: 1/length of a bin where it covers a place, 0 elsewhere. Bins are those of `binsOf`.
 */
function averaging(io: OnnxContext, name: 'rows' | 'columns', axis: number): OnnxSizes {
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
  const one = numbers('one', [1]);
  const { bins, of, ahead, less } = binsAlong(io, name, axis, step, one);
  const first = step('first', 'Div', [step('starts', 'Mul', [bins, size.name]), of]);
  const ends = step('ends', 'Mul', [step('next', 'Add', [bins, one]), size.name]);
  const rounded = step('rounded', 'Add', [ends, less()]);
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
  return { name: matrix, nodes: [...size.nodes, ...ahead, ...nodes] };
}

/** Adaptive average pooling of a map of any size: over its columns, then over its rows, each where their number changes. */
export function freeAverage(io: OnnxContext): readonly OnnxNode[] {
  const [x, y] = [io.inputs[0]!, io.outputs[0]!];
  if ([H, W].every((axis) => isOne(y, axis))) return chain(io, [{ op: 'GlobalAveragePool', suffix: 'pool' }]);
  const nodes: OnnxNode[] = [];
  let mean = x.name;
  const keepsRows = keepsSize(io, H);
  if (!keepsSize(io, W)) {
    const across = averaging(io, 'columns', W);
    const upright = io.inner('columns-upright');
    const after = keepsRows ? y.name : io.inner('columns-mean');
    const attributes = { perm: [1n, 0n] };
    nodes.push(
      ...across.nodes,
      { op: 'Transpose', suffix: 'columns-upright', inputs: [across.name], outputs: [upright], attributes },
      { op: 'MatMul', suffix: 'columns-mean', inputs: [mean, upright], outputs: [after] },
    );
    mean = after;
  }
  if (!keepsRows) {
    const down = averaging(io, 'rows', H);
    nodes.push(...down.nodes, { op: 'MatMul', suffix: 'mean', inputs: [down.name, mean], outputs: [y.name] });
  }
  return nodes.length === 0 ? handedOn(io) : nodes;
}

const handedOn = (io: OnnxContext): readonly OnnxNode[] => chain(io, [{ op: 'Identity', suffix: 'same' }]);

/** Adaptive max pooling of a map of any size, to one row or column or as many as there are; anything else is refused. */
export function freeMax(io: OnnxContext): readonly OnnxNode[] {
  const [x, y] = [io.inputs[0]!, io.outputs[0]!];
  const changed = [H, W].filter((axis) => !keepsSize(io, axis));
  for (const axis of changed) if (!isOne(y, axis)) for (const tensor of [x, y]) io.needsFixed(tensor, [H, W]);
  if (changed.length === 0) return handedOn(io);
  if (changed.length === 2) return chain(io, [{ op: 'GlobalMaxPool', suffix: 'pool' }]);
  return chain(io, [
    { op: 'ReduceMax', suffix: 'max', ...reducing(io, 'ReduceMax', changed, { keep: true, name: 'axes' }) },
  ]);
}

const isOne = ({ shape, free }: OnnxTensor, axis: number): boolean => free[axis] == null && shape[axis] === 1;

/** Whether the map keeps its size along an axis, in every run. */
function keepsSize({ inputs, outputs }: OnnxContext, axis: number): boolean {
  const [before, after] = [inputs[0]!, outputs[0]!];
  const [from, to] = [before.free[axis] ?? null, after.free[axis] ?? null];
  return from === null && to === null ? before.shape[axis] === after.shape[axis] : from?.id === to?.id;
}
