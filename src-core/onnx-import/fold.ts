import type { Constant } from './constant.ts';
import { integersOf, mostValues } from './constant.ts';
import type { NodeReading } from './node-reading.ts';
import { dimsOf } from './value.ts';

/** What a node comes to whose inputs are all known: the arithmetic on sizes that exporters write, and index tables. */
type Fold = (node: NodeReading, inputs: readonly (Constant | null)[]) => Constant | null;

const count = (dims: readonly number[]): number => dims.reduce((product, size) => product * size, 1);

const stridesOf = (dims: readonly number[]): number[] => {
  const strides: number[] = [];
  let step = 1;
  for (let axis = dims.length - 1; axis >= 0; axis--) {
    strides[axis] = step;
    step *= dims[axis]!;
  }
  return strides;
};

/** Calls back with the coordinates of each place of a shape, in order. The list is the same object each time. */
function eachPlace(dims: readonly number[], visit: (at: readonly number[], index: number) => void): void {
  const at = dims.map(() => 0);
  const total = count(dims);
  for (let index = 0; index < total; index++) {
    visit(at, index);
    for (let axis = dims.length - 1; axis >= 0; axis--) {
      at[axis]! += 1;
      if (at[axis]! < dims[axis]!) break;
      at[axis] = 0;
    }
  }
}

/** The sizes that some come to together, sizes counted from the last; null where they do not fit. */
function together(all: readonly (readonly number[])[]): number[] | null {
  const rank = Math.max(...all.map((dims) => dims.length));
  const sizes: number[] = [];
  for (let axis = 0; axis < rank; axis++) {
    let size = 1;
    for (const dims of all) {
      const own = dims[axis - rank + dims.length] ?? 1;
      if (own === 1) continue;
      if (size !== 1 && size !== own) return null;
      size = own;
    }
    sizes.push(size);
  }
  return count(sizes) > mostValues ? null : sizes;
}

/** The values of a constant spread over sizes that it fits. */
function spread({ dims, values }: Constant, sizes: readonly number[]): number[] {
  const strides = stridesOf(dims);
  const steps = sizes.map((_, axis) => {
    const own = axis - sizes.length + dims.length;
    return own < 0 || dims[own] === 1 ? 0 : strides[own]!;
  });
  const out: number[] = [];
  eachPlace(sizes, (at) => {
    let place = 0;
    for (let axis = 0; axis < at.length; axis++) place += at[axis]! * steps[axis]!;
    out.push(values[place]!);
  });
  return out;
}

/** Arithmetic value by value. */
const each =
  (of: (a: number, b: number, isReal: boolean) => number, isTruth = false): Fold =>
  (_, [a, b]) => {
    if (a === null || b === null || a === undefined || b === undefined) return null;
    const dims = together([a.dims, b.dims]);
    if (dims === null) return null;
    const isReal = a.isReal || b.isReal;
    const [left, right] = [spread(a, dims), spread(b, dims)];
    const values = left.map((value, index) => of(value, right[index]!, isReal));
    return values.every(Number.isFinite) ? { dims, isReal: isReal && !isTruth, values } : null;
  };

const one =
  (of: (value: number) => number): Fold =>
  (_, [x]) =>
    x ? { ...x, values: x.values.map(of) } : null;

const wrapped = (axis: number, rank: number): number => (axis < 0 ? axis + rank : axis);

const unsqueeze: Fold = (node, [x]) => {
  const axes = node.list('axes', 1);
  if (!x || !axes) return null;
  const rank = x.dims.length + axes.length;
  const added = new Set(axes.map((axis) => wrapped(axis, rank)));
  const rest = [...x.dims];
  const dims = Array.from({ length: rank }, (_, axis) => (added.has(axis) ? 1 : (rest.shift() ?? 1)));
  return { ...x, dims };
};

const squeeze: Fold = (node, [x]) => {
  const axes = node.list('axes', 1);
  if (!x || axes === null) return null;
  const gone = axes?.map((axis) => wrapped(axis, x.dims.length));
  return { ...x, dims: x.dims.filter((size, axis) => (gone ? !gone.includes(axis) : size !== 1)) };
};

const reshape: Fold = (_, [x, sizes]) => {
  if (!x || !sizes) return null;
  const dims = openedSizes(sizes.values, x.dims);
  return dims === null ? null : { ...x, dims };
};

