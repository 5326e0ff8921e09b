import type { OperatorDefinition } from '../../language/definition.ts';
import { product, quotient } from '../../operators/arithmetic.ts';
import { constant } from '../../operators/constant.ts';
import { power } from '../../operators/function-of-one.ts';
import type { Draft } from '../draft.ts';
import type { Computed } from '../value.ts';

/**
 * Reads an item that was just added, and those before it, back as one operator; null where they are not its pattern. The
 * items that are then of no use are dropped with all others that nothing reads.
 */
export type Pattern = (made: Computed, draft: Draft) => Computed | null;

/** True where what leaves two is one tensor. */
export const isSame = (a: Computed | undefined, b: Computed | undefined): boolean =>
  a !== undefined && b !== undefined && a.item === b.item && a.output === b.output;

/** The inputs of a use of a definition; null of anything else. */
export const inputsOf = (
  { item }: Pick<Computed, 'item'>,
  definition: OperatorDefinition,
): readonly Computed[] | null => (item.definition === definition ? item.inputs : null);

/** The inputs of a piece of a pattern; null of anything else. */
export const pieceInputs = ({ item }: Computed, piece: string): readonly Computed[] | null =>
  item.piece === piece ? item.inputs : null;

/** The one number that a constant holds in all places; null of anything else. */
export function numberOf(value: Computed | undefined): number | null {
  if (value === undefined || value.item.definition !== constant) return null;
  const { values } = value.item.given as { readonly values: readonly number[] };
  return values.length === 1 ? values[0]! : null;
}

export const isNear = (value: number | null, to: number): boolean =>
  value !== null && Math.abs(value - to) <= 1e-4 * Math.abs(to);

/** The two inputs in either order: calls back with both until one gives an answer. */
export function eitherWay<T>(
  inputs: readonly Computed[] | null,
  ask: (a: Computed, b: Computed) => T | null,
): T | null {
  const [a, b] = inputs ?? [];
  if (a === undefined || b === undefined) return null;
  return ask(a, b) ?? ask(b, a);
}

/** What is multiplied by a number; null of anything else. */
export function times(value: Computed, by: number): Computed | null {
  const multiplied = eitherWay(inputsOf(value, product), (x, factor) =>
    isNear(numberOf(factor), by) ? x : null,
  );
  if (multiplied !== null) return multiplied;
  const [x, divisor] = inputsOf(value, quotient) ?? [];
  return x !== undefined && isNear(numberOf(divisor), 1 / by) ? x : null;
}

/** What a value is the square of, as a power of two or as a product with itself; null of anything else. */
export function squaredFrom(value: Computed | null): Computed | null {
  const [base] = (value && inputsOf(value, power)) ?? [];
  if (base !== undefined) return value!.item.given.exponent === 2 ? base : null;
  const [a, b] = (value && inputsOf(value, product)) ?? [];
  return isSame(a, b) ? a! : null;
}
