/** Spreads ports evenly along an edge of the given length, on whole pixels. */
export function spread(
  names: readonly string[],
  length: number,
): readonly { readonly name: string; readonly offset: number }[] {
  return names.map((name, index) => ({
    name,
    offset: Math.round(((index + 1) * length) / (names.length + 1)),
  }));
}

/** Names a port of the canvas: `stage1:in`. */
export const portKey = (path: string, port: string): string => `${path}:${port}`;
