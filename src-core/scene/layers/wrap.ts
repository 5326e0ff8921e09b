/** How much wider than high a wrapped layer is. */
const aspect = 4;
/** A layer of fewer items is never wrapped. */
const fewest = 24;

/** A layer that is too wide to stand in one row. */
interface Wrapped {
  /** The corner of each item in it, from its middle across and its beginning along the flow. */
  readonly spots: ReadonlyMap<number, { readonly across: number; readonly along: number }>;
  readonly width: number;
  readonly length: number;
}

/**
 * Wraps layers of many items into rows below each other. What is no item, a bend, is left out.
 * @param sizes of items, by vertex; bends have none
 */
export function wrapped(
  layers: readonly (readonly number[])[],
  sizes: readonly { readonly across: number; readonly along: number }[],
  { beside, space }: { readonly beside: number; readonly space: number },
): ReadonlyMap<readonly number[], Wrapped> {
  const found = new Map<readonly number[], Wrapped>();
  for (const layer of layers) {
    const items = layer.filter((vertex) => sizes[vertex] !== undefined);
    if (items.length < fewest) continue;
    const pitch = { across: beside, along: space };
    for (const vertex of items) {
      pitch.across = Math.max(pitch.across, (sizes[vertex]?.across ?? 0) + beside);
      pitch.along = Math.max(pitch.along, (sizes[vertex]?.along ?? 0) + space);
    }
    const inRow = Math.ceil(Math.sqrt((aspect * items.length * pitch.along) / pitch.across));
    const width = inRow * pitch.across - beside;
    const spots = new Map(
      items.map((vertex, index) => [
        vertex,
        {
          across: (index % inRow) * pitch.across - width / 2,
          along: Math.floor(index / inRow) * pitch.along,
        },
      ]),
    );
    found.set(layer, { spots, width, length: Math.ceil(items.length / inRow) * pitch.along - space });
  }
  return found;
}
