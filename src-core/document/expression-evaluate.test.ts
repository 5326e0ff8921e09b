import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Expr } from '../algebra/expression.ts';
import { NotSymbolic, rational, symbol } from '../algebra/expression.ts';
import { toText } from '../algebra/print.ts';
import type { Lookup } from './expression-evaluate.ts';
import { evaluateExpression, makeDivisible } from './expression-evaluate.ts';
import { parseExpression } from './expression-parser.ts';

function evaluate(text: string, values: Record<string, Expr | string> = {}) {
  const syntax = parseExpression(text);
  if (!syntax.ok) throw new Error(text);
  const lookup: Lookup = (name) => (Object.hasOwn(values, name) ? values[name] : undefined);
  return evaluateExpression(syntax.value, lookup);
}

function resultOf(text: string, values: Record<string, Expr | string> = {}): Expr | string {
  const result = evaluate(text, values);
  if (!result.ok) throw new Error(result.issues[0]?.code);
  return result.value;
}

describe('numbers', () => {
  test('arithmetic is exact', () => {
    expect(resultOf('0.1 + 0.2')).toEqual(rational(3n, 10n));
    expect(resultOf('1/3*3')).toBe(1n);
    expect(resultOf('9007199254740993 * 3 - 1')).toBe(27021597764222978n);
    expect(resultOf('-7/2')).toEqual(rational(-7n, 2n));
  });

  test('functions round as Python does', () => {
    expect(resultOf('floor(-7/2)')).toBe(-4n);
    expect(resultOf('ceil(-7/2)')).toBe(-3n);
    expect([resultOf('round(5/2)'), resultOf('round(7/2)'), resultOf('round(-1/2)')]).toEqual([2n, 4n, 0n]);
    expect([resultOf('mod(-7, 3)'), resultOf('mod(7, -3)'), resultOf('mod(5.5, 2)')]).toEqual([
      2n,
      -2n,
      rational(3n, 2n),
    ]);
    expect([resultOf('min(3, 1/2, 2)'), resultOf('max(3, 7/2)'), resultOf('max(-1)')]).toEqual([
      rational(1n, 2n),
      rational(7n, 2n),
      -1n,
    ]);
  });

  test('roots of squares are exact, that of 0 among them', () => {
    expect(['sqrt(0)', 'sqrt(9)', 'sqrt(9/4)*2'].map((text) => resultOf(text))).toEqual([0n, 3n, 3n]);
  });

  test('names are looked up, and a width follows its variables', () => {
    expect(resultOf('floor(planes*w/64)', { planes: 256n, w: 26n })).toBe(104n);
  });

  test('makeDivisible gives the widths of MobileNetV2 0.35', () => {
    const published = [
      [32n, 16n],
      [24n, 8n],
      [64n, 24n],
      [96n, 32n],
      [160n, 56n],
      [320n, 112n],
    ] as const;
    for (const [width, scaled] of published)
      expect(makeDivisible(rational(width * 35n, 100n), 8n)).toBe(scaled);
    expect(resultOf('makeDivisible(3, 8)')).toBe(8n);
    expect(resultOf('makeDivisible(3, 8, 1)')).toBe(9n);
    expect(resultOf('makeDivisible(20, 8, 64)')).toBe(64n);
  });

  test('makeDivisible is a maximum of two steps, which are one from 4.5 divisors on', () => {
    for (const divisor of [1n, 3n, 4n, 8n]) {
      for (let twentieth = 1n; twentieth <= 400n; twentieth += 1n) {
        const x = rational(twentieth * divisor, 20n);
        const [below, nearest] = [(9n * twentieth + 199n) / 200n, (twentieth + 10n) / 20n];
        expect(makeDivisible(x, divisor)).toBe(divisor * (below > nearest ? below : nearest));
        if (twentieth >= 90n) expect(below).toBeLessThanOrEqual(nearest);
      }
    }
  });

  test('makeDivisible equals the reference program', () => {
    // int(v + divisor / 2) // divisor * divisor in doubles, which are exact for these halves
    const reference = (value: number, divisor: number, least = divisor) => {
      const nearest = Math.max(least, Math.floor(Math.trunc(value + divisor / 2) / divisor) * divisor);
      return nearest < 0.9 * value ? nearest + divisor : nearest;
    };
    const whole = fc.integer({ min: -200, max: 5000 });
    fc.assert(
      fc.property(
        whole,
        fc.integer({ min: 1, max: 64 }),
        fc.option(fc.integer({ min: -64, max: 64 }), { nil: undefined }),
        (value, divisor, least) => {
          const result = makeDivisible(
            BigInt(value),
            BigInt(divisor),
            least === undefined ? undefined : BigInt(least),
          );
          expect(result).toBe(BigInt(reference(value, divisor, least)));
        },
      ),
    );
  });
});

describe('choices', () => {
  test('a name alone may be one', () => {
    expect(resultOf('down', { down: 'stage' })).toBe('stage');
    expect(resultOf(' (down) ', { down: 'stage' })).toBe('stage');
  });

  test('among numbers it is an issue', () => {
    for (const [text, at] of [
      ['1 + down', 4],
      ['floor(down)', 6],
      ['-down', 1],
    ] as const) {
      const result = evaluate(text, { down: 'stage' });
      expect(result).toMatchObject({
        issues: [{ code: 'expression/not-a-number', where: { at }, data: { name: 'down' } }],
      });
    }
  });
});

