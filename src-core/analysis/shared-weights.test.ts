import { describe, expect, test } from 'vitest';
import { toText } from '../algebra/print.ts';
import { catalogue } from '../catalogue.ts';
import type { Design } from '../document/design.ts';
import { describe as describeIssue } from '../errors.ts';
import { Analyzer, analyze } from './analyzer.ts';
import { conventionCost, conventionOf } from './conventions/conventions.ts';
import { deriveDesign } from './derivation/derive.ts';
import { flatProgramOf } from './flat-program.ts';
import { designFormulas, itemFormulas, symbolicDesign } from './formulas/design-formulas.ts';
import { itemAt } from './item-paths.ts';
import { weightBytes } from './peak-memory.ts';
import { chainOf, item, part, siamese, withItem } from './shared-design.fixture.ts';
import { weightsOwnerOf } from './weights-owner.ts';

const of = (design: Design) => analyze(design, catalogue);
const problems = (design: Design) => of(design).issues.map(describeIssue);
const fields = { outChannels: 4, bias: true };
const conv = (id: string, weightsOf?: string, parent?: string) =>
  item(id, 'conv2d', fields, { ...(weightsOf && { weightsOf }), ...(parent && { parent }) });
const weights = 4n * 4n * 9n + 4n;

describe('two branches with the weights of one', () => {
  const analysis = of(siamese);

  test('have them once and compute twice', () => {
    expect(analysis.issues).toEqual([]);
    expect(analysis.totals).toMatchObject({ params: 10n, macs: 9n * (16n * 16n + 28n * 28n) });
    expect(analysis.totals!.parts).toMatchObject({ conv: 9n, norm: 0n, bias: 1n, linear: 0n });
    expect(weightBytes(flatProgramOf(analysis)!)).toBe(40n);
    expect(weightsOwnerOf(analysis, 'conv_b')).toBe('conv_a');
    expect(weightsOwnerOf(analysis, 'conv_a')).toBeNull();
    expect(analysis.items.get('conv_b')!.facts).toMatchObject({ params: 0n, macs: 9n * 28n * 28n });
  });

  test('cost as a tool counts that calls one module twice', () => {
    const thop = conventionOf('thop');
    const cost = (id: string) => conventionCost(analysis.items.get(id)!.expansion!, thop);
    const own = of(withItem(siamese, 'conv_b', { weightsOf: undefined }));
    expect(cost('conv_b')).toBe(conventionCost(own.items.get('conv_b')!.expansion!, thop));
  });

  test('are in formulas and derivations once', () => {
    const symbolic = symbolicDesign(siamese, catalogue);
    const formulas = designFormulas(symbolic);
    if (!formulas.ok) throw new Error('there are formulas');
    expect(formulas.value.params.exact).toBe(10n);
    expect(toText(formulas.value.macs.exact)).toBe('9*H*W + 9*H2*W2');
    const taker = itemFormulas(symbolic, 'conv_b', analysis.items.get('conv_b')!);
    if (!taker.ok) throw new Error('there are formulas');
    expect(taker.value.formulas.params.exact).toBe(0n);
    expect(toText(taker.value.formulas.macs.exact)).toBe('9*H*W');
    const derived = deriveDesign(symbolic, { of: 'params', by: 'group' });
    if (!derived.ok) throw new Error('there is a derivation');
    expect(derived.value.exact).toBe(10n);
    expect(new Set(derived.value.steps.flatMap(({ terms }) => terms.flatMap((t) => t.origins)))).toEqual(
      new Set(['conv_a']),
    );
  });

  test('hold a variable where a formula rests on its present number', () => {
    const variables = [{ name: 'w', kind: 'integer', value: 1, min: 1, max: 9 }] as const;
    const design = {
      ...withItem(siamese, 'conv_a', { fields: { outChannels: { expression: 'w' }, bias: true } }),
      variables,
    };
    expect(of(design).totals!.params).toBe(10n);
    expect(symbolicDesign(design, catalogue).held).toMatchObject([{ symbol: 'w', value: 1n }]);
    const both = withItem(design, 'conv_b', { fields: { outChannels: { expression: 'w' }, bias: true } });
    const formulas = designFormulas(symbolicDesign(both, catalogue));
    expect(formulas.ok && toText(formulas.value.params.exact)).toBe('10*w');
  });
});

