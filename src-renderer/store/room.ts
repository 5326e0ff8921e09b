import type { DesignNode, Position } from '../../src-core/document/design.ts';
import type { Direction } from '../../src-core/scene/direction.ts';
import { useDirection } from './direction.ts';
import { useDocument } from './document.ts';

/** Distance from one item to the next along the flow. */
export const step: Readonly<Record<Direction, number>> = { TB: 104, LR: 184 };

export interface Room {
  readonly position: Position;
  readonly moves: readonly { readonly id: string; readonly position: Position }[];
}

/**
 * Room for one more item one step after another: everything on the level from its target on goes one step further where it
 * would not fit.
 * @param across where it stands across the flow; as its source where left out
 */
export function roomBetween(source: DesignNode, target: DesignNode, across?: number): Room {
  const { direction } = useDirection.getState();
  const [along, aside] = direction === 'TB' ? (['y', 'x'] as const) : (['x', 'y'] as const);
  const place = {
    [aside]: across ?? source.position[aside],
    [along]: source.position[along] + step[direction],
  };
  const position = place as unknown as Position;
  const missing = position[along] + step[direction] - target.position[along];
  if (missing <= 0) return { position, moves: [] };
  const later = useDocument
    .getState()
    .design.nodes.filter(
      (each) =>
        each.parent === source.parent &&
        each.position[along] >= target.position[along] &&
        each.id !== source.id,
    );
  const moves = later.map((each) => ({
    id: each.id,
    position: { ...each.position, [along]: each.position[along] + missing },
  }));
  return { position, moves };
}
