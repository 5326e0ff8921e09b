import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { substitute } from '../algebra/evaluate.ts';
import { add, compare, mul, pow, rational, sub, symbol } from '../algebra/expression.ts';
import { definitionFormulas } from '../analysis/formulas/definition-formulas.ts';
import { printFormula } from '../analysis/formulas/formula.ts';
import { expand } from '../language/expand.ts';
import { rounds } from '../rounds.fixture.ts';
import { hsBlock } from './hs-block.ts';

const bare = { norm: 'none', activation: 'none' } as const;

const expanded = (w: number, s: number, carry: 'floor' | 'ceil', k = 3) =>
  expand(hsBlock, { w, s, k, carry, ...bare }, [[1n, BigInt(s * w), 4n, 4n]]);

const weights = (w: number, s: number, carry: 'floor' | 'ceil' = 'floor', k = 3): bigint =>
  expanded(w, s, carry, k).facts.params as bigint;

/** Channels c_1 … c_(s-1) of the convolutions: those of every group after the first, which passes. */
const convChannels = (w: number, s: number, carry: 'floor' | 'ceil') =>
  expanded(w, s, carry)
    .children.filter(({ name }) => /^group\d+$/.test(name) && name !== 'group1')
    .map(({ expansion }) => expansion.outputs[0]![1]);

/** Width, groups, carry, convolution channels, exact weights, printed formula, one convolution: measured rows. */
const rows: [number, number, 'floor' | 'ceil', number[], bigint, string, bigint][] = [
  [16, 4, 'floor', [16, 24, 28], 14_544n, '9792', 36_864n],
  [16, 5, 'floor', [16, 24, 28, 30], 22_644n, '14112', 57_600n],
  [16, 8, 'floor', [16, 24, 28, 30, 31, 31, 31], 48_591n, '27684', 147_456n],
  [16, 8, 'ceil', [16, 24, 28, 30, 31, 32, 32], 49_725n, '27684', 147_456n],
  [8, 5, 'floor', [8, 12, 14, 15], 5_661n, '3528', 14_400n],
  [26, 4, 'floor', [26, 39, 45], 37_998n, '25857', 97_344n],
  [26, 4, 'ceil', [26, 39, 46], 38_817n, '25857', 97_344n],
  [28, 5, 'floor', [28, 42, 49, 52], 68_877n, '43218', 176_400n],
  [32, 5, 'floor', [32, 48, 56, 60], 90_576n, '56448', 230_400n],
  [64, 4, 'floor', [64, 96, 112], 232_704n, '156672', 589_824n],
];

describe('convolution weights of the measured rows', () => {
  test.each(rows)('%iw x %is, carry %s', (w, s, carry, channels, exact, printed, one) => {
    expect(convChannels(w, s, carry)).toEqual(channels.map(BigInt));
    expect(weights(w, s, carry)).toBe(exact);
    const formulas = definitionFormulas(hsBlock, { bound: { w, s, k: 3, carry, ...bare } });
    if (!formulas.ok) throw new Error('no formulas');
    const beside = Object.fromEntries(formulas.value.comparisons.map((c) => [c.id, printFormula(c.weights)]));
    expect(beside.printed!.text).toBe(printed);
    expect(beside.convolution!.value).toBe(one);
    expect(beside.res2net!.value).toBe(BigInt(9 * (s - 1) * w * w));
  });
});

test('the closed form of section 1.2 is the formula of the expansion, for every s from 2 to 32', () => {
  const [w, k] = [symbol('w'), symbol('k')];
  for (let s = 2; s <= 32; s++) {
    const formulas = definitionFormulas(hsBlock, { bound: { s, ...bare } });
    if (!formulas.ok) throw new Error(`no formulas at s = ${s}`);
    const half = rational(1n, 2n ** BigInt(s - 1));
    const factor = add(
      sub(BigInt(4 * (s - 1)), mul(8n, sub(1n, half))),
      mul(rational(4n, 3n), sub(1n, mul(half, half))),
    );
    const { params } = formulas.value;
    expect(compare(params.form, mul(factor, pow(k, 2), pow(w, 2))), `s = ${s}`).toBe('equal');
    const modulus = 2n ** BigInt(Math.max(s - 2, 0));
    expect(params.condition).toEqual(modulus === 1n ? [] : [{ modulus, symbol: 'w' }]);
  }
});

test('whatever the rounding, outputs have s*w channels, and the floor form equals the weights', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 1, max: 70 }),
      fc.constantFrom('floor' as const, 'ceil' as const),
      fc.constantFrom(1, 3, 5),
      (s, w, carry, k) => {
        const shape = [2n, BigInt(s * w), 5n, 6n];
        const { outputs } = expand(hsBlock, { w, s, k, carry }, [shape]);
        expect(outputs).toEqual([shape]);
        const formulas = definitionFormulas(hsBlock, { bound: { s, carry, ...bare } });
        if (!formulas.ok) throw new Error('no formulas');
        const bindings = new Map([
          ['w', BigInt(w)],
          ['k', BigInt(k)],
        ]);
        expect(substitute(formulas.value.params.exact, bindings)).toBe(weights(w, s, carry, k));
      },
    ),
    { numRuns: rounds(300) },
  );
});

test('an HS-Block is never dearer than one convolution of the same channels', () => {
  for (let s = 2; s <= 16; s++)
    for (let w = 1; w <= 40; w++) expect(weights(w, s) <= BigInt(9 * s * w * s * w)).toBe(true);
});

test('s = 1 is the identity, s = 2 one convolution without a cut', () => {
  expect(weights(8, 1)).toBe(0n);
  const { children } = expand(hsBlock, { w: 8, s: 2 }, [[1n, 16n, 4n, 4n]]);
  expect(children.map((child) => child.name)).toEqual(['split', 'group1', 'group2', 'concat']);
});
