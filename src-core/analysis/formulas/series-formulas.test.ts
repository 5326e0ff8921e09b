import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { closedForm } from '../../algebra/closed-form.ts';
import { substitute } from '../../algebra/evaluate.ts';
import { exponential } from '../../algebra/exponential.ts';
import type { Expr } from '../../algebra/expression.ts';
import { add, mul, pow, rational, sub, symbol } from '../../algebra/expression.ts';
import { toLatex, toText } from '../../algebra/print.ts';
import { blocks, catalogue } from '../../catalogue.ts';
import { expand } from '../../language/expand.ts';
import type { Given } from '../../language/field.ts';
import type { Series } from '../../language/series.ts';
import { weightParts } from '../../language/weight-part.ts';
import { rounds } from '../../rounds.fixture.ts';
import { definitionFormulas } from './definition-formulas.ts';
import type { Formula } from './formula.ts';
import { divisorAt } from './series-closed.ts';
import { atCount, seriesConditionText, seriesFormulas } from './series-formulas.ts';

/**
 * Whether the closed form of a recurrent size follows from its rule: it begins with the first, and each next one differs
 * from the rule, its floors dropped, by nothing. True where a size has no recurrence.
 */
function recurrenceHolds(series: Series): boolean {
  return series.sizes.every(({ value, recurrence }) => {
    if (recurrence === undefined || value === null) return true;
    const at = (index: Expr) => substitute(value, new Map([[series.index, index]]));
    // The rule over a symbol has its floors dropped; then the closed form takes the symbol's place.
    const rule = closedForm(recurrence.next(symbol('before'))).form;
    const next = substitute(rule, new Map([['before', at(symbol(series.index))]]));
    const begins = sub(at(series.from), recurrence.first) === 0n;
    return begins && sub(at(add(symbol(series.index), 1n)), next) === 0n;
  });
}

const withSeries = blocks.filter((block) => block.series !== undefined);
const counts = Array.from({ length: 32 }, (_, index) => index + 1);
const bare: Given = { norm: 'none', activation: 'none' };
const settings: readonly Given[] = [
  {},
  bare,
  { norm: 'frozen', bias: true },
  { carry: 'ceil', bias: true },
  { cardinality: 3 },
  { pooled: 'last' },
];
const fitting = (block: (typeof blocks)[number], given: Given): Given =>
  Object.fromEntries(Object.entries(given).filter(([name]) => name in block.fields));

function formulasOf(block: (typeof blocks)[number], given: Given = {}) {
  const found = seriesFormulas(block, { bound: fitting(block, given) });
  if (!found.ok) throw new Error('no series');
  return found.value;
}
const hsBlock = catalogue.definitionOf('hs-block') as (typeof blocks)[number];

test('the blocks cut into groups declare their series', () => {
  expect(withSeries.map((block) => block.id)).toEqual([
    'hs-block',
    'res2net-block',
    'parallel-groups',
    'ghost-module',
  ]);
  expect(seriesFormulas(catalogue.definitionOf('conv2d')!)).toMatchObject({
    ok: false,
    issues: [{ code: 'formula/no-series' }],
  });
});

test('the HS-Block in any number of groups', () => {
  const { parts, series } = formulasOf(hsBlock);
  expect(toText(parts.conv)).toBe('4*k^2*s*w^2 + 16*k^2*w^2*2^(-s) - 16/3*k^2*w^2*4^(-s) - 32/3*k^2*w^2');
  expect(toLatex(parts.conv)).toBe(
    '4 k^{2} s w^{2} + 16 k^{2} w^{2} \\cdot 2^{-s} - \\frac{16}{3} k^{2} w^{2} \\cdot 4^{-s} - \\frac{32}{3} k^{2} w^{2}',
  );
  expect(toText(parts.norm)).toBe('4*s*w + 8*w*2^(-s) - 8*w');
  expect(toText(atCount(parts.conv, series, 4n))).toBe('101/16*k^2*w^2');
  expect(seriesConditionText(series.condition!)).toBe('2^(s - 2) divides w');
  // k² w² (4 (s-1) - 8 (1 - 2^-(s-1)) + 4/3 (1 - 4^-(s-1))), as it is usually written.
  const [s, w, k] = [symbol('s'), symbol('w'), symbol('k')];
  const gone = (base: bigint) => sub(1n, exponential(rational(1n, base), sub(s, 1n)));
  const factor = add(mul(4n, sub(s, 1n)), mul(-8n, gone(2n)), mul(rational(4n, 3n), gone(4n)));
  expect(sub(parts.conv, mul(factor, pow(k, 2), pow(w, 2)))).toBe(0n);
});

