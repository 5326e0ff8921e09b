import type { Keep } from '../document/expression-evaluate.ts';
import type { Values } from './field.ts';
import type { Shape } from './shape.ts';

/**
 * The values of a child whose sizes follow its inputs, at any shapes of these, which may hold symbols. Raises a Refusal, or
 * NotSymbolic, where these have none; `keep` takes what an expression of a field cannot keep as a formula.
 */
export type ValuesAt = (inputs: readonly Shape[], keep?: Keep) => Values;
