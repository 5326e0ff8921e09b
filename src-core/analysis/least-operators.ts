import type { DesignNode } from '../document/design.ts';
import type { Drawing } from '../document/drawing.ts';
import type { Catalogue } from '../language/definition.ts';

/** Counts are only held against limits far below this; it keeps products of products finite. */
const most = 2 ** 40;

const counted = new WeakMap<Drawing, number>();

function leastIn(node: DesignNode, drawing: Drawing, catalogue: Catalogue): number {
  if (node.when !== undefined) return 0;
  const definition = catalogue.definitionOf(node.definition);
  const inside = drawing.inner.get(node.id);
  if (definition?.kind === 'operator') {
    const mayVanish =
      definition.boundary !== undefined ||
      definition.stored === true ||
      definition.passesThrough !== undefined;
    return mayVanish ? 0 : 1;
  }
  // Of lanes some items may be left out in each.
  if (definition?.drawn === undefined || definition.drawn === 'lanes' || inside === undefined) return 0;
  const { depth } = node.fields;
  const copies = definition.drawn === 'repeated' && typeof depth === 'number' && depth > 1 ? depth : 1;
  return copies * leastOperators(inside, catalogue);
}

/**
 * The operators that what is drawn comes to at least, by multiplication and without expanding anything: operators that always
 * run, times the copies that are given as plain numbers.
 */
export function leastOperators(drawing: Drawing, catalogue: Catalogue): number {
  let least = counted.get(drawing);
  if (least === undefined) {
    const sum = drawing.nodes.reduce((total, node) => total + leastIn(node, drawing, catalogue), 0);
    least = Math.min(most, sum);
    counted.set(drawing, least);
  }
  return least;
}