describe.each(withSeries.map((block) => [block.id, block] as const))('%s', (_, block) => {
  test('at every legal number of groups up to 32 the sum is the formula of the expansion', () => {
    for (const given of settings) {
      const { series, params, macs, parts } = formulasOf(block, given);
      // Convolutions alone at every number; with norms and biases, which are linear in the same sizes, at a few.
      const chosen = given === bare ? counts : [1, 2, 3, 4, 7];
      for (const count of chosen.filter((n) => n >= series.least)) {
        const bound = { ...fitting(block, given), [series.count]: count };
        const expansion = definitionFormulas(block, { bound });
        if (!expansion.ok) throw new Error('no formulas');
        const at = (form: Expr) => atCount(form, series, BigInt(count));
        const what = `${block.id} ${JSON.stringify(bound)}`;
        // Without a condition the sum equals the count with its floors, else what is left when they are dropped.
        const form = (formula: Formula) => (series.condition === null ? formula.exact : formula.form);
        expect(sub(at(params), form(expansion.value.params)), what).toBe(0n);
        for (const part of weightParts)
          expect(sub(at(parts[part]), form(expansion.value.parts[part])), `${what} ${part}`).toBe(0n);
        expect(sub(closedForm(at(macs)).form, expansion.value.macs.form), `${what} macs`).toBe(0n);
        // The condition is the one the expansion finds.
        const own = expansion.value.params.condition.reduce((all, { modulus }) => all * modulus, 1n);
        const divisor =
          series.condition === null
            ? 1n
            : divisorAt(series.condition, new Map([[series.count, BigInt(count)]]));
        if (series.sizes.every((size) => size.at === undefined)) expect(divisor, what).toBe(own);
      }
    }
  });

  test('at random legal numbers the sum is the exact count of the expanded block', () => {
    const values = fc.record({
      count: fc.integer({ min: 1, max: 12 }),
      times: fc.integer({ min: 1, max: 9 }),
      kernel: fc.constantFrom(1, 3, 5, 7),
      cheap: fc.constantFrom(1, 3, 5),
      given: fc.constantFrom(...settings),
      channels: fc.integer({ min: 1, max: 40 }),
    });
    fc.assert(
      fc.property(values, ({ count: wanted, times, kernel, cheap, given, channels }) => {
        const { series, params } = formulasOf(block, given);
        const count = Math.max(wanted, series.least);
        const at = new Map([[series.count, BigInt(count)]]);
        const divisor = series.condition === null ? 1n : divisorAt(series.condition, at);
        const own = fitting(block, given);
        const parts = BigInt((own.cardinality as number | undefined) ?? 1);
        const numbers: Record<string, bigint> = {
          w: divisor * BigInt(times) * parts,
          k: BigInt(kernel),
          kernel: BigInt(kernel),
          cheapKernel: BigInt(cheap),
          outChannels: BigInt(channels),
        };
        const fields = Object.fromEntries(Object.entries(numbers).filter(([name]) => name in block.fields));
        const input = 'w' in fields ? BigInt(count) * fields.w! : 3n;
        const expansion = expand(block, { ...own, ...fields, [series.count]: count }, [[1n, input, 4n, 4n]]);
        const bindings = new Map<string, Expr>([...Object.entries(fields), ['C_in', input]]);
        expect(substitute(atCount(params, series, BigInt(count)), bindings)).toBe(expansion.facts.params);
      }),
      { numRuns: rounds(300) },
    );
  });

  test('its recurrences have the closed forms that it names', () => {
    for (const given of settings) expect(recurrenceHolds(formulasOf(block, given).series)).toBe(true);
  });
});

test('4 (s-1) k² w² never exceeds s² k² w²: the difference is the square of (s-2) k w', () => {
  const [s, w, k] = [symbol('s'), symbol('w'), symbol('k')];
  const square = pow(mul(k, w), 2);
  const difference = sub(mul(pow(s, 2), square), mul(4n, sub(s, 1n), square));
  expect(sub(difference, pow(mul(sub(s, 2n), k, w), 2))).toBe(0n);
});
