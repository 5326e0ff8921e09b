import { elementCount } from '../language/tensor.ts';
import { joined, spreadSteps } from '../operators/broadcast.ts';
import { eachPlace } from '../operators/strides.ts';
import type { Constant } from './constant.ts';
import { isRealType, mostValues } from './constant.ts';
import type { Fold } from './node-reading.ts';

/** The sizes that some come to together, sizes counted from the last; null where they do not fit, or are too many. */
function together(all: readonly (readonly number[])[]): readonly number[] | null {
  if (!all.every((dims) => dims.every(Number.isSafeInteger))) return null;
  const [first = [], ...rest] = all.map((dims) => dims.map(BigInt));
  const shape = rest.reduce<ReturnType<typeof joined>>((whole, dims) => whole && joined(whole, dims), first);
  const sizes = shape?.map(Number) ?? null;
  return sizes === null || elementCount(sizes) > mostValues ? null : sizes;
}

/** The values of a constant spread over sizes that it fits. */
function spread({ dims, values }: Constant, sizes: readonly number[]): number[] {
  const out: number[] = [];
  eachPlace(sizes, spreadSteps(dims, sizes), (place) => {
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

const filled: Fold = (node, [sizes]) => {
  if (!sizes || elementCount(sizes.values) > mostValues) return null;
  const value = node.constant();
  const values = Array.from({ length: elementCount(sizes.values) }, () => value?.values[0] ?? 0);
  return { dims: sizes.values, isReal: value?.isReal ?? true, values };
};

const cast: Fold = (node, [x]) => {
  if (!x) return null;
  const to = node.integer('to', 1);
  const isReal = isRealType(to);
  if (to === 9) return { ...x, isReal: false, values: x.values.map((value) => (value === 0 ? 0 : 1)) };
  return { ...x, isReal, values: isReal || !x.isReal ? x.values : x.values.map(Math.trunc) };
};

/** Arithmetic on sizes, and what fills, spreads and chooses values. */
export const arithmeticFolds: Readonly<Record<string, Fold>> = {
  ConstantOfShape: filled,
  Cast: cast,
  Expand: expand,
  Where: where,
  Range: range,
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