/** Sizes in which 0 keeps the size of an input and -1 takes what is left; null where they do not hold as many values. */
export function openedSizes(sizes: readonly number[], from: readonly number[]): number[] | null {
  const kept = sizes.map((size, axis) => (size === 0 ? (from[axis] ?? 0) : size));
  const rest = count(kept.filter((size) => size !== -1));
  const filled = kept.map((size) => (size === -1 ? count(from) / rest : size));
  return count(filled) === count(from) && filled.every((size) => Number.isInteger(size) && size >= 0)
    ? filled
    : null;
}

const transpose: Fold = (node, [x]) => {
  if (!x) return null;
  const order = node.integers('perm') ?? x.dims.map((_, axis) => x.dims.length - 1 - axis);
  const strides = stridesOf(x.dims);
  const steps = order.map((axis) => strides[axis] ?? 0);
  const dims = order.map((axis) => x.dims[axis] ?? 1);
  const values: number[] = [];
  eachPlace(dims, (at) =>
    values.push(x.values[at.reduce((sum, place, axis) => sum + place * steps[axis]!, 0)]!),
  );
  return { ...x, dims, values };
};

const concat: Fold = (node, inputs) => {
  const parts = inputs.filter((input) => input !== null);
  const [first] = parts;
  if (first === undefined || parts.length < inputs.length) return null;
  const axis = wrapped(node.integer('axis', 0), first.dims.length);
  const dims = first.dims.map((size, at) =>
    at === axis ? parts.reduce((sum, part) => sum + (part.dims[axis] ?? 0), 0) : size,
  );
  const runs = count(first.dims.slice(0, axis));
  const values: number[] = [];
  for (let run = 0; run < runs; run++)
    for (const part of parts) {
      const length = count(part.dims.slice(axis));
      for (const value of part.values.slice(run * length, (run + 1) * length)) values.push(value);
    }
  return { dims, isReal: first.isReal, values };
};

const gather: Fold = (node, [x, indices]) => {
  if (!x || !indices) return null;
  const axis = wrapped(node.integer('axis', 0), x.dims.length);
  const size = x.dims[axis];
  if (size === undefined) return null;
  const inner = count(x.dims.slice(axis + 1));
  const outer = count(x.dims.slice(0, axis));
  const dims = [...x.dims.slice(0, axis), ...indices.dims, ...x.dims.slice(axis + 1)];
  if (count(dims) > mostValues) return null;
  const values: number[] = [];
  for (let run = 0; run < outer; run++)
    for (const index of indices.values) {
      const start = (run * size + wrapped(index, size)) * inner;
      for (let at = 0; at < inner; at++) values.push(x.values[start + at]!);
    }
  return values.includes(undefined as never) ? null : { ...x, dims, values };
};

/** A part of an axis: from where, by what, how many. */
export interface Cut {
  readonly axis: number;
  readonly start: number;
  readonly step: number;
  readonly size: number;
}

/** What a Slice node keeps of each axis that it names; null where that is not known. */
export function cutsOf(node: NodeReading, dims: readonly number[]): readonly Cut[] | null {
  const starts = node.list('starts', 1);
  const ends = node.list('ends', 2);
  if (!starts || !ends) return null;
  const axes = node.list('axes', 3);
  const steps = node.known(4)?.values;
  if (axes === null || (node.input(4) !== undefined && steps === undefined)) return null;
  return starts.map((from, index) => {
    const axis = wrapped(axes?.[index] ?? index, dims.length);
    const whole = dims[axis] ?? 0;
    const step = steps?.[index] ?? 1;
    const clamp = (at: number) => Math.max(0, Math.min(whole, at < 0 ? at + whole : at));
    if (step > 0) {
      const start = clamp(from);
      return { axis, start, step, size: Math.max(0, Math.ceil((clamp(ends[index]!) - start) / step)) };
    }
    const start = Math.min(whole - 1, from < 0 ? from + whole : from);
    const end = Math.max(-1, ends[index]! < 0 ? ends[index]! + whole : ends[index]!);
    return { axis, start, step, size: Math.max(0, Math.ceil((end - start) / step)) };
  });
}

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
  const values: number[] = [];
  eachPlace(dims, (at) =>
    values.push(x.values[at.reduce((sum, place, axis) => sum + place * steps[axis]!, origin)]!),
  );
  return { ...x, dims, values };
};

const expand: Fold = (_, [x, sizes]) => {
  if (!x || !sizes) return null;
  const dims = together([x.dims, sizes.values]);
  return dims === null ? null : { ...x, dims, values: spread(x, dims) };
};

