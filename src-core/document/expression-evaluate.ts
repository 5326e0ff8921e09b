import type { Expr } from '../algebra/expression.ts';
import {
  add,
  constantOf,
  div,
  isConstant,
  mul,
  NotSymbolic,
  neg,
  rational,
  sub,
  symbolsOf,
} from '../algebra/expression.ts';
import { toText } from '../algebra/print.ts';
import { exactRoot, toNumber } from '../algebra/rational.ts';
import { ceil, floor, max, min, mod, round } from '../algebra/rounding.ts';
import type { Result } from '../errors.ts';
import { issue } from '../errors.ts';
import { exactNumber } from './decimal.ts';
import { isTooBig, productIsTooBig } from './expression-size.ts';
import type { BinarySyntax, CallSyntax, FunctionName, Syntax } from './expression-syntax.ts';
import { Fault, resultOf } from './fault.ts';
import { nearestText } from './nearest-names.ts';

/** What a name stands for: a value, a choice (text), or nothing. */
export type Lookup = (name: string) => Expr | string | undefined;

/** How roots that are no fractions are taken: refused, as sizes are exact, or as the nearest double. */
export type Roots = 'exact' | 'nearest';

/** An operation that has no formula over free symbols. */
export type KeptOperation = FunctionName | 'quotient';

/** What stands for an operation on values of which some are free; `quotient` is the first divided by the second. */
export type Keep = (operation: KeptOperation, operands: readonly Expr[]) => Expr;

interface EvaluationOptions {
  readonly roots?: Roots;
  /** Names that stand for something, for the sentence about one that does not. */
  readonly known?: () => readonly string[];
  /** Takes what cannot stay a formula; where it is absent, that raises NotSymbolic. */
  readonly keep?: Keep | undefined;
}

type Names = Required<Omit<EvaluationOptions, 'keep'>> &
  Pick<EvaluationOptions, 'keep'> & { readonly lookup: Lookup };

/**
 * Works an expression out, exactly (but for roots, where these may be the nearest double); with free symbols the result is a formula. An expression that is a
 * name alone may be a choice, and then is its text. Dividing by zero, a name that stands for nothing, a choice
 * among numbers, a root of a negative number or one that is no fraction, and a result over 10,000 digits (or of countless
 * terms) are issues with `where.at`.
 *
 * Throws algebra's `NotSymbolic` where a formula cannot be kept: `min`, `max`, `round`, `makeDivisible` and `sqrt`
 * of free symbols, and division by one. The caller then evaluates with numbers instead.
 */
export function evaluateExpression(
  syntax: Syntax,
  lookup: Lookup,
  { roots = 'exact', known = () => [], keep }: EvaluationOptions = {},
): Result<Expr | string> {
  const names = { lookup, roots, known, keep };
  return resultOf(() => (syntax.kind === 'name' ? found(syntax, names) : number(syntax, names)));
}

function found({ name, at }: { name: string; at: number }, { lookup, known }: Names): Expr | string {
  const value = lookup(name);
  if (value !== undefined) return value;
  throw new Fault(issue('expression/unknown-name', { at }, { name, nearest: nearestText(name, known()) }));
}

function number(syntax: Syntax, names: Names): Expr {
  const value = unchecked(syntax, names);
  if (isTooBig(value)) throw tooBig(syntax.at);
  return value;
}

function unchecked(syntax: Syntax, names: Names): Expr {
  switch (syntax.kind) {
    case 'number':
      return syntax.value;
    case 'name': {
      const value = found(syntax, names);
      if (typeof value !== 'string') return value;
      throw new Fault(issue('expression/not-a-number', { at: syntax.at }, { name: syntax.name }));
    }
    case 'negation':
      return neg(number(syntax.operand, names));
    case 'binary':
      return binary(syntax, number(syntax.left, names), number(syntax.right, names), names.keep);
    case 'call':
      return call(
        syntax,
        syntax.operands.map((operand) => number(operand, names)),
        names,
      );
  }
}

