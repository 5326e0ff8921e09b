import type { NodeReading } from './node-reading.ts';
import { orderOf, sizesAfter } from './sizes.ts';
import type { Stored } from './value.ts';

/** The sizes of a weight after a node that lays it out otherwise, as exporters do when they fold nothing; null after any other. */
function laidOut(node: NodeReading, { dims }: Stored): readonly number[] | null {
  switch (node.node.op) {
    case 'Identity':
    case 'Cast':
    case 'DequantizeLinear':
      return dims;
    case 'Transpose':
      return orderOf(node, dims.length).map((axis) => dims[axis] ?? 1);
    case 'Expand': {
      const sizes = node.known(1)?.values;
      return sizes?.every((size, axis) => size === 1 || size === dims[axis - sizes.length + dims.length])
        ? dims
        : null;
    }
    default:
      return sizesAfter(node, dims);
  }
}

/** A weight after a node that computes nothing of it; null where the node does. */
export function storedAfter(node: NodeReading): Stored | null {
  const value = node.input(0);
  if (value?.kind !== 'stored') return null;
  const dims = laidOut(node, value);
  return dims === null ? null : { ...value, dims };
}