const where: Fold = (_, [condition, a, b]) => {
  if (!condition || !a || !b) return null;
  const dims = together([condition.dims, a.dims, b.dims]);
  if (dims === null) return null;
  const [test, yes, no] = [spread(condition, dims), spread(a, dims), spread(b, dims)];
  return {
    dims,
    isReal: a.isReal || b.isReal,
    values: test.map((is, at) => (is === 0 ? no[at]! : yes[at]!)),
  };
};

const range: Fold = (_, [start, limit, step]) => {
  const [from, to, by] = [start?.values[0], limit?.values[0], step?.values[0]];
  if (from === undefined || to === undefined || by === undefined || by === 0) return null;
  const length = Math.max(0, Math.ceil((to - from) / by));
  if (length > mostValues) return null;
  const values = Array.from({ length }, (_unused, index) => from + index * by);
  return { dims: [length], isReal: start!.isReal, values };
};

const scatter: Fold = (_, [x, indices, updates]) => {
  if (!x || !indices || !updates) return null;
  const depth = indices.dims.at(-1) ?? 0;
  const strides = stridesOf(x.dims);
  const length = count(x.dims.slice(depth));
  const values = [...x.values];
  for (let row = 0; row * depth < indices.values.length; row++) {
    let place = 0;
    for (let axis = 0; axis < depth; axis++)
      place += wrapped(indices.values[row * depth + axis]!, x.dims[axis]!) * strides[axis]!;
    for (let at = 0; at < length; at++) values[place + at] = updates.values[row * length + at]!;
  }
  return { ...x, values };
};

const filled: Fold = (node, [sizes]) => {
  if (!sizes || count(sizes.values) > mostValues) return null;
  const value = node.constant();
  const values = Array.from({ length: count(sizes.values) }, () => value?.values[0] ?? 0);
  return { dims: sizes.values, isReal: value?.isReal ?? true, values };
};

const cast: Fold = (node, [x]) => {
  if (!x) return null;
  const to = node.integer('to', 1);
  const isReal = to === 1 || to === 10 || to === 11 || to === 16;
  if (to === 9) return { ...x, isReal: false, values: x.values.map((value) => (value === 0 ? 0 : 1)) };
  return { ...x, isReal, values: isReal || !x.isReal ? x.values : x.values.map(Math.trunc) };
};

const folds: Readonly<Record<string, Fold>> = {
  Constant: (node) => node.constant(),
  ConstantOfShape: filled,
  Identity: one((x) => x),
  Cast: cast,
  Unsqueeze: unsqueeze,
  Squeeze: squeeze,
  Reshape: reshape,
  Transpose: transpose,
  Concat: concat,
  Gather: gather,
  Slice: slice,
  Expand: expand,
  Where: where,
  Range: range,
  ScatterND: scatter,
  Add: each((a, b) => a + b),
  Sub: each((a, b) => a - b),
  Mul: each((a, b) => a * b),
  Div: each((a, b, isReal) => (isReal ? a / b : Math.trunc(a / b))),
  Mod: each((a, b) => ((a % b) + b) % b),
  Min: each((a, b) => Math.min(a, b)),
  Max: each((a, b) => Math.max(a, b)),
  Pow: each((a, b) => a ** b),
  Equal: each((a, b) => Number(a === b), true),
  Less: each((a, b) => Number(a < b), true),
  Greater: each((a, b) => Number(a > b), true),
  And: each((a, b) => Number(a !== 0 && b !== 0), true),
  Or: each((a, b) => Number(a !== 0 || b !== 0), true),
  Not: one((x) => Number(x === 0)),
  Neg: one((x) => -x),
  Abs: one(Math.abs),
  Sqrt: one(Math.sqrt),
  Floor: one(Math.floor),
  Ceil: one(Math.ceil),
};

/** What a node comes to where everything that it reads is known, be it only the sizes of its input; null where it is not. */
export function folded(node: NodeReading): Constant | null {
  const { op } = node.node;
  if (op === 'Shape' || op === 'Size') {
    const value = node.input(0);
    if (value === undefined) return null;
    const dims = dimsOf(value);
    if (op === 'Size') return { dims: [], isReal: false, values: [count(dims)] };
    const [start, end] = [node.integer('start', 0), node.integer('end', dims.length)];
    return integersOf(dims.slice(start, end));
  }
  const fold = folds[op];
  if (fold === undefined) return null;
  const values = node.inputs;
  if (values.some((value) => value !== undefined && value.kind !== 'known')) return null;
  return fold(
    node,
    values.map((value) => (value?.kind === 'known' ? value : null)),
  );
}
