import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { substitute } from '../../algebra/evaluate.ts';
import type { Expr } from '../../algebra/expression.ts';
import { isInteger } from '../../algebra/expression.ts';
import { catalogue, definitions, networkOf } from '../../catalogue.ts';
import type { Design, Variable } from '../../document/design.ts';
import { ofEachKind } from '../../networks/of-each-kind.fixture.ts';
import { analyze } from '../analyzer.ts';
import { definitionFormulas } from './definition-formulas.ts';
import { designFormulas, itemFormulas, symbolicDesign } from './design-formulas.ts';
import type { Formula } from './formula.ts';
import { printFormula } from './formula.ts';
import { formulaAt } from './formula-at.fixture.ts';

/** The formula at these numbers is the count: by its floors always, by its closed form where the condition holds. */
function agrees(formula: Formula, numbers: ReadonlyMap<string, Expr>, count: Expr, what: string): void {
  const { exact, form, holds } = formulaAt(formula, numbers);
  expect(exact, `${what}, with floors`).toBe(count);
  if (holds) expect(form, `${what}, closed`).toBe(count);
}

const setVariables = (design: Design, values: Readonly<Record<string, number | string>>): Design => ({
  ...design,
  variables: design.variables.map((v) => ({ ...v, value: values[v.name] ?? v.value }) as Variable),
});

const setInput = (design: Design, height: number, width: number): Design => ({
  ...design,
  nodes: design.nodes.map((node) =>
    node.definition === 'input' ? { ...node, fields: { ...node.fields, height, width } } : node,
  ),
});

test.each(ofEachKind)(
  'every formula of $name and of each of its items gives the counts of the analysis',
  ({ name, design }) => {
    const analysis = analyze(design, catalogue);
    const symbolic = symbolicDesign(design, catalogue);
    const whole = designFormulas(symbolic);
    if (!whole.ok) throw new Error(name);
    for (const key of ['params', 'buffers', 'macs', 'activationBytes'] as const) {
      agrees(whole.value[key], symbolic.numbers, analysis.totals![key], `${name} ${key}`);
    }
    for (const [id, item] of analysis.items) {
      const placed = itemFormulas(symbolic, id, item);
      if (!placed.ok) throw new Error(`${name}/${id}`);
      const { formulas, numbers } = placed.value;
      for (const key of ['params', 'buffers', 'macs', 'activationBytes'] as const) {
        agrees(formulas[key], numbers, item.facts![key], `${name}/${id} ${key}`);
      }
    }
  },
);

test('a formula written once stays true for other widths, kernels and input sizes', () => {
  const { design } = networkOf('hs-resnet-50')!;
  fc.assert(
    fc.property(
      fc.record({
        w: fc.integer({ min: 1, max: 40 }),
        s: fc.integer({ min: 1, max: 8 }),
        k: fc.constantFrom(1, 3, 5),
        stem: fc.constantFrom('deep', 'plain'),
        shortcut: fc.constantFrom('pool', 'conv'),
        down: fc.constantFrom('stage', 'strided', 'conv'),
        carry: fc.constantFrom('floor', 'ceil'),
      }),
      fc.integer({ min: 32, max: 300 }),
      fc.integer({ min: 32, max: 300 }),
      ({ w, k, ...structure }, height, width) => {
        // The formula comes from the design at its own w and k, the count from a design where they are changed.
        const written = symbolicDesign(setVariables(design, structure), catalogue, { bound: new Set(['s']) });
        const formulas = designFormulas(written);
        if (!formulas.ok) throw new Error('no formulas');
        const { totals } = analyze(
          setInput(setVariables(design, { ...structure, w, k }), height, width),
          catalogue,
        );
        const numbers = new Map<string, Expr>([
          ['w', BigInt(w)],
          ['k', BigInt(k)],
          ['H', BigInt(height)],
          ['W', BigInt(width)],
        ]);
        for (const key of ['params', 'buffers', 'macs'] as const)
          agrees(formulas.value[key], numbers, totals![key], key);
      },
    ),
    { numRuns: 40 },
  );
});

