import { expect, test } from 'vitest';
import { add, mul, pow, rational, symbol } from '../../../src-core/algebra/expression.ts';
import { toLatex, toText } from '../../../src-core/algebra/print.ts';
import { floorDiv } from '../../../src-core/algebra/rounding.ts';
import { designFormulas, symbolicDesign } from '../../../src-core/analysis/formulas/design-formulas.ts';
import { catalogue } from '../../../src-core/catalogue.ts';
import { ofEachKind } from '../../../src-core/networks/of-each-kind.fixture.ts';
import { formulaSvg } from './formula-svg.ts';

const textsOf = (svg: string): string =>
  [...svg.matchAll(/<text[^>]*>([^<]*)/g)].map(([, text]) => text).join('');

test('shows every letter and number in order, powers and fractions in their places', () => {
  const [k, w] = [symbol('k'), symbol('w')];
  const value = add(mul(rational(101n, 16n), pow(k, 2), pow(w, 2)), mul(1234n, symbol('C_out')));
  const svg = formulaSvg(`P(w, k) = ${toLatex(value)}`, toText(value));
  expect(textsOf(svg)).toBe('P(w,k)=10116k2w2+1,234Cout');
  expect(svg.match(/<path/g)).toHaveLength(1);
  expect(svg).toContain('<title>101/16*k^2*w^2 + 1234*C_out</title>');
  const [power, base] = [/y="([\d.]+)"[^>]*>2</.exec(svg), />k</.exec(svg)];
  expect(power).not.toBeNull();
  expect(base).not.toBeNull();
});

test('draws floors as strokes around what they hold', () => {
  const value = mul(3n, floorDiv(symbol('w'), 2n));
  const svg = formulaSvg(toLatex(value), toText(value));
  expect(textsOf(svg)).toBe('3w2');
  expect(svg.match(/<path/g)).toHaveLength(2);
});

test('every formula of every ready network can be drawn', () => {
  for (const { name, design } of ofEachKind) {
    const formulas = designFormulas(symbolicDesign(design, catalogue));
    if (!formulas.ok) throw new Error(name);
    for (const { exact, form } of [formulas.value.params, formulas.value.macs]) {
      for (const value of [exact, form]) {
        const svg = formulaSvg(toLatex(value), toText(value));
        expect(svg.endsWith('</svg>\n'), name).toBe(true);
        expect(svg, name).not.toContain('NaN');
      }
    }
  }
});
