import { difference, product, quotient, sum } from '../../operators/arithmetic.ts';
import { squareRoot } from '../../operators/function-of-one.ts';
import { layerNorm } from '../../operators/layer-norm.ts';
import { parameter } from '../../operators/parameter.ts';
import { reduceMean } from '../../operators/reduce.ts';
import type { Computed } from '../value.ts';
import type { Pattern } from './look.ts';
import { eitherWay, inputsOf, isSame, numberOf, squaredFrom } from './look.ts';

/** A learned number for each place of the last axis of a tensor. */
const isAlongLast = (value: Computed, { shape }: Computed): boolean =>
  value.item.definition === parameter &&
  value.shape.at(-1) === shape.at(-1) &&
  value.shape.slice(0, -1).every((size) => size === 1);

/** What a value is the mean of, along the last axis, which stays; null of anything else. */
function meanedFrom(value: Computed | undefined): Computed | null {
  const [x] = (value && inputsOf(value, reduceMean)) ?? [];
  const isKept = x !== undefined && value!.shape.join() === [...x.shape.slice(0, -1), 1].join();
  return isKept ? x : null;
}

/** What is left of a tensor without its mean. */
function centredFrom(value: Computed | null | undefined): Computed | null {
  const [x, mean] = (value && inputsOf(value, difference)) ?? [];
  return x !== undefined && isSame(meanedFrom(mean) ?? undefined, x) ? x : null;
}

/** What a tensor without its mean is divided by to have a variance of one, and what is added to the variance. */
function spreadOf(value: Computed, centred: Computed): number | null {
  const [variance] = inputsOf(value, squareRoot) ?? [];
  return eitherWay((variance && inputsOf(variance, sum)) ?? null, (mean, added) => {
    const squares = squaredFrom(meanedFrom(mean));
    return squares !== null && isSame(squares, centred) ? numberOf(added) : null;
  });
}

/** The last axis brought to a mean of 0 and a variance of 1, then scaled and shifted, as it is written before opset 17. */
export const layerNormPattern: Pattern = (made, draft) =>
  eitherWay(inputsOf(made, sum), (scaled, shift) =>
    eitherWay(inputsOf(scaled, product), (normed, factors) => {
      const [centred, spread] = inputsOf(normed, quotient) ?? [];
      const x = centredFrom(centred);
      if (x === null || !isAlongLast(factors, x) || !isAlongLast(shift, x)) return null;
      const epsilon = spreadOf(spread!, centred!);
      if (epsilon === null) return null;
      const weights = [...factors.item.weights, ...shift.item.weights];
      const given = { axis: 'last', affine: true, epsilon } as const;
      return draft.add(layerNorm, given, [x], { name: made.item.name, weights })?.[0] ?? null;
    }),
  );
