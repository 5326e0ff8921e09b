import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { closedForm, withoutFloors } from '../../algebra/closed-form.ts';
import { conditionHolds } from '../../algebra/condition.ts';
import { substitute } from '../../algebra/evaluate.ts';
import type { Expr } from '../../algebra/expression.ts';
import { add, sub, symbolsOf } from '../../algebra/expression.ts';
import { termsOf } from '../../algebra/polynomial.ts';
import { productValue } from '../../algebra/product.ts';
import { blocks, catalogue, networkOf } from '../../catalogue.ts';
import { ExpansionMemo } from '../../language/expand.ts';
import type { Given } from '../../language/field.ts';
import { ofEachKind } from '../../networks/of-each-kind.fixture.ts';
import { rounds } from '../../rounds.fixture.ts';
import { analyze } from '../analyzer.ts';
import { definitionFormulas } from '../formulas/definition-formulas.ts';
import { designFormulas, symbolicDesign } from '../formulas/design-formulas.ts';
import type { Derivation, DerivationStep, DerivedQuantity } from './derivation.ts';
import { derivedQuantities, groupings } from './derivation.ts';
import { deriveAt, stepTotal } from './derive.fixture.ts';
import { deriveDesign, deriveItem } from './derive.ts';
import { countOf } from './leaves.ts';
import { termsOfPath } from './origins.ts';
import { operatorsIn } from './parts.ts';
import { deriveSeries } from './series.ts';

function expansionOf(id: string, bound: Given = {}) {
  const formulas = definitionFormulas(catalogue.definitionOf(id)!, { bound });
  if (!formulas.ok) throw new Error(`${id} has no formulas`);
  return formulas.value.expansion;
}

/** Each line equals the next: exactly, without the floors it drops, or at the numbers it puts in. */
function expectEqualLines({ steps, exact, form, condition }: Derivation, what: string): void {
  for (const [index, step] of steps.entries()) {
    for (const { value, product } of step.terms)
      if (product !== null) expect(sub(productValue(product), value), `${what}: product`).toBe(0n);
    const next = steps[index + 1];
    if (next === undefined) continue;
    const name = `${what}: ${step.kind} to ${next.kind}`;
    const source = next.keepsFloors ? steps.find(({ kind }) => kind === 'collect' || kind === 'sum')! : step;
    const [before, after] = [stepTotal(source), stepTotal(next)];
    if (next.kind === 'close') {
      expect(sub(withoutFloors(before).form, after), name).toBe(0n);
      expect(next.condition).toEqual(closedForm(before).condition);
    } else if (next.kind === 'value') {
      expect(sub(substitute(before, next.numbers), after), name).toBe(0n);
    } else expect(sub(before, after), name).toBe(0n);
  }
  const floored = steps.find((step) => step.kind !== 'list') as DerivationStep | undefined;
  if (floored !== undefined && floored.kind !== 'value') expect(sub(stepTotal(floored), exact)).toBe(0n);
  if (condition.length === 0) expect(sub(exact, form)).toBe(0n);
}

const options = fc.record({
  of: fc.constantFrom(...derivedQuantities),
  by: fc.constantFrom(...groupings),
});

/** Small values of every field, so that graphs stay small; formulas that do not exist at some are passed over. */
const uses = fc
  .tuple(
    fc.constantFrom(...blocks),
    fc.integer({ min: 1, max: 7 }),
    fc.constantFrom('none', 'batch'),
    fc.nat(3),
  )
  .map(([block, count, norm, choice]) => {
    const given: Record<string, unknown> = {
      s: count,
      ratio: count,
      depth: 1 + (count % 3),
      norm,
      carry: 'ceil',
    };
    if (choice % 2 === 0) given.w = 8n * BigInt(choice + 1);
    return {
      block,
      bound: Object.fromEntries(Object.entries(given).filter(([name]) => name in block.fields)) as Given,
    };
  });

