import type { Expr } from '../algebra/expression.ts';
import type { OnnxContext, OnnxNode, OnnxSizes, OnnxTensor } from '../language/onnx.ts';
import { integers } from './onnx-chain.ts';

export const isFree = ({ free }: OnnxTensor, ...axes: readonly number[]): boolean =>
  axes.some((axis) => free[axis] != null);

/**
 * The sizes of `to` as Reshape takes them from `from`: a free size is 0 where it stays in its place, what its field says
 * where that follows a free size, and -1 where it is all that is left. Where two are left, the second is refused.
 */
export function reshapeSizes(
  io: OnnxContext,
  from: OnnxTensor,
  to: OnnxTensor,
  fieldOf: (axis: number) => OnnxSizes | null = () => null,
): OnnxSizes {
  let open = false;
  const sizes = to.shape.map((size, axis): number | OnnxSizes => {
    const free = to.free[axis] ?? null;
    if (free === null) return size;
    if (from.free[axis]?.id === free.id) return 0;
    const said = fieldOf(axis);
    if (said !== null) return said;
    if (open) io.needsFixed(to, [axis]);
    open = true;
    return -1;
  });
  if (sizes.every((size) => typeof size === 'number'))
    return { name: integers(io, 'sizes', sizes), nodes: [] };
  const parts = sizes.map((size, axis) =>
    typeof size === 'number' ? { name: integers(io, `size-${axis}`, [size]), nodes: [] } : size,
  );
  return joined(io, 'sizes', parts);
}

/** All sizes of a tensor: a constant where they are fixed, else read off it. */
export function sizesOf(io: OnnxContext, suffix: string, tensor: OnnxTensor): OnnxSizes {
  const { name, shape, free } = tensor;
  if (free.every((size) => size === null)) return { name: integers(io, suffix, shape), nodes: [] };
  const inner = io.inner(suffix);
  return { name: inner, nodes: [{ op: 'Shape', suffix, inputs: [name], outputs: [inner] }] };
}

/** The size along one axis as a list of one, read off a tensor. */
export function sizeAlong(io: OnnxContext, suffix: string, tensor: OnnxTensor, axis: number): OnnxSizes {
  if (!isFree(tensor, axis)) return { name: integers(io, suffix, [tensor.shape[axis] as number]), nodes: [] };
  const [all, one] = [io.inner(`${suffix}-all`), io.inner(suffix)];
  const place = integers(io, `${suffix}-axis`, [axis]);
  return {
    name: one,
    nodes: [
      { op: 'Shape', suffix: `${suffix}-all`, inputs: [tensor.name], outputs: [all] },
      { op: 'Gather', suffix, inputs: [all, place], outputs: [one], attributes: { axis: 0 } },
    ],
  };
}

/** A value of a field as a list of one: a constant where it is fixed, else what `size` of the context gives for it. */
export const sizeOfField = (
  io: OnnxContext,
  suffix: string,
  value: Expr,
  free: OnnxSizes | null,
): OnnxSizes => free ?? { name: integers(io, suffix, [value as bigint]), nodes: [] };

/** Lists of sizes one after another. */
export function joined(io: OnnxContext, suffix: string, parts: readonly OnnxSizes[]): OnnxSizes {
  const name = io.inner(suffix);
  const inputs = parts.map((part) => part.name);
  const join: OnnxNode = { op: 'Concat', suffix, inputs, outputs: [name], attributes: { axis: 0 } };
  return { name, nodes: [...parts.flatMap(({ nodes }) => nodes), join] };
}
