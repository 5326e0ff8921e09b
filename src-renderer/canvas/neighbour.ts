import type { Direction } from '../../src-core/scene/direction.ts';
import type { Level } from '../../src-core/scene/level.ts';
import { sceneOf } from '../../src-core/scene/scene.ts';
import { useDirection } from '../store/direction.ts';
import { nameOf } from '../store/navigation.ts';
import { primaryPath, useSelection } from '../store/selection.ts';
import { openLevel } from './open-level.ts';

export type Heading = 'up' | 'down' | 'left' | 'right';

const forward: Readonly<Record<Heading, { x: number; y: number }>> = {
  up: { x: 0, y: -1 },
  down: { x: 0, y: 1 },
  left: { x: -1, y: 0 },
  right: { x: 1, y: 0 },
};

/** How much more a step aside costs than one ahead. */
const aside = 3;

/** The end of a wire from which an arrow starts, and the one it leads to. */
type Ends = readonly [near: 'from' | 'to', far: 'from' | 'to'];

/** Arrows that lead along the wires of a level that flows so. */
const along: Readonly<Record<Direction, Partial<Record<Heading, Ends>>>> = {
  TB: { down: ['from', 'to'], up: ['to', 'from'] },
  LR: { right: ['from', 'to'], left: ['to', 'from'] },
};

/** Names of the items that an arrow along the flow leads to by a wire. */
function wiredAlong({ wires }: Level, name: string, heading: Heading): ReadonlySet<string> {
  const ends = along[useDirection.getState().direction][heading];
  if (ends === undefined) return new Set();
  const [near, far] = ends;
  return new Set(wires.filter((wire) => wire[near].item === name).map((wire) => wire[far].item));
}

/**
 * The item that an arrow leads to from the selected one: along the flow what a wire joins to it, else the nearest in that
 * direction; without a selection the first item. Null where there is none.
 */
export function neighbour(heading: Heading): string | null {
  const level = openLevel();
  if (level === null) return null;
  const nodes = sceneOf(level, useDirection.getState().direction).nodes.filter(
    (node) => node.role === 'item',
  );
  const from = nodes.find((node) => node.path === primaryPath(useSelection.getState()));
  if (from === undefined) return nodes[0]?.path ?? null;
  const wired = wiredAlong(level, nameOf(from.path), heading);
  const joined = nodes.filter((node) => wired.has(node.name));
  const { x, y } = forward[heading];
  let best: string | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const node of joined.length > 0 ? joined : nodes) {
    const dx = node.x + node.width / 2 - (from.x + from.width / 2);
    const dy = node.y + node.height / 2 - (from.y + from.height / 2);
    const ahead = dx * x + dy * y;
    // a wire may lead back up a folded drawing
    const cost = Math.abs(ahead) + aside * Math.abs(dx * y + dy * x);
    if (node === from || (ahead <= 0 && joined.length === 0) || cost >= least) continue;
    least = cost;
    best = node.path;
  }
  return best;
}
