import { describe, expect, test } from 'vitest';
import { symbol } from '../algebra/expression.ts';
import { toText } from '../algebra/print.ts';
import { conventionCost, conventionOf } from '../analysis/conventions/conventions.ts';
import { formulasOf } from '../analysis/formulas/item-formulas.ts';
import { expand } from '../language/expand.ts';
import type { Refusal } from '../language/refusal.ts';
import { einsum } from './einsum.ts';
import { readEquation } from './equation.ts';

test.each([
  ['bik->bi', 'it has 1 factors, not two'],
  ['a,b,c->abc', 'it has 3 factors, not two'],
  ['ij,jk->ik->', 'there are two arrows'],
  ['...ij,jk->...ik', 'an ellipsis stands for no axis here; each axis has a letter'],
  ['i2,2k->ik', 'i2 is no list of letters'],
  [',jk->jk', 'each factor and the product have at least one axis'],
  ['ii,ik->k', 'ii has a letter twice'],
  ['ij,jk->ikz', 'z is in the product alone'],
  ['ijx,jk->ik', 'x is in one factor alone and not in the product; reduce it ahead'],
  ['bi,bi->bi', 'no letter is summed over; a multiplication does that'],
])('%s is no matrix product: %s', (equation, reason) => {
  expect(readEquation(equation)).toBe(reason);
  try {
    expand(einsum, { equation }, [
      [1n, 2n],
      [2n, 3n],
    ]);
    expect.unreachable();
  } catch (error) {
    expect((error as Refusal).issue).toMatchObject({
      code: 'field/equation',
      where: { field: 'equation' },
      data: { reason },
    });
  }
});

test('factors that do not fit say which size is expected', () => {
  const issueOf = (...inputs: readonly (readonly bigint[])[]) => {
    try {
      return expand(einsum, { equation: 'bik,bkj->bij' }, inputs);
    } catch (error) {
      return (error as Refusal).issue;
    }
  };
  expect(issueOf([2n, 3n], [2n, 4n, 5n])).toMatchObject({ code: 'shape/rank', where: { port: 'a' } });
  expect(issueOf([2n, 3n, 4n], [2n, 6n, 5n])).toMatchObject({
    code: 'shape/mismatch',
    where: { port: 'b' },
    data: { expected: '2 × 4 × 5', got: '2 × 6 × 5' },
  });
});

describe('what tools count of it', () => {
  const inputs = [
    [3n, 50n, 70n],
    [3n, 70n, 90n],
  ];
  const costOf = (equation: string, name: 'fvcore' | 'calflops' | 'torch', shapes = inputs) =>
    conventionCost(expand(einsum, { equation }, shapes), conventionOf(name));

  test('calflops and fvcore read what numpy prints, to four digits', () => {
    expect(costOf('bik,bkj->bij', 'torch')).toBe(1_890_000n);
    expect(costOf('bik,bkj->bij', 'calflops')).toBe(1_890_000n);
    expect(costOf('bik,bkj->bij', 'fvcore')).toBe(945_000n);
    expect(
      costOf('ik,kj->ij', 'calflops', [
        [101n, 103n],
        [103n, 107n],
      ]),
    ).toBe(2_226_000n);
    expect(
      costOf('ik,kj->ij', 'fvcore', [
        [101n, 103n],
        [103n, 107n],
      ]),
    ).toBe(1_113_000n);
  });

  test('of two equations fvcore counts the products itself, whatever their letters', () => {
    const odd = [
      [1n, 101n, 103n],
      [1n, 107n, 103n],
    ];
    expect(costOf('nqd, nkd -> nkq', 'torch', odd)).toBe(2n * 1_113_121n);
    expect(
      costOf('nct,ncp->ntp', 'fvcore', [
        [1n, 103n, 101n],
        [1n, 103n, 107n],
      ]),
    ).toBe(1_113_121n);
    expect(costOf('ntg,ncg->ntc', 'fvcore', odd)).toBe(1_113_000n);
    expect(costOf('ntg,ncg->nct', 'fvcore', odd)).toBe(1_113_121n);
  });
});

test('its formula has a symbol for each letter', () => {
  const [b, h, i, j, d] = ['b', 'h', 'i', 'j', 'd'].map((name) => symbol(name)) as [
    ReturnType<typeof symbol>,
    ...ReturnType<typeof symbol>[],
  ];
  const result = formulasOf({
    definition: einsum,
    values: { equation: 'bhid,bhjd->bhij' },
    inputs: [
      [b, h!, i!, d!],
      [b, h!, j!, d!],
    ],
    numbers: new Map(),
  });
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  expect(toText(result.value.expansion.facts.macs)).toBe('b*d*h*i*j');
});