describe('what does not fit', () => {
  test('says which field parts the two, and counts nothing', () => {
    const design = withItem(siamese, 'conv_b', { fields: { outChannels: 1, bias: true, stride: 2 } });
    expect(problems(design)).toEqual([
      'conv_b, field stride: takes the weights of conv_a, whose stride is 1, not 2; copy its fields, or give this item its own weights',
    ]);
    expect(of(design).totals).toBeNull();
    expect(of(design).items.get('conv_b')).toMatchObject({ facts: null, expansion: null });
    expect(of(design).items.get('y_b')!.outputs).not.toContain(null);
  });

  test('says which sizes part them, another definition, and an owner that is not there', () => {
    expect(problems(withItem(siamese, 'b', { fields: { channels: 3, height: 8, width: 8 } }))).toEqual([
      'conv_b: takes the weights of conv_a, whose weight is 1 × 1 × 3 × 3; the input here would need 1 × 3 × 3 × 3',
    ]);
    expect(problems(withItem(siamese, 'conv_b', { definition: 'conv-unit', fields: {} }))[0]).toContain(
      'takes the weights of conv_a, which is another definition',
    );
    expect(problems(withItem(siamese, 'conv_b', { weightsOf: 'gone' }))[0]).toContain(
      'takes its weights from gone, which is not there',
    );
  });

  test('goes round in a circle, through items and what surrounds them', () => {
    const circle = withItem(siamese, 'conv_a', { weightsOf: 'conv_b' });
    expect(problems(circle).map((text) => text.split(';')[0])).toEqual([
      'conv_a: the weights are taken in a circle: conv_b → conv_a → conv_b',
      'conv_b: the weights are taken in a circle: conv_a → conv_b → conv_a',
    ]);
    expect(problems(withItem(siamese, 'conv_a', { weightsOf: 'conv_a' }))[0]).toContain('in a circle');
    const around = chainOf(...part('s', 'sequence', conv('c', 's')));
    expect(problems(around)[0]).toContain('s/c: takes the weights of s, which is another definition');
    const inner = chainOf(
      ...part('s', 'sequence', conv('c', 'd')),
      ...part('t', 'sequence', conv('d')).map((node) =>
        node.id === 't' ? { ...node, weightsOf: 's' } : node,
      ),
    );
    expect(problems(inner).join()).toContain('in a circle');
  });
});

