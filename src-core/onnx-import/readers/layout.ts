import { permute } from '../../operators/permute.ts';
import { flatten, reshape } from '../../operators/reshape.ts';
import { slice } from '../../operators/slice.ts';
import { depthToSpace, spaceToDepth } from '../../operators/space-depth.ts';
import { concat, split } from '../../operators/tensor.ts';
import type { Cut } from '../fold.ts';
import { cutsOf, openedSizes } from '../fold.ts';
import type { NodeReading, Reader } from '../node-reading.ts';
import type { Computed } from '../value.ts';

const axes = ['channels', 'rows', 'columns'] as const;
const count = (dims: readonly number[]): number => dims.reduce((product, size) => product * size, 1);
const wrapped = (axis: number, rank: number): number => (axis < 0 ? axis + rank : axis);

/** A tensor read in other sizes; nothing where they are its own. */
function reshapedTo(node: NodeReading, x: Computed, sizes: readonly number[]): readonly Computed[] | null {
  const before = x.shape;
  if (sizes.length === before.length && sizes.every((size, axis) => size === before[axis])) return [x];
  const batch = before[0];
  if (sizes.length === 2 && sizes[0] === batch && before.length > 2) return node.add(flatten, {}, [x]);
  if (sizes[0] === batch && sizes.length > 1) return node.add(reshape, { sizes: sizes.slice(1) }, [x]);
  // the batch, which is 1 while a file is read, is part of the first size
  return node.add(reshape, { sizes: [0, ...sizes.slice(1)], withBatch: true }, [x]);
}

const reshaping: Reader = (node) => {
  const x = node.tensor(0);
  const sizes = node.list('shape', 1);
  if (x === null || !sizes) return null;
  const opened = node.integer('allowzero', 0) === 1 ? [...sizes] : openedSizes(sizes, x.shape);
  return opened === null ? null : reshapedTo(node, x, opened);
};

const flattening: Reader = (node) => {
  const x = node.tensor(0);
  if (x === null) return null;
  const axis = wrapped(node.integer('axis', 1), x.shape.length);
  return reshapedTo(node, x, [count(x.shape.slice(0, axis)), count(x.shape.slice(axis))]);
};

const squeezing: Reader = (node) => {
  const x = node.tensor(0);
  const list = node.list('axes', 1);
  if (x === null || list === null) return null;
  const gone = list?.map((axis) => wrapped(axis, x.shape.length));
  return reshapedTo(
    node,
    x,
    x.shape.filter((size, axis) => (gone ? !gone.includes(axis) : size !== 1)),
  );
};

const unsqueezing: Reader = (node) => {
  const x = node.tensor(0);
  const list = node.list('axes', 1);
  if (x === null || !list) return null;
  const rank = x.shape.length + list.length;
  const added = new Set(list.map((axis) => wrapped(axis, rank)));
  const rest = [...x.shape];
  const sizes = Array.from({ length: rank }, (_, axis) => (added.has(axis) ? 1 : (rest.shift() ?? 1)));
  return reshapedTo(node, x, sizes);
};

const transposing: Reader = (node) => {
  const x = node.tensor(0);
  if (x === null) return null;
  return node.add(
    permute,
    { order: node.integers('perm') ?? x.shape.map((_, axis) => x.shape.length - 1 - axis) },
    [x],
  );
};

/** A part of one axis. An axis beyond those that a slice names is brought among them by reading the sizes otherwise. */
function cutOf(node: NodeReading, x: Computed, axis: number, start: number, size: number): Computed | null {
  const whole = x.shape[axis];
  if (whole === size && start === 0) return x;
  if (axis >= 1 && axis <= 3) {
    const given = { axis: axes[axis - 1]!, start, channels: size };
    return node.add(slice, given, [x])?.[0] ?? null;
  }
  const [before, after] = [x.shape.slice(0, axis), x.shape.slice(axis + 1)];
  const flat = reshapedTo(node, x, [1, count(before), whole ?? 1, count(after)])?.[0];
  const part = flat === undefined ? null : node.add(slice, { axis: 'rows', start, channels: size }, [flat]);
  return part?.[0] === undefined
    ? null
    : (reshapedTo(node, part[0], [...before, size, ...after])?.[0] ?? null);
}