describe('symbols', () => {
  const w = symbol('w');

  test('a formula stays a formula', () => {
    const text = (source: string) => toText(resultOf(source, { w, planes: symbol('planes') }) as Expr);
    expect(text('2*(w + 1) - w')).toBe('w + 2');
    expect(text('floor(planes*w/64)')).toBe('floor(planes*w/64)');
    expect(text('mod(w, 2)')).toBe('w - 2*floor(w/2)');
    expect(text('0*w')).toBe('0');
  });

  test('what cannot stay one says so', () => {
    for (const text of [
      'min(w, 2)',
      'max(1, w)',
      'round(w/2)',
      'makeDivisible(w, 8)',
      'makeDivisible(8, 8, w)',
      '1/w',
      'mod(3, w)',
    ]) {
      expect(() => evaluate(text, { w }), text).toThrow(NotSymbolic);
    }
    expect(() => evaluate('makeDivisible(w, 8)', { w })).toThrow(
      expect.objectContaining({ operation: 'makeDivisible', symbols: ['w'] }),
    );
  });
});

describe('faults', () => {
  test('have their character', () => {
    const faults = [
      ['1 + nope', 'expression/unknown-name', 4],
      ['toString', 'expression/unknown-name', 0],
      ['8 / (w - 2)', 'expression/division-by-zero', 5],
      ['mod(8, w - 2)', 'expression/division-by-zero', 7],
      ['makeDivisible(8, 0)', 'expression/division-by-zero', 17],
    ] as const;
    for (const [text, code, at] of faults) {
      expect(evaluate(text, { w: 2n }), text).toMatchObject({ ok: false, issues: [{ code, where: { at } }] });
    }
  });

  test('a name that is none is answered by the nearest of those that may be used', () => {
    const syntax = parseExpression('2*strde');
    if (!syntax.ok) throw new Error('no syntax');
    const known = () => ['stride', 'kernel', 'pad'];
    const result = evaluateExpression(syntax.value, () => undefined, { known });
    expect(result).toMatchObject({ issues: [{ data: { nearest: 'nearest are stride, kernel, pad' } }] });
  });

  test('a result over 10,000 digits is refused', () => {
    const big = 10n ** 9_999n;
    expect(evaluate('a', { a: big })).toEqual({ ok: true, value: big });
    expect(evaluate('a + 0', { a: big })).toEqual({ ok: true, value: big });
    expect(evaluate('1 + a*10', { a: big })).toMatchObject({
      ok: false,
      issues: [{ code: 'expression/too-big', where: { at: 4 } }],
    });
    expect(evaluate('-a/7*10', { a: big })).toMatchObject({
      ok: false,
      issues: [{ code: 'expression/too-big' }],
    });
    expect(evaluate('1/a/10', { a: big })).toMatchObject({
      ok: false,
      issues: [{ code: 'expression/too-big' }],
    });
    const squares = Array(250).fill('a').join('*');
    expect(evaluate(squares, { a: 10n ** 308n })).toMatchObject({
      ok: false,
      issues: [{ code: 'expression/too-big' }],
    });
  });

  test('a formula of countless terms is refused before it is multiplied out', () => {
    const symbols = Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((name) => [name, symbol(name)]));
    const sum = '(a+b+c+d+e)';
    const product = Array(80).fill(sum).join('*');
    expect(evaluate(product, symbols)).toMatchObject({ ok: false, issues: [{ code: 'expression/too-big' }] });
    let nested = sum;
    for (let i = 0; i < 20; i++) nested = `floor(${nested}/2*(a/3+b/5))`;
    const result = evaluate(`${nested}*${sum}*${sum}*${sum}*${sum}*${sum}*${sum}`, symbols);
    expect(result.ok || result.issues[0]?.code === 'expression/too-big').toBe(true);
  });
});

type Fraction = readonly [numerator: bigint, denominator: bigint];

/** Text and its value, worked out apart in plain fractions; null after a division by zero. */
const { any } = fc.letrec<{ any: { text: string; value: Fraction | null } }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 5 },
    fc.nat(99).map((n) => ({ text: String(n), value: [BigInt(n), 1n] as Fraction })),
    fc.nat(999).map((n) => ({
      text: `${Math.floor(n / 100)}.${String(n % 100).padStart(2, '0')}`,
      value: [BigInt(n), 100n] as Fraction,
    })),
    tie('any').map(({ text, value }) => ({
      text: `-(${text})`,
      value: value && ([-value[0], value[1]] as Fraction),
    })),
    tie('any').map(({ text, value }) => ({
      text: `floor(${text})`,
      value: value && ([floorOf(value), 1n] as Fraction),
    })),
    fc.tuple(tie('any'), fc.constantFrom('+', '-', '*', '/'), tie('any')).map(([a, operator, b]) => ({
      text: `(${a.text}) ${operator} (${b.text})`,
      value: a.value && b.value && combined(a.value, operator, b.value),
    })),
  ),
}));

function floorOf([n, d]: Fraction): bigint {
  const quotient = n / d;
  return quotient * d === n || n < 0n === d < 0n ? quotient : quotient - 1n;
}

function combined([a, b]: Fraction, operator: string, [c, d]: Fraction): Fraction | null {
  if (operator === '+') return [a * d + c * b, b * d];
  if (operator === '-') return [a * d - c * b, b * d];
  if (operator === '*') return [a * c, b * d];
  return c === 0n ? null : [a * d, b * c];
}

test('every expression has the value that plain fractions give', () => {
  fc.assert(
    fc.property(any, ({ text, value }) => {
      fc.pre(text.length <= 1000);
      const result = evaluate(text);
      if (value === null)
        expect(result).toMatchObject({ ok: false, issues: [{ code: 'expression/division-by-zero' }] });
      else expect(result).toEqual({ ok: true, value: rational(...value) });
    }),
    { numRuns: 500 },
  );
});
