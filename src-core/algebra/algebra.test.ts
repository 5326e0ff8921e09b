import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rounds } from '../rounds.fixture.ts';
import { closedForm } from './closed-form.ts';
import { conditionHolds } from './condition.ts';
import { substitute } from './evaluate.ts';
import type { Expr } from './expression.ts';
import { add, compare, constantOf, div, mul, rational, sub, symbol, symbolsOf } from './expression.ts';
import type { Polynomial } from './polynomial.ts';
import { toText } from './print.ts';
import { ceil, floor, mod } from './rounding.ts';

/** A formula as a person would write it, before any algebra. `r` is the one symbol that is not integer-valued. */
type Formula =
  | { readonly op: 'symbol'; readonly name: string }
  | { readonly op: 'number'; readonly value: Fraction }
  | { readonly op: '+' | '-' | '*'; readonly a: Formula; readonly b: Formula }
  | { readonly op: 'floor' | 'ceil'; readonly a: Formula; readonly by: bigint }
  | { readonly op: 'mod'; readonly a: Formula; readonly by: bigint };

/** Numerator and positive denominator, not reduced: an evaluator that shares nothing with the code under test. */
type Fraction = readonly [bigint, bigint];

const floorOf = ([n, d]: Fraction): bigint => (n - (((n % d) + d) % d)) / d;
const plus = ([a, b]: Fraction, [c, d]: Fraction): Fraction => [a * d + c * b, b * d];
const times = ([a, b]: Fraction, [c, d]: Fraction): Fraction => [a * c, b * d];
const over = ([a, b]: Fraction, by: bigint): Fraction => (by < 0n ? [-a, b * -by] : [a, b * by]);
const minus = ([a, b]: Fraction): Fraction => [-a, b];
const same = ([a, b]: Fraction, [c, d]: Fraction): boolean => a * d === c * b;

function plainValue(formula: Formula, at: ReadonlyMap<string, Fraction>): Fraction {
  switch (formula.op) {
    case 'symbol':
      return at.get(formula.name) as Fraction;
    case 'number':
      return formula.value;
    case '+':
      return plus(plainValue(formula.a, at), plainValue(formula.b, at));
    case '-':
      return plus(plainValue(formula.a, at), minus(plainValue(formula.b, at)));
    case '*':
      return times(plainValue(formula.a, at), plainValue(formula.b, at));
    case 'floor':
      return [floorOf(over(plainValue(formula.a, at), formula.by)), 1n];
    case 'ceil':
      return [-floorOf(minus(over(plainValue(formula.a, at), formula.by))), 1n];
    case 'mod': {
      const a = plainValue(formula.a, at);
      return plus(a, [-formula.by * floorOf(over(a, formula.by)), 1n]);
    }
  }
}

function build(formula: Formula): Expr {
  switch (formula.op) {
    case 'symbol':
      return symbol(formula.name, { integer: formula.name !== 'r' });
    case 'number':
      return rational(...formula.value);
    case '+':
      return add(build(formula.a), build(formula.b));
    case '-':
      return sub(build(formula.a), build(formula.b));
    case '*':
      return mul(build(formula.a), build(formula.b));
    case 'floor':
      return floor(div(build(formula.a), formula.by));
    case 'ceil':
      return ceil(div(build(formula.a), formula.by));
    case 'mod':
      return mod(build(formula.a), formula.by);
  }
}

const integers = fc.bigInt({ min: -12n, max: 12n });
const divisors = fc.constantFrom(2n, 2n, 2n, 3n, 4n, 6n, 8n, -3n);
const integerNames = ['H', 'W', 'k', 'w'];

function formulas(names: readonly string[]): fc.Arbitrary<Formula> {
  return fc.letrec<{ formula: Formula; leaf: Formula; node: Formula }>((tie) => ({
    formula: fc.oneof(
      { maxDepth: 5, withCrossShrink: true },
      { weight: 1, arbitrary: tie('leaf') },
      { weight: 3, arbitrary: tie('node') },
    ),
    leaf: fc.oneof(
      {
        weight: 3,
        arbitrary: fc.record({ op: fc.constant('symbol' as const), name: fc.constantFrom(...names) }),
      },
      {
        weight: 1,
        arbitrary: fc.record({
          op: fc.constant('number' as const),
          value: fc.tuple(integers, fc.constantFrom(1n, 2n, 3n)),
        }),
      },
    ),
    node: fc.oneof(
      fc.record({ op: fc.constantFrom('+' as const, '-', '*'), a: tie('formula'), b: tie('formula') }),
      fc.record({ op: fc.constantFrom('floor' as const, 'floor', 'ceil'), a: tie('formula'), by: divisors }),
      fc.record({ op: fc.constant('mod' as const), a: tie('formula'), by: divisors }),
    ),
  })).formula;
}

