import type { Shape } from './shape.ts';

/** Where a tensor inside a block comes from: an output of a child, or (child -1) one of the block's own inputs. */
export interface Source {
  readonly child: number;
  readonly output: number;
}
export const ownInput = -1;

/** A tensor while a block is being expanded: its origin and its shape. */
export interface Wire {
  readonly source: Source;
  readonly shape: Shape;
}
