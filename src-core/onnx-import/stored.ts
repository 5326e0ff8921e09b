import { withOrder } from './layout.ts';
import type { NodeReading } from './node-reading.ts';
import { orderOf, sizesAfter } from './sizes.ts';
import type { Stored } from './value.ts';

/** A weight after a node that lays it out otherwise, as exporters do when they fold nothing; null after any other. */
function laidOut(node: NodeReading, value: Stored): Stored | null {
  const { dims } = value;
  switch (node.node.op) {
    case 'Identity':
    case 'Cast':
      return value;
    case 'DequantizeLinear':
      return { ...value, layout: 'lost' };
    case 'Transpose':
      return withOrder(value, orderOf(node, dims.length));
    case 'Expand': {
      const sizes = node.known(1)?.values;
      return sizes?.every((size, axis) => size === 1 || size === dims[axis - sizes.length + dims.length])
        ? value
        : null;
    }
    default: {
      const sizes = sizesAfter(node, dims);
      return sizes === null ? null : { ...value, dims: sizes };
    }
  }
}

/** A weight after a node that computes nothing of it; null where the node does. */
export function storedAfter(node: NodeReading): Stored | null {
  const value = node.input(0);
  return value?.kind === 'stored' ? laidOut(node, value) : null;
}
