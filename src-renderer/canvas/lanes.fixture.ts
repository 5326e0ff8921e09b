import type { Position } from '../../src-core/document/design.ts';
import type { Obstacles } from './lanes.ts';
import { blockers } from './lanes.ts';

/** True where a wire along these corners would run through something. */
export const isBlocked = (points: readonly Position[], obstacles: Obstacles): boolean =>
  blockers(points, obstacles).length > 0;
