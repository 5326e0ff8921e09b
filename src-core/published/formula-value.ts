import { fromAtom, fromRational, product } from '../algebra/arithmetic.ts';
import { exponential } from '../algebra/exponential.ts';
import type { Expr } from '../algebra/expression.ts';
import {
  add,
  constantOf,
  div,
  isConstant,
  isInteger,
  mul,
  NotSymbolic,
  neg,
  pow,
  sub,
  symbol,
} from '../algebra/expression.ts';
import { powerAtom, termsOf } from '../algebra/polynomial.ts';
import { inverse } from '../algebra/rational.ts';
import { floor } from '../algebra/rounding.ts';
import { sumOver } from '../algebra/summation.ts';
import { isTooBig, productIsTooBig } from '../document/expression-size.ts';
import { Fault, resultOf } from '../document/fault.ts';
import type { BinaryFormula, FormulaSyntax, SumFormula } from '../document/formula-syntax.ts';
import { nearestText } from '../document/nearest-names.ts';
import type { Result } from '../errors.ts';
import { issue } from '../errors.ts';

/** Higher powers than this are of no count. */
const highestPower = 64n;

/**
 * What a formula comes to, its sums closed, each name put as what `names` has for it. Issues with the character in
 * `where.at`: expression/unknown-name, expression/division-by-zero, expression/too-big, and trial/no-form where it is no sum
 * of products, as w/(s - 1).
 */
export function formulaValue(syntax: FormulaSyntax, names: ReadonlyMap<string, Expr>): Result<Expr> {
  return resultOf(() => read(syntax, names));
}

function read(syntax: FormulaSyntax, names: ReadonlyMap<string, Expr>): Expr {
  try {
    const value = unchecked(syntax, names);
    if (isTooBig(value)) throw new Fault(issue('expression/too-big', { at: syntax.at }));
    return value;
  } catch (error) {
    // The algebra says so of an exponent that is no whole number, or beyond all counts.
    if (!(error instanceof NotSymbolic || error instanceof RangeError)) throw error;
    throw new Fault(issue('trial/no-form', { at: syntax.at }));
  }
}

function unchecked(syntax: FormulaSyntax, names: ReadonlyMap<string, Expr>): Expr {
  switch (syntax.kind) {
    case 'number':
      return syntax.value;
    case 'name': {
      const value = names.get(syntax.name);
      if (value !== undefined) return value;
      const { at, name } = syntax;
      const nearest = nearestText(name, [...names.keys()]);
      throw new Fault(issue('trial/unknown-symbol', { at }, { name, nearest }));
    }
    case 'negation':
      return neg(read(syntax.operand, names));
    case 'floor':
      return floor(read(syntax.operand, names));
    case 'binary':
      return binary(syntax, read(syntax.left, names), read(syntax.right, names));
    case 'sum':
      return summed(syntax, names);
  }
}

function summed({ index, at, from, to, each }: SumFormula, names: ReadonlyMap<string, Expr>): Expr {
  if (names.has(index)) throw new Fault(issue('trial/index-taken', { at }, { name: index }));
  const [first, last] = [read(from, names), read(to, names)];
  return sumOver(read(each, new Map([...names, [index, symbol(index)]])), index, first, last);
}

function binary({ operator, at, right }: BinaryFormula, a: Expr, b: Expr): Expr {
  switch (operator) {
    case '+':
      return add(a, b);
    case '-':
      return sub(a, b);
    case '*':
      if (productIsTooBig(a, b)) throw new Fault(issue('expression/too-big', { at }));
      return mul(a, b);
    case '/':
      if (b === 0n) throw new Fault(issue('expression/division-by-zero', { at: right.at }));
      return isConstant(b) ? div(a, b) : dividedBy(a, b);
    case '^':
      return raised(a, b, at);
  }
}

/** A power of a constant is divided by as its inverse is multiplied with: 1/2^s is (1/2)^s. */
function dividedBy(a: Expr, b: Expr): Expr {
  const [term, other] = termsOf(b);
  if (term === undefined || other !== undefined) return div(a, b);
  let powers: Expr = 1n;
  let rest: Expr = fromRational(term.coefficient);
  for (const { atom, exponent } of term.factors) {
    if (atom.kind === 'power')
      powers = mul(powers, pow(fromAtom(powerAtom(inverse(atom.base), atom.exponent)), exponent));
    else rest = product(rest, pow(fromAtom(atom), exponent));
  }
  return div(mul(a, powers), rest);
}

function raised(a: Expr, b: Expr, at: number): Expr {
  if (!isInteger(b)) return exponential(a, b);
  const isHigh = b > highestPower || b < -highestPower;
  const isPlain = constantOf(a) !== undefined || termsOf(a).length === 1;
  // (a + b)^n has a term for each way to choose: few counts have more than a hundred.
  if (isHigh || (!isPlain && BigInt(termsOf(a).length) ** b > 4096n))
    throw new Fault(issue('expression/too-big', { at }));
  if (a === 0n && b < 0n) throw new Fault(issue('expression/division-by-zero', { at }));
  return pow(a, Number(b));
}
