import type { Direction } from './direction.ts';
import type { Scene } from './geometry.ts';
import type { Level } from './level.ts';

type Placed = Pick<Scene, 'nodes' | 'wires'> & Partial<Pick<Scene, 'findsWays' | 'isHouse'>>;

/** The scene of a level whose items and wires have their places; where nothing else is said, wires of what a person draws find ways of their own. */
export const sceneOfLevel = (
  { path, isDrawn }: Pick<Level, 'path' | 'isDrawn'>,
  direction: Direction,
  placed: Placed,
): Scene => ({ path, isDrawn, findsWays: isDrawn, direction, isHouse: false, ...placed });
