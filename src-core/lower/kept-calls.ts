import type { Expr } from '../algebra/expression.ts';
import {
  add,
  div,
  isConstant,
  mul,
  rational,
  sameExpr,
  sub,
  symbol,
  symbolsOf,
} from '../algebra/expression.ts';
import { toText } from '../algebra/print.ts';
import { ceil, floor, max, min, mod } from '../algebra/rounding.ts';
import type { Keep } from '../document/expression-evaluate.ts';
import { makeDivisible } from '../document/expression-evaluate.ts';

/** An operation on free sizes for which a symbol stands: the least or greatest value, a quotient, an exact root. */
export interface KeptCall {
  readonly operation: 'min' | 'max' | 'quotient' | 'sqrt';
  readonly operands: readonly Expr[];
}

const isWhole = (value: Expr): boolean => sameExpr(floor(value), value);

/** As `round` of the algebra: the nearest whole number, and of two the even one. */
function rounded(value: Expr): Expr {
  const shifted = add(value, rational(1n, 2n));
  const up = floor(shifted);
  // What is left lies in [0, 1) and is 0 at a tie alone, which leaves an odd number for the even one below.
  const isTie = sub(1n, ceil(sub(shifted, up)));
  return sub(up, mul(isTie, mod(up, 2n)));
}

/**
 * Operations that have no formula over free sizes, each under a symbol of its own, so that what surrounds them stays a
 * formula. Equal ones are one symbol. Rounding is said by floors; the rest is worked out by nodes.
 */
export class KeptCalls {
  readonly #calls = new Map<string, KeptCall>();
  readonly #names = new Map<string, string>();

  /** The call that a symbol stands for; undefined where it is a size. */
  of(name: string): KeptCall | undefined {
    return this.#calls.get(name);
  }

  /** The sizes that an expression is made from, those inside calls included. */
  sizesIn(names: Iterable<string>): readonly string[] {
    return [...names].flatMap((name) => {
      const call = this.#calls.get(name);
      if (call === undefined) return [name];
      return call.operands.flatMap((operand) => this.sizesIn(symbolsOf(operand)));
    });
  }

  readonly keep: Keep = (operation, operands) => {
    const [a = 0n, b = 0n, least = b] = operands;
    switch (operation) {
      case 'min':
      case 'max':
        return this.#extreme(operation, operands);
      case 'sqrt':
        return this.#call({ operation, operands }, isWhole(a));
      case 'quotient':
        return this.#quotient(a, b);
      case 'mod':
        return sub(a, mul(b, floor(this.#quotient(a, b))));
      case 'round':
        return rounded(a);
      case 'makeDivisible':
        return makeDivisible(a, b, least, {
          min: (...values) => this.#extreme('min', values),
          max: (...values) => this.#extreme('max', values),
          quotient: (one, other) => this.#quotient(one, other),
        });
      case 'floor':
      case 'ceil':
        throw new Error(`${operation} of a formula is one`);
    }
  };

  #extreme(operation: 'min' | 'max', operands: readonly Expr[]): Expr {
    const [first, ...rest] = operands as readonly [Expr, ...Expr[]];
    if (operands.every(isConstant)) return (operation === 'min' ? min : max)(first, ...rest);
    return rest.length === 0 ? first : this.#call({ operation, operands }, operands.every(isWhole));
  }

  #quotient(a: Expr, b: Expr): Expr {
    return isConstant(b) ? div(a, b) : this.#call({ operation: 'quotient', operands: [a, b] }, false);
  }

  #call(call: KeptCall, integer: boolean): Expr {
    const key = `${call.operation}(${call.operands.map(toText).join()})`;
    const name = this.#names.get(key) ?? `kept_${this.#names.size}`;
    this.#names.set(key, name);
    this.#calls.set(name, call);
    return symbol(name, { integer });
  }
}
