import { difference, fromAtom, fromRational, scaled, sum } from './arithmetic.ts';
import {
  constantTerm,
  type Expr,
  type Factor,
  type FloorAtom,
  floorAtom,
  fromOrdered,
  isIntegral,
  type Polynomial,
  type Term,
} from './polynomial.ts';
import {
  isZero,
  leastCommonMultiple,
  plus,
  type Rational,
  sameRational,
  times,
  wholePart,
  zero,
} from './rational.ts';

/** A floor taken apart: an integer-valued part outside, and the argument that stays inside, if any. */
interface Settled {
  readonly outside: Expr;
  readonly argument: Polynomial | undefined;
  /** The argument less its constant moves in steps of 1/step; undefined where a symbol inside is not integer-valued. */
  readonly step: bigint | undefined;
  readonly constant: Rational;
}

/**
 * The floor of a polynomial. Three rules, each exact for all integer values of the symbols:
 *
 * 1. An integer-valued part leaves: floor(w + c/2 + 3/2) is w + 1 + floor(c/2 + 1/2), coefficients inside end in [0, 1).
 * 2. A constant inside is a multiple of the step of the rest: floor(c/2 + 1/3) is floor(c/2), as c/2 moves in halves.
 * 3. A floor inside dissolves where it is only divided: floor((n + floor(x))/d) is floor((n + x)/d) for an integer n.
 *    So w + floor((w + floor(w/2))/2) is w + floor(3*w/4), and a chain of strides is one floor.
 */
export function floorOf(e: Expr): Expr {
  return typeof e === 'bigint' ? e : resolve(settle(e));
}

function resolve(settled: Settled): Expr {
  if (settled.argument === undefined) return settled.outside;
  return sum(
    settled.outside,
    dissolve(settled.argument, settled.step) ?? fromAtom(floorAtom(settled.argument)),
  );
}

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
  if (inside.length === 0) return { outside: left, argument: undefined, step, constant: zero };
  if (step !== undefined) constant = onStep(constant, step);
  if (!isZero(constant)) inside.push(constantTerm(constant));
  return { outside: left, argument: { terms: inside }, step, constant };
}

/** The greatest multiple of 1/step that is not above the value. */
function onStep(value: Rational, step: bigint): Rational {
  const steps = wholePart(times(value, { numerator: step, denominator: 1n }));
  return times({ numerator: steps, denominator: 1n }, { numerator: 1n, denominator: step });
}

/**
 * The floor with its one inner floor dissolved by rule 3, or undefined where the rule does not apply.
 *
 * Over 2 the inner floor may enter with either sign, as floor(x)/2 and -floor(x)/2 differ by an integer, and
 * -floor(x) is a floor too: floor(-x + (d-1)/d) where x moves in steps of 1/d. Of the two the one that rounds a
 * multiple straight down or straight up is taken, since a chain of such stays one floor.
 */
function dissolve(argument: Polynomial, step: bigint | undefined): Expr | undefined {
  if (step === undefined) return undefined;
  const share: Rational = { numerator: 1n, denominator: step };
  const divided = argument.terms.filter(
    ({ coefficient, factors }) => sameRational(coefficient, share) && loneFloor(factors) !== undefined,
  );
  const term = divided[0];
  const inner = term && loneFloor(term.factors);
  if (term === undefined || inner === undefined || divided.length > 1) return undefined;
  const rest = fromOrdered(argument.terms.filter((other) => other !== term));
  const down = settleExpression(sum(rest, scaled(inner.argument, share)));
  const innerStep = stepOf(inner.argument);
  if (step !== 2n || innerStep === undefined || isStraight(down)) return resolve(down);
  const raised = difference(
    fromRational({ numerator: innerStep - 1n, denominator: innerStep }),
    inner.argument,
  );
  const up = settleExpression(sum(rest, scaled(raised, share)));
  return isStraight(up) ? sum(fromAtom(inner), resolve(up)) : resolve(down);
}

function settleExpression(e: Expr): Settled {
  return typeof e === 'bigint' ? { outside: e, argument: undefined, step: 1n, constant: zero } : settle(e);
}

function isStraight({ argument, step, constant }: Settled): boolean {
  if (argument === undefined || isZero(constant)) return true;
  return step !== undefined && sameRational(constant, { numerator: step - 1n, denominator: step });
}

function loneFloor(factors: readonly Factor[]): FloorAtom | undefined {
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
