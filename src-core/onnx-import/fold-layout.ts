import { elementCount } from '../language/tensor.ts';
import { eachPlace, stridesOf } from '../operators/strides.ts';
import { mostValues } from './constant.ts';
import { cutsOf } from './cuts.ts';
import type { Fold } from './node-reading.ts';
import { fromStart, orderOf, sizesAfter } from './sizes.ts';

/** The same values in other sizes. */
const resized: Fold = (node, [x]) => {
  if (!x) return null;
  const dims = sizesAfter(node, x.dims);
  return dims === null || elementCount(dims) !== x.values.length ? null : { ...x, dims };
};

/** The values that one reaches by going so far along each axis of some sizes. */
function taken(
  values: readonly number[],
  dims: readonly number[],
  steps: readonly number[],
  start = 0,
): readonly number[] {
  const out: number[] = [];
  eachPlace(dims, steps, (place) => out.push(values[place]!), start);
  return out;
}

const transpose: Fold = (node, [x]) => {
  if (!x) return null;
  const order = orderOf(node, x.dims.length);
  const strides = stridesOf(x.dims);
  const steps = order.map((axis) => strides[axis] ?? 0);
  const dims = order.map((axis) => x.dims[axis] ?? 1);
  return { ...x, dims, values: taken(x.values, dims, steps) };
};

const concat: Fold = (node, inputs) => {
  const parts = inputs.filter((input) => input !== null);
  const [first] = parts;
  if (first === undefined || parts.length < inputs.length) return null;
  const axis = fromStart(node.integer('axis', 0), first.dims.length);
  const dims = first.dims.map((size, at) =>
    at === axis ? parts.reduce((sum, part) => sum + (part.dims[axis] ?? 0), 0) : size,
  );
  const runs = elementCount(first.dims.slice(0, axis));
  const values: number[] = [];
  for (let run = 0; run < runs; run++)
    for (const part of parts) {
      const length = elementCount(part.dims.slice(axis));
      for (const value of part.values.slice(run * length, (run + 1) * length)) values.push(value);
    }
  return { dims, isReal: first.isReal, values };
};

const gather: Fold = (node, [x, indices]) => {
  if (!x || !indices) return null;
  const axis = fromStart(node.integer('axis', 0), x.dims.length);
  const size = x.dims[axis];
  if (size === undefined) return null;
  const inner = elementCount(x.dims.slice(axis + 1));
  const outer = elementCount(x.dims.slice(0, axis));
  const dims = [...x.dims.slice(0, axis), ...indices.dims, ...x.dims.slice(axis + 1)];
  if (elementCount(dims) > mostValues) return null;
  const values: number[] = [];
  for (let run = 0; run < outer; run++)
    for (const index of indices.values) {
      const start = (run * size + fromStart(index, size)) * inner;
      for (let at = 0; at < inner; at++) values.push(x.values[start + at]!);
    }
  return values.includes(undefined as never) ? null : { ...x, dims, values };
};

const slice: Fold = (node, [x]) => {
  if (!x) return null;
  const cuts = cutsOf(node, x.dims);
  if (cuts === null) return null;
  const strides = stridesOf(x.dims);
  const dims = [...x.dims];
  const steps = [...strides];
  let origin = 0;
  for (const { axis, start, step, size } of cuts) {
    dims[axis] = size;
    steps[axis] = strides[axis]! * step;
    origin += start * strides[axis]!;
  }
  return { ...x, dims, values: taken(x.values, dims, steps, origin) };
};

const scatter: Fold = (_, [x, indices, updates]) => {
  if (!x || !indices || !updates) return null;
  const depth = indices.dims.at(-1) ?? 0;
  const strides = stridesOf(x.dims);
  const length = elementCount(x.dims.slice(depth));
  const values = [...x.values];
  for (let row = 0; row * depth < indices.values.length; row++) {
    let place = 0;
    for (let axis = 0; axis < depth; axis++)
      place += fromStart(indices.values[row * depth + axis]!, x.dims[axis]!) * strides[axis]!;
    for (let at = 0; at < length; at++) values[place + at] = updates.values[row * length + at]!;
  }
  return { ...x, values };
};

/** What puts values elsewhere, or takes some of them. */
export const layoutFolds: Readonly<Record<string, Fold>> = {
  Reshape: resized,
  Squeeze: resized,
  Unsqueeze: resized,
  Transpose: transpose,
  Concat: concat,
  Gather: gather,
  Slice: slice,
  ScatterND: scatter,
};