const numbersFor = (names: Iterable<string>, seed: number): Map<string, Expr> =>
  new Map([...names].sort().map((name, index) => [name, BigInt(8 * (1 + ((seed + index * 7) % 23)))]));

describe('every line equals the next', () => {
  test('for random blocks, counts and groupings', () => {
    fc.assert(
      fc.property(uses, options, fc.nat(100), ({ block, bound }, { of, by }, seed) => {
        const formulas = definitionFormulas(block, { bound });
        if (!formulas.ok) return;
        const { expansion } = formulas.value;
        const numbers = numbersFor(symbolsOf(countOf(expansion, of)), seed);
        const derivation = deriveItem(expansion, { of, by, numbers });
        expectEqualLines(derivation, `${block.id} ${JSON.stringify({ of, by }, null, 0)}`);
        expect(sub(derivation.exact, countOf(expansion, of))).toBe(0n);
        const integers = numbers as Map<string, bigint>;
        if (conditionHolds(derivation.condition, integers))
          expect(substitute(derivation.form, numbers)).toEqual(substitute(derivation.exact, numbers));
      }),
      { numRuns: rounds(80) },
    );
  });

  test.each(ofEachKind)('for $name by items and by stages, with symbols', ({ name, design }) => {
    const symbolic = symbolicDesign(design, catalogue);
    const counted = analyze(design, catalogue).totals!;
    for (const of of derivedQuantities) {
      for (const by of ['item', 'stage'] as const) {
        const derivation = deriveDesign(symbolic, { of, by, numbers: symbolic.numbers });
        if (!derivation.ok) throw new Error(name);
        expectEqualLines(derivation.value, `${name} ${of} by ${by}`);
        const last = derivation.value.steps.at(-1)!;
        expect(stepTotal(last), name).toBe(countOf({ facts: counted } as never, of));
      }
    }
  });

  test('for a whole network by groups, with symbols and with numbers', () => {
    const { design } = networkOf('hs-resnet-50')!;
    const analysis = analyze(design, catalogue);
    const symbolic = symbolicDesign(design, catalogue);
    for (const of of derivedQuantities) {
      for (const subject of [symbolic, analysis]) {
        const derivation = deriveDesign(subject, { of, by: 'group', numbers: symbolic.numbers });
        if (!derivation.ok) throw new Error('no derivation');
        expectEqualLines(derivation.value, of);
        expect(stepTotal(derivation.value.steps.at(-1)!)).toBe(
          of === 'params' ? 28_611_497n : of === 'macs' ? 4_979_007_008n : analysis.totals!.activationBytes,
        );
      }
    }
  });

  test('with the number of groups as a symbol', () => {
    for (const block of blocks.filter(({ series }) => series !== undefined)) {
      for (const of of ['params', 'macs'] as const) {
        const derivation = deriveSeries(block, { bound: {}, of, path: 'hs' });
        if (!derivation.ok) throw new Error(block.id);
        expectEqualLines(derivation.value, `${block.id} ${of}`);
      }
    }
  });
});

/** What the operators at these paths count, added up. */
function countAt(id: string, bound: Given, paths: readonly string[], of: DerivedQuantity): Expr {
  const placed = { path: '', expansion: expansionOf(id, bound) };
  const inside = [...operatorsIn(placed)].filter(({ path }) => paths.includes(path));
  return add(...inside.map(({ expansion }) => countOf(expansion, of)));
}

