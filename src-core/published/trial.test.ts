import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { substitute } from '../algebra/evaluate.ts';
import { constantOf, mul, sub, symbolsOf } from '../algebra/expression.ts';
import { trial, trialAt, trialAtCount } from './trial.ts';
import { sourceOf, trialCases } from './trial-cases.ts';
import { printTrial, quotientText, verdictOf } from './trial-text.ts';

const named = (name: string) => {
  const found = trial(name);
  if (found === undefined) throw new Error(name);
  return found;
};

test('the verdicts, each from the difference', () => {
  const sentences = Object.fromEntries(
    trialCases.map(({ name }) => [name, printTrial(named(name)).sentence]),
  );
  expect(sentences).toEqual({
    'hs-linear': 'wrong: too low from s = 3 on; at s = 3, w = 2, k = 1 the count is 13, not 10',
    'hs-squared': 'right: both are equal for s from 1 to 64 where 2^(s - 2) divides w',
    'hs-convolution': 'holds: always less for s from 1 to 64',
    'hs-limit': 'holds: never more for s from 1 to 64, equal at s = 1',
    'hs-bound':
      'holds: never more for s from 1 to 64, equal at s = 2, as it is less by a square, k^2*w^2*(s - 2)^2',
    'hs-res2net': 'holds: never less for s from 1 to 64, equal for s from 1 to 2',
    'res2net-module': 'right: both are equal for s from 2 to 64',
    'res2net-ratio': 'right: both are equal for s from 2 to 64',
    'ghost-ratio': 'right: both are equal for s from 1 to 64',
    'ghost-ratio-channels': 'right: both are equal for s from 1 to 64',
    'ghost-ratio-s':
      'only near it: too high from s = 2 on; at s = 2, m = 1, k = 1, d = 1, c = 1 the ratio is 1, not 2',
    convolution: 'right: both are equal for s from 1 to 64',
  });
});

test('the linear factor at s = 4: 101/16 beside 17/4, and 37,998 beside 25,857 at w = 26', () => {
  const linear = named('hs-linear');
  const at = trialAtCount(linear, 4n);
  expect([at.ours, at.theirs].map(quotientText)).toEqual(['101/16*k^2*w^2', '17/4*k^2*w^2']);
  const numbers = new Map([
    ['s', 4n],
    ['w', 26n],
    ['k', 3n],
  ]);
  expect(trialAt(linear, numbers)).toMatchObject({ ours: 37_998n, theirs: 25_857n, isLegal: false });
  const text = printTrial(linear);
  expect(text.printed).toBe('sum(i = 1..s - 1, k^2*w^2*((2^(i - 1) - 1)/2^(i - 1) + 1))');
  expect(text.difference).toBe('2*k^2*s*w^2 + 12*k^2*w^2*2^(-s) - 16/3*k^2*w^2*4^(-s) - 20/3*k^2*w^2');
  expect(text.latex.printed).toBe(
    '\\sum_{i=1}^{s - 1} k^{2} w^{2} \\left(\\frac{2^{i-1}-1}{2^{i-1}}+1\\right)',
  );
});

test("a summand in the source's own signs is the one that is counted with", () => {
  for (const { theirs } of trialCases) {
    if (!('each' in theirs) || theirs.printed === undefined) continue;
    const read = new Function('i', 'w', 'k', `return ${theirs.printed.text.replaceAll('^', '**')}`) as (
      ...numbers: number[]
    ) => number;
    for (let i = 1; i <= 12; i++) {
      const numbers = new Map(Object.entries({ i, w: 26, k: 3 }).map(([name, n]) => [name, BigInt(n)]));
      const value = constantOf(substitute(mul(...theirs.each), numbers))!;
      expect(read(i, 26, 3)).toBe(Number(value.numerator) / Number(value.denominator));
    }
  }
});

