import fc from 'fast-check';
import katex from 'katex';
import { describe, expect, test } from 'vitest';
import { rounds } from '../rounds.fixture.ts';
import { substitute } from './evaluate.ts';
import type { Expr } from './expression.ts';
import { add, constantOf, div, mul, pow, rational, sub, symbol } from './expression.ts';
import { primePowers } from './prime-powers.ts';
import { readableDivisor, toLatex, toReadable, toText } from './print.ts';
import { ceil, floor, floorDiv } from './rounding.ts';

const [H, W, k, w, c] = ['H', 'W', 'k', 'w', 'c'].map((name) => symbol(name)) as [
  Expr,
  Expr,
  Expr,
  Expr,
  Expr,
];
const planes = symbol('planes');
const ratio = symbol('ratio', { integer: false });

/** Numerator and positive denominator. */
type Fraction = readonly [bigint, bigint];

const plus = ([a, b]: Fraction, [c, d]: Fraction): Fraction => [a * d + c * b, b * d];
const times = ([a, b]: Fraction, [c, d]: Fraction): Fraction => [a * c, b * d];
const minus = ([a, b]: Fraction): Fraction => [-a, b];
const floorOf = ([n, d]: Fraction): bigint => (n - (((n % d) + d) % d)) / d;

/** Reads the printed grammar by recursive descent: + - * / ^ ( ) floor(), integers, symbols. */
function read(text: string, at: ReadonlyMap<string, Fraction>): Fraction {
  const tokens = text.match(/[A-Za-z_]\w*|\d+|[-+*/^()]/g) ?? [];
  expect(tokens.join('')).toBe(text.replaceAll(' ', ''));
  let next = 0;
  const accept = (token: string): boolean => tokens[next] === token && ++next > 0;
  const sum = (): Fraction => {
    let value = accept('-') ? minus(product()) : product();
    for (;;) {
      if (accept('+')) value = plus(value, product());
      else if (accept('-')) value = plus(value, minus(product()));
      else return value;
    }
  };
  const product = (): Fraction => {
    let value = power();
    for (;;) {
      if (accept('*')) value = times(value, power());
      else if (accept('/')) value = times(value, [1n, power()[0]]);
      else return value;
    }
  };
  const power = (): Fraction => {
    const [n, d] = primary();
    const exponent = accept('^') ? BigInt(tokens[next++] as string) : 1n;
    return [n ** exponent, d ** exponent];
  };
  const primary = (): Fraction => {
    const token = tokens[next++] as string;
    if (/^\d/.test(token)) return [BigInt(token), 1n];
    if (token !== '(' && token !== 'floor') return at.get(token) as Fraction;
    if (token === 'floor') expect(accept('(')).toBe(true);
    const inside = sum();
    expect(accept(')')).toBe(true);
    return token === 'floor' ? [floorOf(inside), 1n] : inside;
  };
  const value = sum();
  expect(next).toBe(tokens.length);
  return value;
}

const symbols: readonly Expr[] = [H, W, k, planes, ratio];
const expressions: fc.Arbitrary<Expr> = fc.letrec<{ e: Expr }>((tie) => ({
  e: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.constantFrom(...symbols),
    fc
      .tuple(fc.bigInt({ min: -5000n, max: 5000n }), fc.constantFrom(1n, 2n, 7n))
      .map(([n, d]) => rational(n, d)),
    fc.tuple(tie('e'), tie('e')).map(([a, b]) => add(a, b)),
    fc.tuple(tie('e'), tie('e')).map(([a, b]) => sub(a, b)),
    fc.tuple(tie('e'), tie('e')).map(([a, b]) => mul(a, b)),
    fc.tuple(tie('e'), fc.constantFrom(2n, 3n, 49n, 1000n)).map(([a, d]) => floor(div(a, d))),
    tie('e').map((a) => ceil(a)),
  ),
})).e;

