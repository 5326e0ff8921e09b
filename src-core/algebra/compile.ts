import { NotSymbolic } from './expression.ts';
import type { Atom, Expr, Factor } from './polynomial.ts';
import { termsOf } from './polynomial.ts';
import { floorQuotient, leastCommonMultiple } from './rational.ts';

type Numerator = (x: bigint) => bigint;

/** An expression in one integer symbol as a quotient of integers: a numerator at each x over one denominator. */
interface Quotient {
  readonly numerator: Numerator;
  readonly denominator: bigint;
}

/**
 * The expression in one symbol as a function of integers, for evaluation at many of them. Exact; where the value is no
 * integer the function throws a RangeError. Other symbols throw NotSymbolic.
 */
export function compileInteger(e: Expr, name: string): (x: bigint) => bigint {
  const { numerator, denominator } = compile(e, name);
  if (denominator === 1n) return numerator;
  return (x) => {
    const value = numerator(x);
    if (value % denominator !== 0n) throw new RangeError(`the value at ${name} = ${x} is no integer`);
    return value / denominator;
  };
}

function compile(e: Expr, name: string): Quotient {
  if (typeof e === 'bigint') return { numerator: () => e, denominator: 1n };
  const denominator = e.terms.reduce(
    (all, term) => leastCommonMultiple(all, term.coefficient.denominator),
    1n,
  );
  const atoms = new Map<string, Numerator>();
  const terms = termsOf(e).map(({ coefficient, factors }) => ({
    scale: (coefficient.numerator * denominator) / coefficient.denominator,
    factors: factors.map((factor) => compileFactor(factor, name, atoms)),
  }));
  const numerator = (x: bigint): bigint => {
    let sum = 0n;
    for (const { scale, factors } of terms) {
      let product = scale;
      for (const factor of factors) product *= factor(x);
      sum += product;
    }
    return sum;
  };
  return { numerator, denominator };
}

function compileFactor({ atom, exponent }: Factor, name: string, known: Map<string, Numerator>): Numerator {
  const base = known.get(atom.key) ?? compileAtom(atom, name);
  known.set(atom.key, base);
  if (exponent === 1) return base;
  const power = BigInt(exponent);
  return (x) => base(x) ** power;
}

function compileAtom(atom: Atom, name: string): Numerator {
  if (atom.kind === 'floor') {
    const { numerator, denominator } = compile(atom.argument, name);
    return (x) => floorQuotient(numerator(x), denominator);
  }
  if (atom.kind !== 'symbol' || atom.name !== name) throw new NotSymbolic('evaluation', [atom.key]);
  return (x) => x;
}
