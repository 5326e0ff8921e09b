import type { Definition } from './definition.ts';
import type { Fields, Given } from './field.ts';
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

/** The pen a block draws its inside with; a design on the canvas means the same things. */
export interface GraphBuilder {
  /** Adds a child with one output and returns it. Names are unique within the block. */
  add<F extends Fields>(
    name: string,
    definition: Definition<F>,
    given: Given<F>,
    ...inputs: readonly Wire[]
  ): Wire;
  /** Adds a child and returns all its outputs. */
  addAll<F extends Fields>(
    name: string,
    definition: Definition<F>,
    given: Given<F>,
    ...inputs: readonly Wire[]
  ): readonly Wire[];
}
