/** How much wider than high a drawing is folded to be, as a window is. */
const aspect = 1.6;
/** A column ends where the fewest wires are cut, up to this part of its length before it is full. */
const slack = 0.3;

/**
 * Cuts a long drawing into columns.
 * @param lengths how long each layer is along the flow, its space included
 * @param width how wide all of it is across
 * @param cuts how many wires lead past the end of each layer
 * @returns the first layer of each column
 */
export function fold(lengths: readonly number[], width: number, cuts: readonly number[]): readonly number[] {
  const total = lengths.reduce((sum, length) => sum + length, 0);
  const columns = Math.floor(Math.sqrt((aspect * total) / width));
  if (columns < 2) return [0];
  const full = total / columns;
  const starts = [0];
  for (let first = 0; first < lengths.length; ) {
    let best: number | null = null;
    let used = 0;
    for (let layer = first; layer < lengths.length; layer += 1) {
      used += lengths[layer] ?? 0;
      if (used > full * (1 + slack / 2) && best !== null) break;
      if (used < full * (1 - slack / 2)) continue;
      if (best === null || (cuts[layer] ?? 0) <= (cuts[best] ?? 0)) best = layer;
    }
    if (best === null || best === lengths.length - 1) break;
    first = best + 1;
    starts.push(first);
  }
  return starts;
}
