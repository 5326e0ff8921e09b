import { openedSizes } from './fold.ts';
import type { NodeReading } from './node-reading.ts';
import type { Stored } from './value.ts';

const wrapped = (axis: number, rank: number): number => (axis < 0 ? axis + rank : axis);

/** The sizes of a weight after a node that lays it out otherwise, as exporters do when they fold nothing; null after any other. */
function sizesAfter(node: NodeReading, { dims }: Stored): readonly number[] | null {
  const rank = dims.length;
  switch (node.node.op) {
    case 'Identity':
    case 'Cast':
    case 'DequantizeLinear':
      return dims;
    case 'Transpose':
      return (node.integers('perm') ?? dims.map((_, axis) => rank - 1 - axis)).map((axis) => dims[axis] ?? 1);
    case 'Reshape': {
      const sizes = node.list('shape', 1);
      return sizes ? openedSizes(sizes, dims) : null;
    }
    case 'Unsqueeze': {
      const axes = node.list('axes', 1);
      if (!axes) return null;
      const added = new Set(axes.map((axis) => wrapped(axis, rank + axes.length)));
      const rest = [...dims];
      return Array.from({ length: rank + axes.length }, (_, axis) =>
        added.has(axis) ? 1 : (rest.shift() ?? 1),
      );
    }
    case 'Squeeze': {
      const axes = node.list('axes', 1);
      if (axes === null) return null;
      const gone = axes?.map((axis) => wrapped(axis, rank));
      return dims.filter((size, axis) => (gone ? !gone.includes(axis) : size !== 1));
    }
    case 'Expand': {
      const sizes = node.known(1)?.values;
      return sizes?.every((size, axis) => size === 1 || size === dims[axis - sizes.length + rank])
        ? dims
        : null;
    }
    default:
      return null;
  }
}

/** A weight after a node that computes nothing of it; null where the node does. */
export function storedAfter(node: NodeReading): Stored | null {
  const value = node.input(0);
  if (value?.kind !== 'stored') return null;
  const dims = sizesAfter(node, value);
  return dims === null ? null : { ...value, dims };
}
