import type { OperatorDefinition } from '../../language/definition.ts';
import type { Given } from '../../language/field.ts';
import { elementCount } from '../../language/tensor.ts';
import { permute } from '../../operators/permute.ts';
import { relativeIndex, relativePosition } from '../../operators/relative-position.ts';
import { bySizes, nearestRows } from '../../operators/resampling.ts';
import { flatten, reshape } from '../../operators/reshape.ts';
import { resize } from '../../operators/resize.ts';
import { slice } from '../../operators/slice.ts';
import { depthToSpace, spaceToDepth } from '../../operators/space-depth.ts';
import { concat, split } from '../../operators/tensor.ts';
import { addedAxes } from '../added-axes.ts';
import type { Constant } from '../constant.ts';
import type { Cut } from '../cuts.ts';
import { cutsOf } from '../cuts.ts';
import type { NodeReading, Reader } from '../node-reading.ts';
import { inputsOf } from '../patterns/look.ts';
import { fromStart, orderOf, sizesAfter } from '../sizes.ts';
import type { Computed } from '../value.ts';

const axes = ['channels', 'rows', 'columns'] as const;

const areSame = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((size, axis) => size === b[axis]);

/** A tensor read in other sizes; nothing where they are its own. */
function reshapedTo(node: NodeReading, x: Computed, sizes: readonly number[]): readonly Computed[] | null {
  const before = x.shape;
  if (areSame(sizes, before)) return [x];
  const [earlier] = inputsOf(x, reshape) ?? [];
  if (earlier !== undefined && areSame(sizes, earlier.shape)) return [earlier];
  const batch = before[0];
  if (sizes.length === 2 && sizes[0] === batch && before.length > 2) return node.add(flatten, {}, [x]);
  if (sizes[0] === batch && sizes.length > 1) return node.add(reshape, { sizes: sizes.slice(1) }, [x]);
  // the batch, which is 1 while a file is read, is part of the first size
  return node.add(reshape, { sizes: [0, ...sizes.slice(1)], withBatch: true }, [x]);
}

/** Reshape, Flatten, Squeeze and Unsqueeze. */
const resizing: Reader = (node) => {
  const x = node.tensor(0);
  const sizes = x === null ? null : sizesAfter(node, x.shape);
  return x === null || sizes === null ? null : reshapedTo(node, x, sizes);
};

const transposing: Reader = (node) => {
  const x = node.tensor(0);
  return x === null ? null : node.add(permute, { order: orderOf(node, x.shape.length) }, [x]);
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
  const flat = reshapedTo(node, x, [1, elementCount(before), whole ?? 1, elementCount(after)])?.[0];
  const part = flat === undefined ? null : node.add(slice, { axis: 'rows', start, channels: size }, [flat]);
  return part?.[0] === undefined
    ? null
    : (reshapedTo(node, part[0], [...before, size, ...after])?.[0] ?? null);
}

/**
 * One place of an axis that a permute brought to the front from before another: as many places of the two read as one. So queries,
 * keys and values are picked, which are then parts of one tensor.
 */