describe('owners', () => {
  test('are the last of a chain, wherever they stand in the order', () => {
    const design = chainOf(conv('one', 'two'), conv('two', 'three'), conv('three'));
    const analysis = of(design);
    expect(analysis.totals!.params).toBe(weights);
    expect(['one', 'two', 'three'].map((id) => weightsOwnerOf(analysis, id))).toEqual([
      'three',
      'three',
      null,
    ]);
    expect(new Set(flatProgramOf(analysis)!.operators.map((op) => op.weightsPath))).toEqual(
      new Set(['three']),
    );
  });

  test('and takers stand on any levels', () => {
    const analysis = of(
      chainOf(
        ...part('s', 'sequence', conv('inner')),
        conv('outer', 'inner'),
        ...part('t', 'sequence', conv('other', 'outer')),
      ),
    );
    expect(analysis.issues).toEqual([]);
    expect(analysis.totals!.params).toBe(weights);
    expect(weightsOwnerOf(analysis, 't/other')).toBe('s/inner');
    const paths = flatProgramOf(analysis)!.operators.map(({ path, weightsPath }) => [path, weightsPath]);
    expect(paths).toEqual([
      ['s/inner', 's/inner'],
      ['outer', 's/inner'],
      ['t/other', 's/inner'],
    ]);
  });

  test('are whole blocks and whole drawings, with all weights inside', () => {
    const unit = (id: string, weightsOf?: string) =>
      item(id, 'conv-unit', { outChannels: 4 }, weightsOf === undefined ? {} : { weightsOf });
    const drawn = chainOf(
      ...part('s', 'sequence', conv('c1'), unit('u1')),
      ...part('t', 'sequence', conv('c2'), unit('u2')),
    );
    const shared = of(withItem(drawn, 't', { weightsOf: 's' }));
    expect(shared.issues).toEqual([]);
    expect(of(drawn).totals!.params).toBe((shared.totals!.params as bigint) * 2n);
    expect(of(drawn).totals!.buffers).toBe((shared.totals!.buffers as bigint) * 2n);
    expect(weightsOwnerOf(shared, 't/u2/conv')).toBe('s/u1/conv');
    const weightsPaths = flatProgramOf(shared)!.operators.map((op) => op.weightsPath);
    expect(weightsPaths.slice(0, weightsPaths.length / 2)).toEqual(
      weightsPaths.slice(weightsPaths.length / 2),
    );
    const edited = withItem(withItem(drawn, 't', { weightsOf: 's' }), 'c2', {
      fields: { ...fields, kernel: 1 },
    });
    expect(problems(edited)[0]).toMatch(/^t\/c2, field kernelHeight|^t\/c2, field kernel/);
    const more = withItem(drawn, 't', { weightsOf: 's' });
    const redrawn = {
      ...more,
      edges: more.edges
        .filter(({ from }) => from.node !== 'c2')
        .concat({ id: 'skip', from: { node: 't_in', port: 'out' }, to: { node: 'u2', port: 'in' } }),
    };
    expect(problems(redrawn).join()).toContain('inside which other items or wires stand');
    const twice = {
      ...withItem(more, 'c2', { weightsOf: 'alone' }),
      nodes: [...withItem(more, 'c2', { weightsOf: 'alone' }).nodes, conv('alone')],
      edges: [
        ...more.edges,
        { id: 'z', from: { node: 'x', port: 'out' }, to: { node: 'alone', port: 'in' } },
      ],
    };
    expect(problems(twice).join()).toContain('while what surrounds it takes those of s/c1');
  });

  test('in a repeat are those of the same copy, and from outside one of copies that share', () => {
    const inside = chainOf(...part('r', 'repeat', conv('first'), conv('second', 'first')));
    const analysis = of(inside);
    expect(analysis.totals!.params).toBe(2n * weights);
    expect(weightsOwnerOf(analysis, 'r/copy2/second')).toBe('r/copy2/first');
    const outside = chainOf(conv('owner'), ...part('r', 'repeat', conv('cell', 'owner')));
    expect(of(outside).totals!.params).toBe(weights);
    expect(weightsOwnerOf(of(outside), 'r/copy2/cell')).toBe('owner');
    const from = chainOf(...part('r', 'repeat', conv('cell')), conv('taker', 'cell'));
    expect(problems(from)[0]).toContain('takes its weights from cell, of which every copy of r has its own');
    const shared = withItem(from, 'r', { fields: { depth: 3, shared: true } });
    expect(problems(shared)).toEqual([]);
    expect(of(shared).totals).toMatchObject({ params: weights, macs: 4n * 144n * 36n });
    expect(weightsOwnerOf(of(shared), 'taker')).toBe('r/copy1/cell');
    expect(weightsOwnerOf(of(shared), 'r/copy3/cell')).toBe('r/copy1/cell');
  });

  test('of copies that differ are refused', () => {
    const cell = item('cell', 'conv2d', { outChannels: { expression: '4*index' } });
    const design = withItem(chainOf(...part('r', 'repeat', cell)), 'r', { fields: { shared: true } });
    expect(problems(design)[0]).toMatch(
      /^r\/copy2\/cell, field outChannels: takes the weights of copy1, whose outChannels is 4, not 8/,
    );
  });
});

test('an update equals a full analysis, and items that stay as they are stay the same objects', () => {
  const analyzer = new Analyzer(catalogue);
  const steps: readonly Design[] = [
    siamese,
    withItem(siamese, 'conv_a', { fields: { outChannels: 2, bias: true } }),
    withItem(siamese, 'a', { fields: { channels: 2, height: 4, width: 4 } }),
    siamese,
    { ...siamese, nodes: siamese.nodes.filter(({ id }) => id !== 'conv_a') },
    withItem(siamese, 'conv_b', { weightsOf: undefined }),
    chainOf(...part('s', 'sequence', conv('inner')), conv('outer', 'inner')),
    chainOf(...part('s', 'sequence', { ...conv('inner'), fields: {} }), conv('outer', 'inner')),
  ];
  for (const design of steps) {
    const updated = analyzer.update(design);
    const full = of(design);
    expect(updated.totals).toEqual(full.totals);
    expect(updated.issues.map(describeIssue).sort()).toEqual(full.issues.map(describeIssue).sort());
    const moved = analyzer.update({ ...design, title: 'other' });
    for (const [id, known] of updated.items) expect(moved.items.get(id)).toBe(known);
    for (const id of updated.items.keys())
      expect(itemAt(updated, id)!.facts).toEqual(itemAt(full, id)!.facts);
  }
});
