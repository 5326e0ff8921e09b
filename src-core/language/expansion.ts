import type { SourceCall } from '../document/design.ts';
import type { Definition, Weights } from './definition.ts';
import type { Facts } from './facts.ts';
import type { Values } from './field.ts';
import type { Shape } from './shape.ts';
import type { ValuesAt } from './values-at.ts';
import type { Source } from './wire.ts';

/** One item inside a block, as its expansion holds it. */
export interface Child {
  readonly name: string;
  readonly expansion: Expansion;
  /** Origin of each input, inside the surrounding block. */
  readonly sources: readonly Source[];
  /**
   * The child whose weights it runs with, by name; in a drawing the item of the design, wherever it stands. It has weights of
   * its own where absent.
   */
  readonly weightsOf?: string;
}

/**
 * One use of a definition at given values and input shapes, expanded all the way down.
 * It knows neither its path nor its surroundings, so equal uses share one expansion.
 */
export interface Expansion {
  readonly definition: Definition;
  readonly values: Values;
  readonly inputs: readonly Shape[];
  readonly outputs: readonly Shape[];
  readonly facts: Facts;
  /** Items that it is made of at any depth, itself among them, and what passes its input through. */
  readonly items: number;
  readonly weights: Weights;
  readonly children: readonly Child[];
  /** Origin of each output; empty for an operator. */
  readonly results: readonly Source[];
  /** True where an operator hands its input on unchanged and is left out of the program. */
  readonly passesThrough: boolean;
  /** True where its weights are those of another use: they are named and shaped here, and counted there. */
  readonly borrows: boolean;
  /** Its values at other input shapes; absent where no size follows those of the inputs. */
  readonly valuesAt?: ValuesAt;
  /** How the source code calls it; absent where that is as its definition is called usually. */
  readonly call?: SourceCall;
}
