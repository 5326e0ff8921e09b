import { create } from 'zustand';
import type { Design } from '../../src-core/document/design.ts';
import type { Direction } from '../../src-core/scene/direction.ts';
import { directionOf } from '../../src-core/scene/direction.ts';
import { useDocument } from './document.ts';

/** True where an edit moved most of the items at once, as laying out does, and as undoing that does. */
function isLaidOut(before: Design, after: Design): boolean {
  const places = new Map(before.nodes.map((node) => [node.id, node.position]));
  const moved = after.nodes.filter(({ id, position }) => {
    const old = places.get(id);
    return old !== undefined && (old.x !== position.x || old.y !== position.y);
  });
  return moved.length > 1 && moved.length * 2 > after.nodes.length;
}

/**
 * Which way the open design flows: where ports stand and how nodes are drawn. It is read off the design when that opens
 * and whenever it is laid out anew, and is no part of the file; single moves never turn it.
 */
export const useDirection = create<{ direction: Direction }>(() => ({ direction: 'TB' }));

export const setDirection = (direction: Direction): void => useDirection.setState({ direction });

useDocument.subscribe((now, before) => {
  if (now.design.nodes === before.design.nodes) return;
  if (now.opened !== before.opened || isLaidOut(before.design, now.design))
    setDirection(directionOf(now.design));
});
