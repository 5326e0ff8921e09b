import { describe, expect, test } from 'vitest';
import type { Expr } from '../../algebra/expression.ts';
import { catalogue, definitions } from '../../catalogue.ts';
import type { Given } from '../../language/field.ts';
import { definitionFormulas } from '../formulas/definition-formulas.ts';
import type { Derivation } from './derivation.ts';
import type { DeriveOptions } from './derive.ts';
import { deriveItem } from './derive.ts';
import { deriveSeries } from './series.ts';
import { namesLatex, namesText, printDerivation, stepLatex, stepSentence, stepText } from './text.ts';

function expansionOf(id: string, bound: Given = {}) {
  const formulas = definitionFormulas(catalogue.definitionOf(id)!, { bound });
  if (!formulas.ok) throw new Error(`${id} has no formulas`);
  return formulas.value.expansion;
}

describe('lines are read', () => {
  const lines = (derivation: Derivation) =>
    derivation.steps.map((step) => [stepSentence(step, derivation), ...namesText(step), stepText(step)]);
  const bare = { norm: 'none', activation: 'none' } as const;

  test('the HS-Block at 26w × 4s', () => {
    const numbers = new Map<string, Expr>([
      ['w', 26n],
      ['k', 3n],
    ]);
    const given: DeriveOptions = { of: 'params', by: 'group', numbers };
    const derivation = deriveItem(expansionOf('hs-block', { s: 4, ...bare }), given);
    expect(lines(derivation)).toEqual([
      [
        'every weight is the product of its sizes',
        'c_1 = w',
        'c_2 = w + floor(c_1/2)',
        'c_3 = w + floor(c_2/2)',
        'c_1^2*k^2 + c_2^2*k^2 + c_3^2*k^2',
      ],
      ['put in the sizes', 'k^2*w^2 + k^2*(w + floor(w/2))^2 + k^2*(w + floor(3*w/4))^2'],
      [
        'add up each group',
        'k^2*w^2 + (k^2*w^2 + 2*k^2*w*floor(w/2) + k^2*floor(w/2)^2) + (k^2*w^2 + 2*k^2*w*floor(3*w/4) + k^2*floor(3*w/4)^2)',
      ],
      [
        'collect equal powers',
        '3*k^2*w^2 + 2*k^2*w*floor(w/2) + 2*k^2*w*floor(3*w/4) + k^2*floor(w/2)^2 + k^2*floor(3*w/4)^2',
      ],
      ['drop the floors, exact when 4 divides w', '101/16*k^2*w^2'],
      [
        'put w = 26, k = 3 in where the floors are, as the condition does not hold',
        '18252 + 6084 + 8892 + 1521 + 3249',
      ],
      ['add up', '37998'],
    ]);
    const printed = printDerivation(derivation);
    expect(JSON.parse(JSON.stringify(printed))).toEqual(printed);
    expect(printed.steps[4]!.terms).toEqual([
      {
        text: '101/16*k^2*w^2',
        latex: '\\frac{101}{16} k^{2} w^{2}',
        label: null,
        origins: ['group2/conv', 'group3/conv', 'group4/conv'],
      },
    ]);
    expect(derivation.steps.map(stepLatex)[1]).toBe(
      'k^{2} w^{2} + k^{2} \\left(w + \\left\\lfloor \\frac{w}{2} \\right\\rfloor\\right)^{2} + k^{2} \\left(w + \\left\\lfloor \\frac{3 w}{4} \\right\\rfloor\\right)^{2}',
    );
  });

  test('the HS-Block in any number of groups', () => {
    const derivation = deriveSeries(catalogue.definitionOf('hs-block')!, { bound: bare, of: 'params' });
    if (!derivation.ok) throw new Error('no derivation');
    const [first] = derivation.value.steps;
    expect([...namesLatex(first!), stepLatex(first!)]).toEqual([
      'c_{1} = w',
      'c_{j+1} = w + \\left\\lfloor \\frac{c_{j}}{2} \\right\\rfloor',
      'c_{j} = -2 w \\cdot 2^{-j} + 2 w',
      '\\sum_{j=1}^{s - 1} c_{j}^{2} k^{2}',
    ]);
    expect(lines(derivation.value)).toEqual([
      [
        'write the groups as one sum, exact when 2^(s - 2) divides w',
        'c_1 = w',
        'c_(j+1) = w + floor(c_j/2)',
        'c_j = -2*w*2^(-j) + 2*w',
        'sum(j = 1..s - 1, c_j^2*k^2)',
      ],
      [
        'put in the sizes',
        '-sum(j = 1..s - 1, 8*k^2*w^2*2^(-j)) + sum(j = 1..s - 1, 4*k^2*w^2*4^(-j)) + sum(j = 1..s - 1, 4*k^2*w^2)',
      ],
      [
        'close each sum',
        '(16*k^2*w^2*2^(-s) - 8*k^2*w^2) + (-16/3*k^2*w^2*4^(-s) + 4/3*k^2*w^2) + (4*k^2*s*w^2 - 4*k^2*w^2)',
      ],
      ['collect equal powers', '4*k^2*s*w^2 + 16*k^2*w^2*2^(-s) - 16/3*k^2*w^2*4^(-s) - 32/3*k^2*w^2'],
    ]);
  });

  test('the same each time', () => {
    const text = () =>
      definitions.flatMap((definition) => {
        const formulas = definitionFormulas(definition, { bound: {} });
        if (!formulas.ok) return [];
        return lines(deriveItem(formulas.value.expansion, { of: 'macs', by: 'group' }));
      });
    expect(text()).toEqual(text());
  });
});
