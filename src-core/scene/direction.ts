import type { Design } from '../document/design.ts';

/** Top down, or left to right. */
export type Direction = 'TB' | 'LR';

/**
 * Reads off which way a design is drawn: most wires of a row run more sideways than down. A design without wires
 * is drawn top down.
 */
export function directionOf(design: Design): Direction {
  const places = new Map(design.nodes.map((node) => [node.id, node.position]));
  let sideways = 0;
  let wires = 0;
  for (const { from, to } of design.edges) {
    const a = places.get(from.node);
    const b = places.get(to.node);
    if (a === undefined || b === undefined) continue;
    wires += 1;
    if (Math.abs(b.x - a.x) > Math.abs(b.y - a.y)) sideways += 1;
  }
  return sideways * 2 > wires ? 'LR' : 'TB';
}
