import { elementCount } from '../language/tensor.ts';
import type { NodeReading } from './node-reading.ts';

/** An axis, or a place along one, that may be counted from the end: -1 is the last of `size`. */
export const fromStart = (at: number, size: number): number => (at < 0 ? at + size : at);

/** For each axis after a Transpose, the one it is taken from; the last one first where the node says nothing. */
export const orderOf = (node: NodeReading, rank: number): readonly number[] =>
  node.integers('perm') ?? Array.from({ length: rank }, (_, axis) => rank - 1 - axis);

/** Sizes in which 0 keeps the size of an input and -1 takes what is left; null where they do not hold as many values. */
function opened(sizes: readonly number[], from: readonly number[]): readonly number[] | null {
  const kept = sizes.map((size, axis) => (size === 0 ? (from[axis] ?? 0) : size));
  const rest = elementCount(kept.filter((size) => size !== -1));
  const filled = kept.map((size) => (size === -1 ? elementCount(from) / rest : size));
  const isWhole = filled.every((size) => Number.isInteger(size) && size >= 0);
  return isWhole && elementCount(filled) === elementCount(from) ? filled : null;
}

function squeezed(dims: readonly number[], axes: readonly number[] | undefined): readonly number[] {
  const gone = axes?.map((axis) => fromStart(axis, dims.length));
  return dims.filter((size, axis) => (gone ? !gone.includes(axis) : size !== 1));
}

function unsqueezed(dims: readonly number[], axes: readonly number[]): readonly number[] {
  const rank = dims.length + axes.length;
  const added = new Set(axes.map((axis) => fromStart(axis, rank)));
  const rest = [...dims];
  return Array.from({ length: rank }, (_, axis) => (added.has(axis) ? 1 : (rest.shift() ?? 1)));
}

/**
 * The sizes in which a node reads the values of a tensor, which keep their order: Reshape, Flatten, Squeeze and Unsqueeze.
 * Null of any other node, and where the sizes are not known or do not fit.
 */
export function sizesAfter(node: NodeReading, dims: readonly number[]): readonly number[] | null {
  switch (node.node.op) {
    case 'Reshape': {
      const sizes = node.list('shape', 1);
      if (!sizes) return null;
      return node.integer('allowzero', 0) === 1 ? sizes : opened(sizes, dims);
    }
    case 'Flatten': {
      const axis = fromStart(node.integer('axis', 1), dims.length);
      return [elementCount(dims.slice(0, axis)), elementCount(dims.slice(axis))];
    }
    case 'Squeeze': {
      const axes = node.list('axes', 1);
      return axes === null ? null : squeezed(dims, axes);
    }
    case 'Unsqueeze': {
      const axes = node.list('axes', 1);
      return axes ? unsqueezed(dims, axes) : null;
    }
    default:
      return null;
  }
}