describe('terms keep the items they came from', () => {
  test('every collected term is what its items have of it, and no other item has any', () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 6 }), fc.constantFrom(...derivedQuantities), (s, of) => {
        const id = 'hs-block';
        const derivation = deriveItem(expansionOf(id, { s }), { of, by: 'group' });
        const all = [...operatorsIn({ path: '', expansion: expansionOf(id, { s }) })].map(({ path }) => path);
        const floored = derivation.steps.find(({ kind }) => kind === 'collect')!;
        for (const { value, origins } of floored.terms) {
          const [term] = termsOf(value);
          const shareOf = (paths: readonly string[]) =>
            termsOf(countAt(id, { s }, paths, of)).find(
              ({ factors }) => JSON.stringify(factors, bigints) === JSON.stringify(term!.factors, bigints),
            )?.coefficient;
          expect(shareOf(origins)).toEqual(term!.coefficient);
          for (const path of origins) expect(shareOf([path])).toBeDefined();
          for (const path of all) if (!origins.includes(path)) expect(shareOf([path])).toBeUndefined();
        }
      }),
      { numRuns: rounds(8) },
    );
  });

  test('both ways: from a term to its items, from an item, its parts and its surroundings to its terms', () => {
    const derivation = deriveItem(expansionOf('hs-bottleneck', { s: 4, first: false }), {
      of: 'params',
      by: 'group',
    });
    const collect = derivation.steps.findIndex(({ kind }) => kind === 'collect');
    const at = (path: string) => termsOfPath(derivation, path).filter(({ step }) => step === collect);
    const origins = (path: string) =>
      at(path).map(({ step, term }) => derivation.steps[step]!.terms[term]!.origins);
    expect(at('hs/group3').length).toBeGreaterThan(0);
    for (const paths of origins('hs/group3'))
      expect(paths.some((path) => path.startsWith('hs/group3/'))).toBe(true);
    expect(at('hs').length).toBeGreaterThanOrEqual(at('hs/group3').length);
    expect(at('hs/group3/conv').length).toBeLessThan(at('hs/group3').length);
    expect(at('nowhere')).toEqual([]);
    const whole = deriveItem(expansionOf('hs-stage'), { of: 'params', by: 'item' }, 'stage1');
    expect(termsOfPath(whole, 'stage1/block2/hs/group3')).toEqual(termsOfPath(whole, 'stage1/block2'));
    expect(termsOfPath(whole, 'stage1/block2').length).toBeGreaterThan(0);
  });
});

const bigints = (_: string, value: unknown) => (typeof value === 'bigint' ? String(value) : value);

test('an item, a block in it and a channel group of that each have one, under their own paths', () => {
  const symbolic = symbolicDesign(networkOf('hs-resnet-50')!.design, catalogue);
  const origins = new Set<string>();
  for (const path of ['stage3', 'stage3/block2', 'stage3/block2/hs', 'stage3/block2/hs/group4']) {
    const derivation = deriveAt(symbolic, path, { of: 'params', by: 'group', numbers: symbolic.numbers });
    if (!derivation.ok) throw new Error(path);
    expectEqualLines(derivation.value, path);
    for (const { terms } of derivation.value.steps)
      for (const term of terms) for (const o of term.origins) origins.add(o);
    for (const origin of origins) expect(origin.startsWith('stage3/')).toBe(true);
  }
  expect(origins).toContain('stage3/block2/hs/group4/conv');
  const nowhere = deriveAt(symbolic, 'stage3/block9', { of: 'params', by: 'group' });
  expect(nowhere).toMatchObject({ ok: false, issues: [{ code: 'formula/none' }] });
});

test('a design with an unknown item has none', () => {
  const { design } = networkOf('resnet-50')!;
  const broken = { ...design, edges: design.edges.slice(1) };
  const derivation = deriveDesign(analyze(broken, catalogue), { of: 'params', by: 'item' });
  expect(derivation).toMatchObject({ ok: false });
});

test('a memo kept through edits changes no formula', () => {
  const { design } = networkOf('hs-resnet-50')!;
  const memo = new ExpansionMemo();
  for (const depth of [2, 5, 3]) {
    const nodes = design.nodes.map((node) =>
      node.id === 'stage3' ? { ...node, fields: { ...node.fields, depth } } : node,
    );
    const edited = { ...design, nodes };
    const [kept, fresh] = [symbolicDesign(edited, catalogue, { memo }), symbolicDesign(edited, catalogue)];
    expect(designFormulas(kept)).toEqual(designFormulas(fresh));
  }
});
