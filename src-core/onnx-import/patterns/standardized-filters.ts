import { difference, product, quotient, sum } from '../../operators/arithmetic.ts';
import { squareRoot } from '../../operators/function-of-one.ts';
import { parameter } from '../../operators/parameter.ts';
import { reduceMean } from '../../operators/reduce.ts';
import { addedAxes } from '../added-axes.ts';
import type { Computed, HeldWeight } from '../value.ts';
import { eitherWay, inputsOf, isSame, numberOf, squaredFrom } from './look.ts';

/** Filters as a convolution uses them, where it makes them of what the file holds. */
export interface StandardizedFilters {
  /** The filters that the file holds. */
  readonly weight: HeldWeight;
  /** What is added to the variance of each. */
  readonly epsilon: number;
  /** What each is multiplied by behind that, and a number for all; null where by nothing. */
  readonly gain: { readonly weight: HeldWeight; readonly scale: number } | null;
}

/** The tensor of the file that a value is as it stands there, and nothing else. */
function heldBy(value: Computed): HeldWeight | null {
  const [weight] = value.item.definition === parameter ? value.item.weights : [];
  return weight ?? null;
}

/** What a value is the mean of, filter by filter. */
function meanedFrom(value: Computed | undefined): Computed | null {
  const [x] = (value && inputsOf(value, reduceMean)) ?? [];
  if (x === undefined) return null;
  const filters = addedAxes(x);
  const isKept = value!.shape.every((size, axis) => size === (axis <= filters ? x.shape[axis] : 1));
  return isKept && value!.shape.length === x.shape.length ? x : null;
}

function standardizedFrom(value: Computed): Omit<StandardizedFilters, 'gain'> | null {
  const [centred, spread] = inputsOf(value, quotient) ?? [];
  const [x, mean] = (centred && inputsOf(centred, difference)) ?? [];
  const [variance] = (spread && inputsOf(spread, squareRoot)) ?? [];
  const weight = x === undefined ? null : heldBy(x);
  if (variance === undefined || weight === null || !isSame(meanedFrom(mean) ?? undefined, x)) return null;
  return eitherWay(inputsOf(variance, sum), (squares, added) => {
    const epsilon = numberOf(added);
    const squared = squaredFrom(meanedFrom(squares));
    return epsilon !== null && squared !== null && isSame(squared, centred) ? { weight, epsilon } : null;
  });
}

/** A learned number for each filter times one for all. */
const gainFrom = (value: Computed, filters: number): StandardizedFilters['gain'] =>
  eitherWay(inputsOf(value, product), (learned, factor) => {
    const [weight, scale] = [heldBy(learned), numberOf(factor)];
    const isForEach = learned.shape.reduce((all, size) => all * size, 1) === filters;
    return weight !== null && scale !== null && isForEach ? { weight, scale } : null;
  });

/** Filters that are brought to mean 0 and variance 1 each, and perhaps multiplied then; null of others. */
export function standardizedFilters(value: Computed): StandardizedFilters | null {
  const plain = standardizedFrom(value);
  if (plain !== null) return { ...plain, gain: null };
  return eitherWay(inputsOf(value, product), (unit, factors) => {
    const found = standardizedFrom(unit);
    const gain = found && gainFrom(factors, found.weight.dims[0]!);
    return found && gain && { ...found, gain };
  });
}