describe('a definition on its own', () => {
  const free = definitions.filter((definition) => definition.id !== 'input');

  test.each(free.map((definition) => [definition.id, definition] as const))(
    '%s has formulas',
    (_, definition) => {
      const formulas = definitionFormulas(definition, { bound: {} });
      if (formulas.ok) return;
      // A definition whose structure follows the number of channels has formulas once it knows that number.
      expect(formulas.issues).toMatchObject([{ code: 'formula/needs-number', data: { symbol: 'C' } }]);
      const inputs = definition.examples[0]!.inputs.map((shape) => shape.map(BigInt));
      expect(definitionFormulas(definition, { bound: {}, inputs }).ok).toBe(true);
    },
  );

  test('bound fields become numbers, the rest stay symbols named as the field', () => {
    const hs = catalogue.definitionOf('hs-block')!;
    const conv = (bound: Record<string, bigint | number | string>) => {
      const formulas = definitionFormulas(hs, { bound });
      if (!formulas.ok) throw new Error('no formulas');
      return printFormula(formulas.value.parts.conv);
    };
    expect(conv({ s: 4 })).toMatchObject({ text: '101/16*k^2*w^2', condition: '4 divides w', value: null });
    expect(conv({ s: 4, w: 26n })).toMatchObject({ text: '4222*k^2', condition: null });
    expect(conv({ s: 4, w: 26n, k: 3n })).toMatchObject({
      text: '37998',
      exactText: '37998',
      value: 37_998n,
    });
    expect(conv({ s: 4, w: 26n, k: 3n, carry: 'ceil' }).value).toBe(38_817n);
  });

  test('a value out of bounds is an issue on its field', () => {
    const formulas = definitionFormulas(catalogue.definitionOf('hs-block')!, { bound: { w: 0n } });
    expect(formulas).toMatchObject({
      ok: false,
      issues: [{ code: 'field/out-of-range', where: { field: 'w' } }],
    });
  });
});

test('a field that cannot stay symbolic becomes a number, and the formula says so', () => {
  const base = networkOf('hs-resnet-50')!.design;
  const design: Design = {
    ...base,
    nodes: base.nodes.map((node) =>
      node.id === 'stage2'
        ? { ...node, fields: { ...node.fields, w: { expression: 'max(8, round(w*2))' } } }
        : node,
    ),
  };
  const symbolic = symbolicDesign(design, catalogue);
  expect(symbolic.heldFields).toEqual([
    { node: 'stage2', field: 'w', operation: 'round', expression: 'max(8, round(w*2))', symbols: ['w'] },
  ]);
  const item = itemFormulas(symbolic, 'stage2', analyze(design, catalogue).items.get('stage2')!);
  if (!item.ok) throw new Error('no formula');
  expect(printFormula(item.value.formulas.params).text).toMatch(/^\d+\*k\^2 \+ \d+$/);
});

test('a size of the input that is held is told with its number', () => {
  const { held } = symbolicDesign(networkOf('unet')!.design, catalogue);
  expect(held).toEqual([
    { symbol: 'H', value: 256n, operation: 'comparison' },
    { symbol: 'W', value: 256n, operation: 'comparison' },
  ]);
});

test('a symbol that a shape fixes is held at its number', () => {
  const design: Design = {
    ...networkOf('res2net-50')!.design,
    variables: [{ name: 'w', kind: 'integer', value: 16, min: 1, max: 64 }],
    nodes: [
      { id: 'input', definition: 'input', fields: { channels: 64 }, position: { x: 0, y: 0 } },
      {
        id: 'hs',
        definition: 'hs-block',
        fields: { w: { expression: 'w' }, s: 4 },
        position: { x: 0, y: 0 },
      },
      { id: 'output', definition: 'output', fields: {}, position: { x: 0, y: 0 } },
    ],
    edges: [
      { id: 'a', from: { node: 'input', port: 'out' }, to: { node: 'hs', port: 'in' } },
      { id: 'b', from: { node: 'hs', port: 'out' }, to: { node: 'output', port: 'in' } },
    ],
  };
  const symbolic = symbolicDesign(design, catalogue);
  expect(symbolic.held).toEqual([{ symbol: 'w', value: 16n, operation: 'comparison' }]);
  const whole = designFormulas(symbolic);
  expect(whole.ok && isInteger(substitute(whole.value.params.exact, new Map()))).toBe(true);
});
