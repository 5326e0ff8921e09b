/** So many items or wires are looked at in one step of work that goes on between frames. */
export const partLength = 250;

/** A list in parts that take some milliseconds each. */
export function* inParts<T>(list: readonly T[]): Iterable<readonly T[]> {
  for (let from = 0; from < list.length; from += partLength) yield list.slice(from, from + partLength);
}
