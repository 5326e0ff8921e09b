import type { PortEnd } from './level-types.ts';

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

const written = (character: string): string => `%${character.charCodeAt(0).toString(16)}`;

/** Names a port of the canvas: `stage1:in`. The last colon parts the two: one in the port's own name is written `%3a`. */
export const portKey = (path: string, port: string): string => `${path}:${port.replaceAll(/[%:]/g, written)}`;

/** Names a wire of a level by its ends: `stem:out>stage1:in`. A name that holds `>` itself has `%3e`. */
export function wireKey(from: PortEnd, to: PortEnd): string {
  const [source, target] = [from, to].map(({ item, port }) =>
    portKey(item.replaceAll(/[%>]/g, written), port.replaceAll('>', written)),
  );
  return `${source}>${target}`;
}
