import type { Expr } from '../algebra/expression.ts';
import type { OnnxAttribute, OnnxContext, OnnxNode, OnnxSizes, OnnxTensor } from '../language/onnx.ts';
import { C, H, N, W } from '../language/shape.ts';
import { chain, integers } from './onnx-chain.ts';
import { joined, sizeAlong, sizeOfField } from './onnx-sizes.ts';
import type { ResampleMode } from './resampling.ts';

interface Target {
  readonly mode: ResampleMode;
  readonly to: 'factor' | 'size' | 'input';
  readonly factor: Expr;
  readonly factorWidth: Expr;
}

/** All sizes of the result: those of the map for images and channels, and rows and columns. */
export function resizedTo(io: OnnxContext, map: () => OnnxSizes): OnnxSizes {
  const [x] = io.inputs as readonly [OnnxTensor];
  const [output] = io.outputs as readonly [OnnxTensor];
  if (output.free.every((size) => size === null))
    return { name: integers(io, 'sizes', output.shape), nodes: [] };
  const images = sizeAlong(io, 'images', x, N);
  const channels = { name: integers(io, 'channels', [output.shape[C] as number]), nodes: [] };
  return joined(io, 'sizes', [images, channels, map()]);
}

/** Rows or columns of the result, as a list of one. */
function sizeOf(v: Target, io: OnnxContext, name: 'rows' | 'columns', axis: number): OnnxSizes {
  const [x, like] = io.inputs as readonly [OnnxTensor, OnnxTensor?];
  const [output] = io.outputs as readonly [OnnxTensor];
  if (v.to === 'input') return sizeAlong(io, name, like as OnnxTensor, axis);
  if (v.to === 'size') return sizeOfField(io, name, BigInt(output.shape[axis] as number), io.size(name));
  const size = sizeAlong(io, `${name}-before`, x, axis);
  const factor = name === 'rows' ? v.factor : v.factorWidth;
  const inputs = [size.name, integers(io, `${name}-factor`, [factor as bigint])];
  const scaled: OnnxNode = { op: 'Mul', suffix: name, inputs, outputs: [io.inner(name)] };
  return { name: io.inner(name), nodes: [...size.nodes, scaled] };
}

/** The row or column that each one of the result reads, found out when the file runs: `nearestRows` step by step. */
function nearest(io: OnnxContext, name: string, axis: number, count: OnnxSizes): OnnxSizes {
  const nodes: OnnxNode[] = [];
  const step = (suffix: string, op: string, inputs: readonly string[], to?: number): string => {
    const [full, output] = [`${name}-${suffix}`, io.inner(`${name}-${suffix}`)];
    const attributes = to !== undefined && { attributes: { to } };
    nodes.push({ op, suffix: full, inputs, outputs: [output], ...attributes });
    return output;
  };
  const size = sizeAlong(io, `${name}-size`, io.inputs[0] as OnnxTensor, axis);
  const zero = io.constant(`${name}-zero`, [0n], []);
  const one = io.constant(`${name}-step`, [1n], []);
  const [single, whole] = [1, 7];
  const length = step('length', 'Squeeze', [count.name]);
  const places = step('places', 'Cast', [step('range', 'Range', [zero, length, one])], single);
  const stride = step('stride', 'Div', [
    step('from', 'Cast', [size.name], single),
    step('to', 'Cast', [count.name], single),
  ]);
  const rows = step('rows', 'Cast', [step('floor', 'Floor', [step('read', 'Mul', [places, stride])])], whole);
  const last = step('last', 'Sub', [size.name, integers(io, `${name}-one`, [1])]);
  return { name: step('taps', 'Min', [rows, last]), nodes: [...size.nodes, ...count.nodes, ...nodes] };
}

/** Resampling of a map whose rows or columns are free, or become so. */
export function freeResize(
  v: Target,
  io: OnnxContext,
  reading: Readonly<Record<string, OnnxAttribute>>,
): readonly OnnxNode[] {
  const [rows, columns] = [sizeOf(v, io, 'rows', H), sizeOf(v, io, 'columns', W)];
  if (v.mode === 'nearest') {
    const [down, across] = [nearest(io, 'down', H, rows), nearest(io, 'across', W, columns)];
    return chain(
      io,
      [
        { op: 'Gather', suffix: 'gather-rows', more: [down.name], attributes: { axis: H } },
        { op: 'Gather', suffix: 'gather-columns', more: [across.name], attributes: { axis: W } },
      ],
      [...down.nodes, ...across.nodes],
    );
  }
  const sizes = resizedTo(io, () => joined(io, 'map', [rows, columns]));
  return chain(
    io,
    [{ op: 'Resize', suffix: 'resize', more: ['', '', sizes.name], attributes: reading }],
    sizes.nodes,
  );
}