const integerFormulas = formulas(integerNames);
const anyFormulas = formulas([...integerNames, 'r']);
const points = fc
  .tuple(fc.array(fc.bigInt({ min: -300n, max: 300n }), { minLength: 4, maxLength: 4 }), integers, divisors)
  .map(
    ([values, n, d]) =>
      new Map<string, Fraction>([
        ...values.map((value, index) => [integerNames[index] as string, [value, 1n]] as const),
        ['r', over([n, 1n], d)],
      ]),
  );

const bindings = (at: ReadonlyMap<string, Fraction>) =>
  new Map([...at].map(([name, f]) => [name, rational(...f)]));

function valueAt(e: Expr, at: ReadonlyMap<string, Fraction>): Fraction {
  const value = constantOf(substitute(e, bindings(at)));
  if (value === undefined) throw new Error(`${toText(e)} keeps symbols`);
  return [value.numerator, value.denominator];
}

function expectCanonical(e: Expr): void {
  if (typeof e === 'bigint') return;
  const visit = ({ terms }: Polynomial): void => {
    expect(terms.length).toBeGreaterThan(0);
    for (const { coefficient, factors, degree } of terms) {
      expect(coefficient).toEqual(constantOf(rational(coefficient.numerator, coefficient.denominator)));
      expect(coefficient.numerator).not.toBe(0n);
      expect(degree).toBe(factors.reduce((total, { exponent }) => total + exponent, 0));
      for (const { atom } of factors) if (atom.kind === 'floor') visit(atom.argument);
    }
  };
  visit(e);
  const constant = constantOf(e);
  if (constant !== undefined) expect(constant.denominator).not.toBe(1n);
}

const runs = { numRuns: rounds(500) };

describe('a random formula', () => {
  test('has the value of its plain evaluation', () => {
    fc.assert(
      fc.property(anyFormulas, points, (formula, at) => {
        const e = build(formula);
        expectCanonical(e);
        expect(same(valueAt(e, at), plainValue(formula, at))).toBe(true);
      }),
      { numRuns: rounds(1000) },
    );
  });

  test('may be bound in two steps', () => {
    fc.assert(
      fc.property(anyFormulas, points, fc.subarray([...integerNames, 'r']), (formula, at, first) => {
        const e = build(formula);
        const early = substitute(e, new Map([...bindings(at)].filter(([name]) => first.includes(name))));
        expectCanonical(early);
        expect(substitute(early, bindings(at))).toEqual(substitute(e, bindings(at)));
      }),
      runs,
    );
  });

  test('may be bound to formulas', () => {
    fc.assert(
      fc.property(integerFormulas, integerFormulas, points, (outer, inner, at) => {
        const whole = floor(build(inner));
        const bound = substitute(build(outer), new Map([['w', whole]]));
        const direct = plainValue(outer, new Map([...at, ['w', valueAt(whole, at)]]));
        expect(same(valueAt(bound, at), direct)).toBe(true);
      }),
      runs,
    );
  });

  test('equals its closed form wherever the condition holds, and the closed form has no floors', () => {
    fc.assert(
      fc.property(anyFormulas, points, (formula, at) => {
        const e = build(formula);
        const { form, condition } = closedForm(e);
        expectCanonical(form);

        if (!symbolsOf(e).has('r')) expect(toText(form)).not.toContain('floor');
        const moduli = new Map(condition.map(({ symbol, modulus }) => [symbol, modulus]));
        const fitting = new Map(
          [...at].map(([name, f]) => [name, times(f, [moduli.get(name) ?? 1n, 1n])] as const),
        );
        expect(conditionHolds(condition, new Map([...fitting].map(([name, [n]]) => [name, n])))).toBe(true);
        expect(same(valueAt(form, fitting), plainValue(formula, fitting))).toBe(true);
      }),
      { numRuns: rounds(1000) },
    );
  });

  test('is never called equal or different wrongly', () => {
    fc.assert(
      fc.property(integerFormulas, integerFormulas, integers, points, (f, g, shift, at) => {
        const [a, b] = [build(f), build(g)];
        const equal = same(plainValue(f, at), plainValue(g, at));
        if (compare(a, b) === 'equal') expect(equal).toBe(true);
        if (compare(a, b) === 'different') expect(equal).toBe(false);
        expect(compare(a, add(a, shift))).toBe(shift === 0n ? 'equal' : 'different');
      }),
      runs,
    );
  });
});