/** Every so many places of an axis, from one on: of its places read in rows of that many, one column. */
function everyOf(node: NodeReading, x: Computed, { axis, start, step, size }: Cut): Computed | null {
  const whole = x.shape[axis] ?? 0;
  if (whole % step !== 0 || size !== whole / step) return null;
  const [before, after] = [x.shape.slice(0, axis), x.shape.slice(axis + 1)];
  const rows = reshapedTo(node, x, [...before, size, step, ...after])?.[0];
  const column = rows === undefined ? null : cutOf(node, rows, axis + 1, start, 1);
  return column === null ? null : (reshapedTo(node, column, [...before, size, ...after])?.[0] ?? null);
}

const slicing: Reader = (node) => {
  const x = node.tensor(0);
  const cuts = x === null ? null : cutsOf(node, x.shape);
  if (x === null || cuts === null || cuts.some(({ step, size }) => step < 1 || size < 1)) return null;
  let result: Computed | null = x;
  for (const cut of cuts) {
    if (result === null) return null;
    const { axis, start, step, size } = cut;
    result = step === 1 ? cutOf(node, result, axis, start, size) : everyOf(node, result, cut);
  }
  return result === null ? null : [result];
};

const gathering: Reader = (node) => {
  const x = node.tensor(0);
  const indices = node.known(1);
  if (x === null || indices === null || indices.values.length !== 1) return null;
  const axis = wrapped(node.integer('axis', 0), x.shape.length);
  const part = cutOf(node, x, axis, wrapped(indices.values[0]!, x.shape[axis] ?? 0), 1);
  if (part === null) return null;
  return reshapedTo(node, part, [...x.shape.slice(0, axis), ...indices.dims, ...x.shape.slice(axis + 1)]);
};

const joining: Reader = (node) => {
  const parts = node.node.inputs.map((_, index) => node.tensor(index));
  const rank = parts[0]?.shape.length ?? 0;
  const axis = wrapped(node.integer('axis', 1), rank);
  if (parts.length === 1) return parts[0] ? [parts[0]] : null;
  if (axis < 1 || axis > 3) return null;
  const where = axis === 1 ? {} : { axis: axes[axis - 1]! };
  return node.add(concat, { inputs: parts.length, ...where }, parts);
};

const splitting: Reader = (node) => {
  const x = node.tensor(0);
  if (x === null) return null;
  const axis = wrapped(node.integer('axis', 0), x.shape.length);
  const whole = x.shape[axis] ?? 0;
  const parts = node.node.outputs.length;
  const even = Math.ceil(whole / parts);
  const listed = node.list('split', 1);
  if (listed === null) return null;
  const sizes = listed ?? Array.from({ length: parts }, (_, at) => Math.min(even, whole - at * even));
  if (axis === 1 && sizes.length > 1 && x.shape.length >= 2) {
    const together = node.add(split, { sizes }, [x]);
    if (together !== null) return together;
  }
  const cut: Computed[] = [];
  let start = 0;
  for (const size of sizes) {
    const part = cutOf(node, x, axis, start, size);
    if (part === null) return null;
    cut.push(part);
    start += size;
  }
  return cut;
};

const expanding: Reader = (node) => {
  const x = node.tensor(0);
  const sizes = node.known(1)?.values;
  if (x === null || sizes === undefined) return null;
  const rank = Math.max(x.shape.length, sizes.length);
  const along = (dims: readonly number[], axis: number) => dims[axis - rank + dims.length] ?? 1;
  const isSame = Array.from({ length: rank }).every(
    (_, axis) => Math.max(along(x.shape, axis), along(sizes, axis)) === along(x.shape, axis),
  );
  return isSame && x.shape.length === rank ? [x] : null;
};

const factorOf = (node: NodeReading) => ({ factor: node.integer('blocksize', 1) });

export const layoutReaders: Readonly<Record<string, Reader>> = {
  Reshape: reshaping,
  Flatten: flattening,
  Squeeze: squeezing,
  Unsqueeze: unsqueezing,
  Transpose: transposing,
  Slice: slicing,
  Gather: gathering,
  Concat: joining,
  Split: splitting,
  Expand: expanding,
  DepthToSpace: (node) =>
    node.add(depthToSpace, { ...factorOf(node), order: node.text('mode', 'DCR') }, [node.tensor(0)]),
  SpaceToDepth: (node) => node.add(spaceToDepth, { ...factorOf(node), order: 'DCR' }, [node.tensor(0)]),
};