function binary({ operator, at, right }: BinarySyntax, a: Expr, b: Expr, keep?: Keep): Expr {
  switch (operator) {
    case '+':
      return add(a, b);
    case '-':
      return sub(a, b);
    case '*':
      if (productIsTooBig(a, b)) throw tooBig(at);
      return mul(a, b);
    case '/':
      divisor(b, right.at);
      return keep !== undefined && !isConstant(b) ? keep('quotient', [a, b]) : div(a, b);
  }
}

function call(syntax: CallSyntax, values: readonly Expr[], { roots, keep }: Names): Expr {
  try {
    return called(syntax, values, roots);
  } catch (error) {
    if (keep === undefined || !(error instanceof NotSymbolic)) throw error;
    return keep(syntax.name, values);
  }
}

/** The parser has counted the arguments, so those that a function needs are there. */
function called({ name, operands, at }: CallSyntax, values: readonly Expr[], roots: Roots): Expr {
  const [a = 0n, b = 0n, least] = values;
  const second = operands[1]?.at ?? at;
  switch (name) {
    case 'floor':
      return floor(a);
    case 'ceil':
      return ceil(a);
    case 'round':
      return round(a);
    case 'min':
      return min(a, ...values.slice(1));
    case 'max':
      return max(a, ...values.slice(1));
    case 'mod':
      return mod(a, divisor(b, second));
    case 'makeDivisible':
      return makeDivisible(a, divisor(b, second), least);
    case 'sqrt':
      return squareRoot(a, roots, at);
  }
}

function squareRoot(value: Expr, roots: Roots, at: number): Expr {
  const of = constantOf(value);
  if (of === undefined) throw new NotSymbolic('sqrt', [...symbolsOf(value)]);
  const exact = exactRoot(of);
  if (exact !== null) return rational(exact.numerator, exact.denominator);
  const nearest = Math.sqrt(toNumber(of));
  if (roots === 'exact' || !Number.isFinite(nearest))
    throw new Fault(issue('expression/root', { at }, { value: toText(value) }));
  return exactNumber(nearest);
}

function divisor(value: Expr, at: number): Expr {
  if (value === 0n) throw new Fault(issue('expression/division-by-zero', { at }));
  return value;
}

function tooBig(at: number): Fault {
  return new Fault(issue('expression/too-big', { at }));
}

/** How extremes and quotients are taken: of numbers, or as what stands for them. */
interface Arithmetic {
  readonly min: (...values: readonly [Expr, Expr]) => Expr;
  readonly max: (...values: readonly [Expr, Expr]) => Expr;
  readonly quotient: (a: Expr, b: Expr) => Expr;
}

/**
 * The multiple of `divisor` nearest to a channel count, at least `least` and not more than a tenth below the
 * count: `_make_divisible` of torchvision and of the MobileNet reference code. Of free symbols NotSymbolic, unless the
 * arithmetic takes these.
 */
export function makeDivisible(
  value: Expr,
  divisor: Expr,
  least: Expr = divisor,
  arithmetic?: Arithmetic,
): Expr {
  const parts = [value, divisor, least];
  if (arithmetic === undefined && !parts.every(isConstant)) {
    throw new NotSymbolic('makeDivisible', [...new Set(parts.flatMap((part) => [...symbolsOf(part)]))]);
  }
  const by = arithmetic ?? { min, max, quotient: div };
  const shifted = add(value, div(divisor, 2n));
  // Cut towards zero, as Python's int does: one of the two is 0.
  const whole = add(by.max(floor(shifted), 0n), by.min(ceil(shifted), 0n));
  const nearest = by.max(least, mul(floor(by.quotient(whole, divisor)), divisor));
  const short = sub(div(mul(9n, value), 10n), nearest);
  const isShort = by.min(by.max(ceil(short), 0n), 1n);
  return add(nearest, mul(isShort, divisor));
}
