import { difference, fromAtom, fromRational, scaled, sum } from './arithmetic.ts';
import type { Expr, Factor, FloorAtom, Polynomial, Term } from './polynomial.ts';
import { constantTerm, floorAtom, fromOrdered, isIntegral } from './polynomial.ts';
import type { Rational } from './rational.ts';
import { isZero, leastCommonMultiple, plus, sameRational, times, wholePart, zero } from './rational.ts';

/** A floor taken apart: an integer-valued part outside, and the argument that stays inside, if any. */
interface Settled {
  readonly outside: Expr;
  readonly argument: Polynomial | undefined;
  /** The argument moves in steps of 1/step; undefined where a symbol inside is not integer-valued. */
  readonly step: bigint | undefined;
}

/**
 * The floor of an expression. Three rules, each exact for all integer values of the symbols:
 *
 * 1. An integer-valued part leaves: floor(w + c/2 + 3/2) is w + 1 + floor(c/2 + 1/2), coefficients inside end in [0, 1).
 * 2. A constant inside is a multiple of the step of the rest: floor(c/2 + 1/3) is floor(c/2), as c/2 moves in halves.
 * 3. A floor inside dissolves where it is only divided: floor((n + floor(x))/d) is floor((n + x)/d) for an integer n.
 *    So w + floor((w + floor(w/2))/2) is w + floor(3*w/4), and a chain of strides is one floor.
 */
export function floorOf(e: Expr): Expr {
  return typeof e === 'bigint' ? e : dissolve(settle(e));
}

/** Rules 1 and 2. */
function settle(polynomial: Polynomial): Settled {
  const outside: Term[] = [];
  const inside: Term[] = [];
  let constant = zero;
  let step: bigint | undefined = 1n;
  for (const term of polynomial.terms) {
    if (!isIntegral(term.factors)) {
      inside.push(term);
      step = undefined;
      continue;
    }
    const whole: Rational = { numerator: wholePart(term.coefficient), denominator: 1n };
    const fraction = plus(term.coefficient, { numerator: -whole.numerator, denominator: 1n });
    if (!isZero(whole)) outside.push({ ...term, coefficient: whole });
    if (term.degree === 0) constant = fraction;
    else if (!isZero(fraction)) {
      inside.push({ ...term, coefficient: fraction });
      if (step !== undefined) step = leastCommonMultiple(step, fraction.denominator);
    }
  }
  const left = fromOrdered(outside);
  if (inside.length === 0) return { outside: left, argument: undefined, step };
  if (step !== undefined) constant = onStep(constant, step);
  if (!isZero(constant)) inside.push(constantTerm(constant));
  return { outside: left, argument: { terms: inside }, step };
}

/** The greatest multiple of 1/step that is not above the value. */
function onStep(value: Rational, step: bigint): Rational {
  const steps = wholePart(times(value, { numerator: step, denominator: 1n }));
  return times({ numerator: steps, denominator: 1n }, { numerator: 1n, denominator: step });
}

/**
 * Rule 3, for one inner floor; where two are divided alike neither is singled out.
 *
 * Over 2 the inner floor may enter with either sign, as floor(x)/2 and -floor(x)/2 differ by an integer, and
 * -floor(x) is a floor too: floor(-x + (d-1)/d) where x moves in steps of 1/d. Of the two the one that leaves
 * fewer floors is taken, so a chain of ceilings is one floor as well.
 */
function dissolve({ outside, argument, step }: Settled): Expr {
  if (argument === undefined) return outside;
  const divided = argument.terms.filter((term) => step !== undefined && isFloorOver(step, term));
  const inner = divided.length === 1 ? loneFloor(divided[0]?.factors) : undefined;
  if (step === undefined || inner === undefined) return sum(outside, fromAtom(floorAtom(argument)));
  const share: Rational = { numerator: 1n, denominator: step };
  const rest = fromOrdered(argument.terms.filter((term) => term !== divided[0]));
  const down = sum(outside, floorOf(sum(rest, scaled(inner.argument, share))));
  const innerStep = step === 2n ? stepOf(inner.argument) : undefined;
  if (innerStep === undefined) return down;
  const opposite = difference(
    fromRational({ numerator: innerStep - 1n, denominator: innerStep }),
    inner.argument,
  );
  const up = sum(sum(outside, fromAtom(inner)), floorOf(sum(rest, scaled(opposite, share))));
  return countFloors(up) < countFloors(down) ? up : down;
}

function isFloorOver(step: bigint, { coefficient, factors }: Term): boolean {
  return sameRational(coefficient, { numerator: 1n, denominator: step }) && loneFloor(factors) !== undefined;
}

function loneFloor(factors: readonly Factor[] = []): FloorAtom | undefined {
  const first = factors[0];
  if (factors.length !== 1 || first === undefined || first.exponent !== 1) return undefined;
  return first.atom.kind === 'floor' ? first.atom : undefined;
}

function stepOf(polynomial: Polynomial): bigint | undefined {
  let step = 1n;
  for (const { coefficient, factors } of polynomial.terms) {
    if (!isIntegral(factors)) return undefined;
    step = leastCommonMultiple(step, coefficient.denominator);
  }
  return step;
}

function countFloors(e: Expr): number {
  if (typeof e === 'bigint') return 0;
  let count = 0;
  for (const { factors } of e.terms) {
    for (const { atom } of factors) if (atom.kind === 'floor') count += 1 + countFloors(atom.argument);
  }
  return count;
}