describe('text', () => {
  test.each<[Expr, string]>([
    [0n, '0'],
    [-7n, '-7'],
    [rational(629n, 64n), '629/64'],
    [rational(-1n, 2n), '-1/2'],
    [add(mul(rational(101n, 16n), pow(k, 2), pow(w, 2)), mul(3n, w), -4n), '101/16*k^2*w^2 + 3*w - 4'],
    [sub(1n, w), '-w + 1'],
    [div(H, 32n), 'H/32'],
    [div(mul(-1n, H, W), 4n), '-H*W/4'],
    [add(mul(w, k), mul(w, w), pow(k, 2), k, w), 'k^2 + k*w + w^2 + k + w'],
    [ceil(div(c, 2n)), 'c - floor(c/2)'],
    [floorDiv(mul(3n, w), 4n), 'floor(3*w/4)'],
    [add(floorDiv(sub(H, 1n), 2n), 1n), 'floor((H + 1)/2)'],
    [floor(mul(ratio, planes)), 'floor(planes*ratio)'],
    [floorDiv(mul(planes, w), 64n), 'floor(planes*w/64)'],
    [pow(floorDiv(w, 2n), 2), 'floor(w/2)^2'],
    [floor(add(w, div(c, 2n), rational(3n, 2n))), 'w + floor((c + 1)/2) + 1'],
    [1234567n, '1234567'],
  ])('case %#: %s', (e, text) => {
    expect(toText(e)).toBe(text);
  });

  test('read back by a plain evaluator it has the value of the expression', () => {
    const points = fc.tuple(
      ...symbols.map(() => fc.bigInt({ min: -400n, max: 400n })),
      fc.constantFrom(1n, 2n, 3n, 10n),
    );
    fc.assert(
      fc.property(expressions, points, (e, [...numbers]) => {
        const denominator = numbers.pop() as bigint;
        const at = new Map<string, Fraction>(
          ['H', 'W', 'k', 'planes', 'ratio'].map((name, index) => [
            name,
            [numbers[index] as bigint, name === 'ratio' ? denominator : 1n],
          ]),
        );
        const value = constantOf(substitute(e, new Map([...at].map(([name, f]) => [name, rational(...f)]))));
        const [n, d] = read(toText(e), at);
        expect(value).toEqual(constantOf(rational(n, d)));
      }),
      { numRuns: rounds(1000) },
    );
  });

  test('a floor is right in floating point too', () => {
    const inFloats = (text: string, H: number): number =>
      new Function('H', 'floor', `return ${text}`)(H, Math.floor) as number;
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 1, max: 97 }), (size, by) => {
        expect(inFloats(toText(floorDiv(H, BigInt(by))), size)).toBe(Number(BigInt(size) / BigInt(by)));
      }),
    );
  });
});

describe('for people', () => {
  test('what divides is a power where that is shorter, and long integers are grouped', () => {
    expect(readableDivisor(274877906944n)).toBe('2^38');
    expect(readableDivisor(8n)).toBe('8');
    const value = mul(rational(11283307649737638475552085n, 2n ** 76n), pow(w, 2));
    expect(toReadable(value)).toBe('11,283,307,649,737,638,475,552,085/2^76*w^2');
    expect(toReadable(mul(rational(1n, 3n * 2n ** 38n), w))).toBe('w/(3*2^38)');
    expect(toReadable(mul(2447832n, w))).toBe('2447832*w');
    expect(toLatex(mul(rational(1n, 2n ** 38n), w))).toBe('\\frac{w}{2^{38}}');
  });

  test('without its commas it has the value of the expression', () => {
    const seed = Date.now() % 1_000_000;
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 10n ** 30n }), fc.nat(90), fc.nat(50), (n, two, three) => {
        const value = mul(rational(n, 2n ** BigInt(two) * 3n ** BigInt(three)), w);
        const [top, bottom] = read(toReadable(value).replaceAll(',', ''), new Map([['w', [1n, 1n]]]));
        expect(top * 2n ** BigInt(two) * 3n ** BigInt(three)).toBe(bottom * n);
      }),
      { seed },
    );
  });

  test('powers come to the number that they stand for', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 10n ** 40n }), (value) => {
        const found = primePowers(value);
        if (found === null) return;
        const product = found.powers.reduce(
          (all, one) => all * one.prime ** BigInt(one.exponent),
          found.factor,
        );
        expect(product).toBe(value);
      }),
    );
  });
});

describe('LaTeX', () => {
  test.each<[Expr, string]>([
    [1234567n, '1{,}234{,}567'],
    [-1234n, '-1{,}234'],
    [999n, '999'],
    [mul(rational(101n, 16n), pow(k, 2), pow(w, 2)), '\\frac{101}{16} k^{2} w^{2}'],
    [mul(rational(87637n, 4096n), pow(w, 2)), '\\frac{87{,}637}{4{,}096} w^{2}'],
    [sub(div(H, 32n), 1n), '\\frac{H}{32} - 1'],
    [add(floorDiv(sub(H, 1n), 2n), 1n), '\\left\\lfloor \\frac{H + 1}{2} \\right\\rfloor'],
    [floor(mul(ratio, w)), '\\left\\lfloor \\mathrm{ratio} \\, w \\right\\rfloor'],
    [mul(3n, symbol('C_out'), W, planes), '3 C_{\\mathrm{out}} W \\, \\mathrm{planes}'],
    [mul(symbol('C_1'), symbol('w2')), 'C_{1} w_{2}'],
    [symbol('mid_channels_2'), '\\mathrm{mid}_{\\mathrm{channels\\_2}}'],
    [symbol('_'), '\\mathrm{\\_}'],
    [symbol('stage3'), '\\mathrm{stage3}'],
  ])('case %#: %s', (e, latex) => {
    expect(toLatex(e)).toBe(latex);
  });

  test('renders', () => {
    fc.assert(
      fc.property(expressions, (e) => {
        katex.renderToString(toLatex(e), { throwOnError: true, strict: 'error' });
      }),
      { numRuns: rounds(200) },
    );
  });
});
