import { describe, expect, test } from 'vitest';
import { closedForm } from './closed-form.ts';
import { conditionHolds, conditionSentence } from './condition.ts';
import { substitute } from './evaluate.ts';
import type { Expr } from './expression.ts';
import { add, div, mul, pow, rational, sub, symbol } from './expression.ts';
import { toText } from './print.ts';
import { ceilDiv, floor, floorDiv } from './rounding.ts';

const [H, W, k, w, planes] = ['H', 'W', 'k', 'w', 'planes'].map((name) => symbol(name)) as [
  Expr,
  Expr,
  Expr,
  Expr,
  Expr,
];
const ratio = symbol('ratio', { integer: false });

const closed = (e: Expr): [string, string | null] => {
  const { form, condition } = closedForm(e);
  return [toText(form), conditionSentence(condition)];
};

/** The channels of the convolutions of a hierarchical split: c1 = w, then w and half of the one before. */
function cascade(s: number, first: Expr): Expr[] {
  const channels: Expr[] = [];
  for (let group = 2; group <= s; group++) {
    const before = channels.at(-1);
    channels.push(before === undefined ? first : add(first, floorDiv(before, 2n)));
  }
  return channels;
}

const squares = (channels: readonly Expr[]): Expr => add(...channels.map((c) => pow(c, 2)));

describe('a hierarchical split', () => {
  test.each([
    [2, 'w^2', null],
    [3, '13/4*w^2', '2 divides w'],
    [4, '101/16*w^2', '4 divides w'],
    [5, '629/64*w^2', '8 divides w'],
    [8, '87637/4096*w^2', '64 divides w'],
  ] as const)('of %i groups sums up to %s', (s, form, sentence) => {
    expect(closed(squares(cascade(s, w)))).toEqual([form, sentence]);
  });

  test('has one floor for each group', () => {
    expect(cascade(5, w).map(toText)).toEqual([
      'w',
      'w + floor(w/2)',
      'w + floor(3*w/4)',
      'w + floor(7*w/8)',
    ]);
  });

  test('has an exact closed form if and only if 2^(s-2) divides w', () => {
    for (let s = 2; s <= 8; s++) {
      const { form, condition } = closedForm(squares(cascade(s, w)));
      for (let width = 1n; width <= 260n; width++) {
        const bound = new Map([['w', width]]);
        const exact = squares(cascade(s, width));
        expect(substitute(squares(cascade(s, w)), bound)).toBe(exact);
        expect(substitute(form, bound) === exact).toBe(conditionHolds(condition, bound));
      }
    }
  });
});

describe('strides', () => {
  test('five in a row close to a thirty-second', () => {
    let size: Expr = H;
    for (let stride = 0; stride < 5; stride++) size = add(floorDiv(sub(size, 1n), 2n), 1n);
    expect(toText(size)).toBe('floor((H + 31)/32)');
    expect(closed(size)).toEqual(['H/32', '32 divides H']);
    expect(closed(mul(size, substitute(size, new Map([['H', W]]))))).toEqual([
      'H*W/1024',
      '32 divides H and W',
    ]);
  });

  test('rounded up at every step stay one floor', () => {
    let size: Expr = H;
    for (let stride = 0; stride < 5; stride++) size = ceilDiv(size, 2n);
    expect(toText(size)).toBe('H - floor(31*H/32)');
    expect(closed(size)).toEqual(['H/32', '32 divides H']);
  });
});

describe('the modulus', () => {
  test.each<[string, Expr, string, string | null]>([
    ['none without floors', div(w, 2n), 'w/2', null],
    [
      'of a product goes to the last lower-case name',
      floorDiv(mul(planes, w), 64n),
      'planes*w/64',
      '64 divides w',
    ],
    ['prefers lower case', floorDiv(mul(k, W), 6n), 'W*k/6', '6 divides k'],
    ['of a power is its root', floorDiv(pow(w, 2), 72n), 'w^2/72', '12 divides w'],
    [
      'counts what other floors ask for',
      add(floorDiv(mul(planes, w), 64n), floorDiv(planes, 4n)),
      'planes*w/64 + planes/4',
      '4 divides planes and 16 divides w',
    ],
    ['is joined', add(floorDiv(w, 4n), floorDiv(w, 6n)), '5/12*w', '12 divides w'],
    ['rounds the constant', floorDiv(add(w, 5n), 3n), 'w/3 + 1', '3 divides w'],
    [
      'stands once for several symbols',
      add(floorDiv(H, 32n), floorDiv(W, 32n), floorDiv(w, 8n)),
      'H/32 + W/32 + w/8',
      '8 divides w and 32 divides H and W',
    ],
    [
      'lists three symbols',
      add(floorDiv(H, 2n), floorDiv(W, 2n), floorDiv(w, 2n)),
      'H/2 + W/2 + w/2',
      '2 divides H, W and w',
    ],
  ])('%s', (_, e, form, sentence) => {
    expect(closed(e)).toEqual([form, sentence]);
  });

  test('does not reach a floor over a decimal, which stays', () => {
    const width = floor(mul(ratio, planes));
    expect(closed(add(width, floorDiv(w, 2n)))).toEqual(['w/2 + floor(planes*ratio)', '2 divides w']);
    expect(closed(floorDiv(add(mul(2n, width), w), 3n))).toEqual([
      'floor((w + 2*floor(planes*ratio))/3)',
      null,
    ]);
    expect(closed(floorDiv(mul(w, width), 3n))).toEqual(['w*floor(planes*ratio)/3', '3 divides w']);
  });

  test('stays sound where a prime is too large to look for', () => {
    const prime = 2n ** 61n - 1n;
    const { condition } = closedForm(floorDiv(pow(w, 2), prime * prime));
    expect(condition).toEqual([{ modulus: prime * prime, symbol: 'w' }]);
  });
});

describe('a condition', () => {
  const condition = [{ modulus: 8n, symbol: 'w' }];

  test('holds for multiples, zero and negatives among them', () => {
    for (const width of [0n, 8n, -16n]) expect(conditionHolds(condition, new Map([['w', width]]))).toBe(true);
    expect(conditionHolds(condition, new Map([['w', 20n]]))).toBe(false);
  });

  test('does not hold for a symbol without a number', () => {
    expect(conditionHolds(condition, new Map())).toBe(false);
    expect(conditionHolds([], new Map())).toBe(true);
  });

  test('makes no sentence where there is none', () => {
    expect(closed(rational(5n, 2n))).toEqual(['5/2', null]);
    expect(closed(7n)).toEqual(['7', null]);
  });
});