describe.each(trialCases.map((one) => [one.name, one] as const))('%s', (name, one) => {
  const held = named(name);

  test('has a source, signs at every number of groups, and reads the same each time', () => {
    expect(sourceOf(one)).toMatch(/\S/);
    expect(held.signs).not.toBeNull();
    expect(held.signs![0]!.from).toBe(BigInt(one.count!.from));
    expect(held.signs!.at(-1)!.to).toBe(BigInt(one.count!.to));
    expect(held.isSquare).toBe(one.square !== undefined);
    expect(printTrial(held)).toEqual(printTrial(named(name)));
  });

  test('at random legal numbers the sign is that of the counted block, and below it none is smaller', () => {
    const names = [
      ...new Set([...symbolsOf(held.difference), ...symbolsOf(held.ours.numerator), 'w', 'k', 'm', 'd', 'c']),
    ];
    const point = fc.record({
      s: fc.integer({ min: one.count!.from, max: 9 }),
      sizes: fc.array(fc.integer({ min: 0, max: 6 }), { minLength: names.length, maxLength: names.length }),
    });
    fc.assert(
      fc.property(point, ({ s, sizes }) => {
        const divisor = 2n ** BigInt(Math.max(s - 2, 0));
        const numbers = new Map(
          names.map((symbol, index): [string, bigint] => {
            const size = BigInt(sizes[index]!);
            return [symbol, one.odd.includes(symbol) ? 2n * size + 1n : (size + 1n) * divisor];
          }),
        );
        numbers.set(one.count!.name, BigInt(s));
        const { ours, theirs, isLegal } = trialAt(held, numbers);
        expect(isLegal).toBe(true);
        const run = held.signs!.find(({ from, to }) => from <= BigInt(s) && BigInt(s) <= to)!;
        const apart = sub(ours, theirs);
        const sign =
          apart === 0n
            ? 0
            : typeof apart === 'bigint'
              ? apart < 0n
                ? -1
                : 1
              : apart.terms[0]!.coefficient.numerator < 0n
                ? -1
                : 1;
        expect(sign).toBe(run.sign);
        // The difference is the same, over both denominators.
        const over = mul(
          substitute(held.ours.denominator, numbers),
          substitute(held.theirs.denominator, numbers),
        );
        expect(sub(mul(apart, over), substitute(held.difference, numbers))).toBe(0n);
      }),
      { numRuns: 40 },
    );
  });

  test('the first disagreement is real, and there is none at fewer groups', () => {
    const { firstDisagreement: first, signs } = held;
    const parted = signs!.find(({ sign }) => sign !== 0);
    expect(first === null).toBe(parted === undefined);
    if (first === null) return;
    expect(first.numbers.get(one.count!.name)).toBe(parted!.from);
    expect(sub(first.ours, first.theirs)).not.toBe(0n);
    expect(first.isLegal).toBe(true);
  });
});

test('a wrong formula is found wrong, one that is right at times is found to differ, and a false claim fails', async () => {
  const { holdTrial } = await import('./trial.ts');
  const [linear] = trialCases;
  const res2net = trialCases.find(({ name }) => name === 'res2net-module')!;
  const { symbol } = await import('../algebra/expression.ts');
  const [s, w, k] = [symbol('s'), symbol('w'), symbol('k')];
  const high = holdTrial({ ...linear!, theirs: [4n, s, k, k, w, w] });
  expect(verdictOf(high)).toBe('high');
  const crossing = holdTrial({ ...res2net, theirs: [4n, k, k, w, w] });
  expect(verdictOf(crossing)).toBe('differs');
  expect(printTrial(crossing).sentence).toBe(
    'wrong: the two differ for s from 2 to 4 and from s = 6 on; at s = 2, w = 1, k = 1 the count is 1, not 4',
  );
  expect(verdictOf(holdTrial({ ...crossing.case, claim: 'at-most' }))).toBe('fails');
  expect(trial('no such')).toBeUndefined();
});
