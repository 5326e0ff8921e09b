import type { Design, DesignNode, StoredTensor } from './design.ts';

/** An item, and nothing said of where its weights have their values from. */
export function withoutStored({ weights: _, ...node }: DesignNode): DesignNode {
  return node;
}

/** The design with fresh weights everywhere. */
export function withFreshWeights({ weights: _, ...design }: Design): Design {
  const nodes = design.nodes.map((node) => (node.weights === undefined ? node : withoutStored(node)));
  return { ...design, nodes };
}

/** Under which name an item says where a weight of what is inside it comes from; `inside` is empty for its own. */
export const storedKey = (inside: readonly string[], short: string): string =>
  inside.length === 0 ? short : `${inside.join('/')}.${short}`;

/**
 * Where the weight of a name has its values from that the item at a path holds: the outermost item on the way says it. Null
 * where none does.
 */
export function storedAt(
  nodes: ReadonlyMap<string, DesignNode>,
  path: string,
  short: string,
): StoredTensor | null {
  const segments = path.split('/');
  let around: string | undefined;
  for (const [index, segment] of segments.entries()) {
    const node = nodes.get(segment);
    // what is inside a block may be called as an item of the design is
    if (node === undefined || node.parent !== around) continue;
    around = segment;
    const key = storedKey(segments.slice(index + 1), short);
    if (node.weights !== undefined && Object.hasOwn(node.weights, key)) return node.weights[key]!;
  }
  return null;
}

/** Whether a stored tensor holds values for a weight of these sizes. */
export const fitsSizes = ({ sizes }: StoredTensor, shape: readonly (number | bigint)[]): boolean =>
  sizes.length === shape.length && sizes.every((size, axis) => size === Number(shape[axis]));
