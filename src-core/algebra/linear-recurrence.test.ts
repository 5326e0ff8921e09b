import fc from 'fast-check';
import { expect, test } from 'vitest';
import { substitute } from './evaluate.ts';
import { add, mul, pow, rational, symbol } from './expression.ts';
import { afterSteps, linearIn } from './linear-recurrence.ts';

const [w, c, n] = [symbol('w'), symbol('c'), symbol('n')];

test('a rule is linear in a symbol or it is none', () => {
  expect(linearIn(add(mul(rational(1n, 2n), c), mul(3n, w)), 'c')).toEqual({
    factor: rational(1n, 2n),
    rest: mul(3n, w),
  });
  expect(linearIn(mul(w, c), 'c')).toBeNull();
  expect(linearIn(pow(c, 2), 'c')).toBeNull();
  expect(linearIn(w, 'c')).toEqual({ factor: 0n, rest: w });
});

test('after so many steps it is what the steps make one by one', () => {
  const small = fc.bigInt({ min: 0n, max: 5n });
  const part = fc.bigInt({ min: 1n, max: 5n });
  fc.assert(
    fc.property(small, part, small, small, fc.nat(7), (over, under, rest, start, count) => {
      const rule = { factor: rational(over, under), rest: mul(rest, w) };
      const first = over === 0n ? rule.rest : mul(start, w);
      const form = afterSteps(rule, first, n)!;
      let value = first;
      for (let step = 0; step < count; step++) value = add(mul(rule.factor, value), rule.rest);
      expect(substitute(form, new Map([['n', BigInt(count)]]))).toEqual(value);
    }),
  );
});

test('what has no closed form is said to have none', () => {
  expect(afterSteps({ factor: -1n, rest: w }, w, n)).toBeNull();
  expect(afterSteps({ factor: 0n, rest: w }, 0n, n)).toBeNull();
});