function pickedOf(node: NodeReading, x: Computed, place: number): Computed | null {
  const [apart] = inputsOf(x, permute) ?? [];
  const [whole] = (apart && inputsOf(apart, reshape)) ?? [];
  if (apart === undefined || whole === undefined) return null;
  const [first, ...others] = x.item.given.order as readonly number[];
  if (first === undefined || first === 0 || first + 1 >= apart.shape.length) return null;
  const [count, size] = [apart.shape[first]!, apart.shape[first + 1]!];
  const sizes = [...apart.shape.slice(0, first), count * size, ...apart.shape.slice(first + 2)];
  const order = others.map((axis) => (axis > first ? axis - 1 : axis));
  if (order[0] !== 0 || order[1] !== first || sizes[0] !== whole.shape[0]) return null;
  const once = (definition: OperatorDefinition, given: Given, input: Computed | undefined) =>
    input && node.draft.addOnce(definition, given, [input], { name: node.node.name })?.[0];
  const together = once(permute, { order }, once(reshape, { sizes: sizes.slice(1) }, whole));
  return together === undefined ? null : cutOf(node, together, 1, place * size, size);
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

/** One place of an axis, or rows and columns of a map that are repeated or left out to bring it to another size. */
const gathering: Reader = (node) => {
  const x = node.tensor(0);
  const indices = node.known(1);
  if (x === null || indices === null) return null;
  const axis = fromStart(node.integer('axis', 0), x.shape.length);
  if (indices.dims.length === 2) return laidOut(node, x, axis, indices);
  if (indices.values.length !== 1)
    return indices.dims.length === 1
      ? (resampled(node, x, axis, indices.values) ?? rolled(node, x, axis, indices.values))
      : null;
  const place = fromStart(indices.values[0]!, x.shape[axis] ?? 0);
  const picked = axis === 0 && indices.dims.length === 0 ? pickedOf(node, x, place) : null;
  if (picked !== null) return [picked];
  const part = cutOf(node, x, axis, place, 1);
  if (part === null) return null;
  return reshapedTo(node, part, [...x.shape.slice(0, axis), ...indices.dims, ...x.shape.slice(axis + 1)]);
};

/** A table with a row for each distance, laid out over all pairs of positions of a window. */
function laidOut(
  node: NodeReading,
  x: Computed,
  axis: number,
  { dims, values }: Constant,
): readonly Computed[] | null {
  const [positions, keys] = dims as readonly [number, number];
  if (positions !== keys || axis !== 1 || x.shape.length !== 3 || addedAxes(x) !== 0) return null;
  for (let rows = 1; rows <= positions; rows++) {
    const columns = positions / rows;
    if (!Number.isInteger(columns) || (2 * rows - 1) * (2 * columns - 1) !== x.shape[1]) continue;
    const places = relativeIndex(rows, columns);
    if (!places.every((place, at) => place === values[at])) continue;
    const laid = node.add(relativePosition, { rows, columns }, [x])?.[0];
    return laid === undefined ? null : node.add(permute, { order: [0, 2, 3, 1] }, [laid]);
  }
  return null;
}

/** The places of an axis from one on, and then those before it. */
function rolled(
  node: NodeReading,
  x: Computed,
  axis: number,
  places: readonly number[],
): readonly Computed[] | null {
  const [size, first] = [x.shape[axis] ?? 0, places[0] ?? 0];
  const isRolled = places.length === size && places.every((place, at) => place === (at + first) % size);
  if (!isRolled || first === 0 || axis < 1 || axis > 3) return null;
  const [behind, ahead] = [cutOf(node, x, axis, first, size - first), cutOf(node, x, axis, 0, first)];
  return node.add(concat, { inputs: 2, ...(axis === 1 ? {} : { axis: axes[axis - 1]! }) }, [behind, ahead]);
}

/** A map whose rows, or columns, are those at some places, where that is how it is resized to the nearest. */
function resampled(
  node: NodeReading,
  x: Computed,
  axis: number,
  places: readonly number[],
): readonly Computed[] | null {
  const [size, count] = [x.shape[axis] ?? 0, places.length];
  if (x.shape.length !== 4 || axis < 2 || count === 0) return null;
  const mode = (['nearest', 'nearest-exact'] as const).find((one) =>
    nearestRows(one, bySizes(size, count)).every((place, at) => place === fromStart(places[at]!, size)),
  );
  const [rows, columns] = [2, 3].map((one) => (one === axis ? count : x.shape[one]!));
  return mode === undefined ? null : node.add(resize, { mode, to: 'size', rows, columns }, [x]);
}

const joining: Reader = (node) => {
  const parts = node.node.inputs.map((_, index) => node.tensor(index));
  const rank = parts[0]?.shape.length ?? 0;
  const axis = fromStart(node.integer('axis', 1), rank);
  if (parts.length === 1) return parts[0] ? [parts[0]] : null;
  if (axis < 1 || axis > 3) return null;
  const where = axis === 1 ? {} : { axis: axes[axis - 1]! };
  return node.add(concat, { inputs: parts.length, ...where }, parts);
};

const splitting: Reader = (node) => {
  const x = node.tensor(0);
  if (x === null) return null;
  const axis = fromStart(node.integer('axis', 0), x.shape.length);
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
  Reshape: resizing,
  Flatten: resizing,
  Squeeze: resizing,
  Unsqueeze: resizing,
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
