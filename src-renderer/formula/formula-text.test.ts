import { expect, test } from 'vitest';
import { add, div, mul, pow, symbol } from '../../src-core/algebra/expression.ts';
import { latexPower, splitFormula } from '../../src-core/algebra/print-terms.ts';
import { floorDiv } from '../../src-core/algebra/rounding.ts';
import { analyze } from '../../src-core/analysis/analyzer.ts';
import { itemAt } from '../../src-core/analysis/item-paths.ts';
import { catalogue, networkOf } from '../../src-core/catalogue.ts';
import { expand } from '../../src-core/language/expand.ts';
import { channelRule, groupChannels } from '../symbolic/group-channels.ts';
import { groupProducts, latexProduct, powerSum } from '../symbolic/weight-products.ts';
import { bindingsText, conditionVerdict } from './condition-words.ts';

const [w, k, H, W] = ['w', 'k', 'H', 'W'].map((name) => symbol(name)) as [
  ReturnType<typeof symbol>,
  ReturnType<typeof symbol>,
  ReturnType<typeof symbol>,
  ReturnType<typeof symbol>,
];

test('a formula is cut into its terms, signs apart', () => {
  const { common, terms } = splitFormula(add(mul(pow(k, 2), pow(w, 2)), mul(-3n, w), 7n));
  expect(common).toBeNull();
  expect(terms).toEqual([
    { isNegative: false, latex: 'k^{2} w^{2}' },
    { isNegative: true, latex: '3 w' },
    { isNegative: false, latex: '7' },
  ]);
});

test('what all terms share is drawn once', () => {
  const { common, terms } = splitFormula(mul(H, W, add(div(pow(w, 2), 2n), w)), new Set(['H', 'W']));
  expect(common).toBe('H W');
  expect(terms.map((term) => term.latex)).toEqual(['\\frac{w^{2}}{2}', 'w']);
});

test('a constant and nothing at all are one term', () => {
  expect(splitFormula(28_768n)).toEqual({ common: null, terms: [{ isNegative: false, latex: '28{,}768' }] });
  expect(splitFormula(0n).terms).toEqual([{ isNegative: false, latex: '0' }]);
  expect(splitFormula(mul(5n, w)).terms).toEqual([{ isNegative: false, latex: '5 w' }]);
});

test('powers of sums stand in brackets', () => {
  expect(latexPower(w, 2)).toBe('w^{2}');
  expect(latexPower(add(w, 1n), 2)).toBe('\\left(w + 1\\right)^{2}');
  expect(latexPower(mul(2n, w), 1)).toBe('2 w');
});

test('a condition says which numbers meet it', () => {
  const numbers = new Map([
    ['w', 20n],
    ['H', 224n],
    ['W', 224n],
  ]);
  expect(conditionVerdict([{ modulus: 8n, symbol: 'w' }], numbers)).toEqual({
    holds: false,
    text: 'w = 20 does not',
  });
  expect(conditionVerdict([{ modulus: 4n, symbol: 'w' }], numbers)).toEqual({
    holds: true,
    text: 'w = 20 does',
  });
  const both = [
    { modulus: 32n, symbol: 'H' },
    { modulus: 32n, symbol: 'W' },
  ];
  expect(conditionVerdict([{ modulus: 8n, symbol: 'w' }, ...both], numbers).text).toBe('w = 20 does not');
  expect(conditionVerdict(both, numbers).text).toBe('H = W = 224 do');
  expect(bindingsText(['H', 'W', 'w'], numbers)).toBe('H = W = 224 and w = 20');
});

const channels = (values: Record<string, unknown>, id = 'hs-block', width = 100n) => {
  const definition = catalogue.definitionOf(id)!;
  return groupChannels(expand(definition, values as never, [[1n, width, 8n, 8n]]));
};

test('the channel table of an HS-Block is read off its graph', () => {
  expect(channels({})).toEqual([
    { group: 'group1', split: 20n, conv: null, pass: 20n, carry: null },
    { group: 'group2', split: 20n, conv: 20n, pass: 10n, carry: 10n },
    { group: 'group3', split: 20n, conv: 30n, pass: 15n, carry: 15n },
    { group: 'group4', split: 20n, conv: 35n, pass: 18n, carry: 17n },
    { group: 'group5', split: 20n, conv: 37n, pass: 37n, carry: null },
  ]);
});

test('and so is that of a Res2Net module, where a result goes both ways', () => {
  expect(channels({ s: 4, w: 25n }, 'res2net-block')).toEqual([
    { group: 'group1', split: 25n, conv: 25n, pass: 25n, carry: 25n },
    { group: 'group2', split: 25n, conv: 25n, pass: 25n, carry: 25n },
    { group: 'group3', split: 25n, conv: 25n, pass: 25n, carry: null },
    { group: 'group4', split: 25n, conv: null, pass: 25n, carry: null },
  ]);
});

test('one group, and widths too small to cut, still add up', () => {
  for (const [s, wide] of [
    [1, 3n],
    [2, 1n],
    [5, 1n],
    [3, 2n],
  ] as const) {
    const table = channels({ s, w: wide }, 'hs-block', BigInt(s) * wide);
    const total = table.reduce((sum, row) => sum + ((row.pass as bigint | null) ?? 0n), 0n);
    expect(total, `${s} groups of ${wide}`).toBe(BigInt(s) * wide);
  }
});

test('the rule from group to group is found from the widths', () => {
  const symbolic = (values: Record<string, unknown>) =>
    channels({ w, ...values }, 'hs-block', mul(5n, w) as never);
  expect(channelRule(symbolic({}))).toBe('w + \\left\\lfloor c_j/2 \\right\\rfloor');
  expect(channelRule(symbolic({ carry: 'ceil' }))).toBe('w + \\left\\lceil c_j/2 \\right\\rceil');
  expect(channelRule(channels({ s: 2, w: 4n }, 'hs-block', 8n))).toBeNull();
});

test('group weights become one sum of squares where the widths differ', () => {
  const definition = catalogue.definitionOf('hs-block')!;
  const expansion = expand(definition, { w, k }, [[1n, mul(5n, w), H, W]]);
  const groups = ['group1', 'group2', 'group3', 'group4', 'group5'];
  const sum = powerSum(groupProducts(expansion, groups)!)!;
  expect(latexProduct(sum.common)).toBe('k^{2}');
  expect(sum.exponent).toBe(2);
  expect(sum.terms.map(({ index, base }) => [index, base])).toEqual([
    [1, w],
    [2, add(w, floorDiv(w, 2n))],
    [3, add(w, floorDiv(mul(3n, w), 4n))],
    [4, add(w, floorDiv(mul(7n, w), 8n))],
  ]);
});

test('equal groups need no sum', () => {
  const expansion = itemAt(analyze(networkOf('res2net-50')!.design, catalogue), 'stage1/block2')!.expansion!;
  const block = expansion.children.find(
    (child) => child.expansion.definition.id === 'res2net-block',
  )!.expansion;
  expect(powerSum(groupProducts(block, ['group1', 'group2', 'group3', 'group4'])!)).toBeNull();
});
