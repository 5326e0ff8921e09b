import { expect, test } from 'vitest';
import { substitute } from '../../src-core/algebra/evaluate.ts';
import { toText } from '../../src-core/algebra/print.ts';
import type { Analysis } from '../../src-core/analysis/analyzer.ts';
import { analyze } from '../../src-core/analysis/analyzer.ts';
import { itemAt } from '../../src-core/analysis/item-paths.ts';
import { catalogue, definitions, networkOf } from '../../src-core/catalogue.ts';
import type { Design } from '../../src-core/document/design.ts';
import { emptyDesign } from '../../src-core/document/design.ts';
import type { Edit } from '../../src-core/document/edit.ts';
import { applyEdit } from '../../src-core/document/edit.ts';
import type { Facts } from '../../src-core/language/facts.ts';
import { ofEachKind } from '../../src-core/networks/of-each-kind.fixture.ts';
import { finished } from '../../src-core/steps.ts';
import type { ShownFormulas } from './formulas-for.ts';
import { formulaSteps } from './formulas-for.ts';
import type { PinsState } from './pins.ts';
import { noPins } from './pins.ts';
import { sameFormulas } from './same-formulas.ts';
import { presentNumbers } from './symbols.ts';

const counts = ['params', 'buffers', 'macs', 'activationBytes'] as const;

const analyses = new WeakMap<Design, Analysis>();

/** The analysis of a design, made once for all that is asked of it. */
function analysed(design: Design): Analysis {
  const analysis = analyses.get(design) ?? analyze(design, catalogue);
  analyses.set(design, analysis);
  return analysis;
}

function shown(design: Design, path: string, pins: PinsState = noPins): ShownFormulas {
  const result = finished(formulaSteps({ design, analysis: analysed(design), path, pins }));
  if (!result.ok) throw new Error(result.issues.map((issue) => issue.code).join());
  return result.value;
}

/** Every count of the formula, at the present numbers, is the count of the analysis. */
function expectSame(design: Design, path: string, pins: PinsState = noPins): void {
  const analysis = analysed(design);
  const result = shown(design, path, pins);
  const numbers = presentNumbers(result.sources, { design, analysis, path });
  const factsAt = (at: string): Facts | null =>
    at === '' ? analysis.totals : (itemAt(analysis, at)?.facts ?? null);
  for (const count of counts) {
    expect(substitute(result.facts[count], numbers), `${path} ${count}`).toBe(factsAt(path)?.[count]);
    for (const row of result.rows) {
      const each = substitute(row.facts[count], numbers);
      for (const at of row.paths) expect(each, `${at} ${count}`).toBe(factsAt(at)?.[count]);
    }
  }
}

const edited = (design: Design, ...edits: Edit[]): Design =>
  edits.reduce((now, edit) => {
    const result = applyEdit(now, edit);
    if (!result.ok) throw new Error(result.issues[0]?.code);
    return result.value.design;
  }, design);

// first, while what was expanded is not yet dropped to make room for more
test('another number of a variable expands nothing anew', () => {
  const { design } = networkOf('hs-resnet-50')!;
  const wider = edited(design, { kind: 'setVariable', name: 'w', value: 24 });
  const [before, after] = [shown(design, ''), shown(wider, '')];
  for (const [index, { expansion }] of after.rows.entries())
    expect(expansion).toBe(before.rows[index]?.expansion);
});

test.each(ofEachKind.map((network) => network.name))(
  'every item of %s: the formula gives the count',
  (name) => {
    const { design } = networkOf(name)!;
    expectSame(design, '');
    for (const { id } of design.nodes) expectSame(design, id);
  },
);

test.each([
  'stage1/block1',
  'stage1/block2',
  'stage1/block2/hs',
  'stage1/block2/hs/group4',
  'stage1/block2/hs/group4/conv',
  'stage1/block2/hs/split',
  'stage1/block2/hs/concat',
  'stage1/block2/add',
  'stage2/block1/pool',
])('%s, in its own fields: the formula gives the count', (path) => {
  expectSame(networkOf('hs-resnet-50')!.design, path);
});

test('a block with a slice that drops nothing at these sizes: parameters and MACs still agree', () => {
  const { design } = networkOf('ghost-resnet-50')!;
  const path = 'stage1/block1';
  const analysis = analyze(design, catalogue);
  const { facts, sources } = shown(design, path);
  const numbers = presentNumbers(sources, { design, analysis, path });
  expect(substitute(facts.params, numbers)).toBe(itemAt(analysis, path)?.facts?.params);
  expect(substitute(facts.macs, numbers)).toBe(itemAt(analysis, path)?.facts?.macs);
});

test('an HS-Block inside a network has its formula in its own w and k', () => {
  const { facts } = shown(networkOf('hs-resnet-50')!.design, 'stage1/block2/hs');
  expect(toText(facts.parts.conv)).toContain('k^2*w^2');
});

test('an item that follows variables has its formula in those, and a freed field joins them', () => {
  const { design } = networkOf('hs-resnet-50')!;
  expect([...shown(design, 'stage3').sources.keys()]).toEqual(['w', 's', 'k', 'H', 'W']);
  const pins = { ...noPins, fields: new Map([['hs-stage.planes', false]]) };
  const freed = shown(design, 'stage3', pins);
  expect(toText(freed.facts.params)).toContain('p');
  expectSame(design, 'stage3', pins);
});

test('an item that follows none has its formula in its own dimensions, wired or not', () => {
  const lone = edited(emptyDesign(), {
    kind: 'addNode',
    node: { id: 'hs', definition: 'hs-block', fields: { w: 28 }, position: { x: 0, y: 0 } },
  });
  expect(toText(shown(lone, 'hs').facts.parts.norm)).toContain('w');
  const { design } = networkOf('hs-resnet-50')!;
  expect(toText(shown(design, 'head').facts.params)).not.toBe('2049000');
});

test('a pinned variable is a number in every formula', () => {
  const { design } = networkOf('hs-resnet-50')!;
  const pins = { ...noPins, variables: new Set(['w']) };
  expect(toText(shown(design, 'stage3', pins).facts.params)).not.toContain('w');
  expectSame(design, '', pins);
});

test('odd sizes and another batch still give the count', () => {
  const { design } = networkOf('hs-resnet-50')!;
  const odd = edited(
    design,
    { kind: 'setField', id: 'input', field: 'height', value: 225 },
    { kind: 'setField', id: 'input', field: 'width', value: 201 },
    { kind: 'setField', id: 'input', field: 'batch', value: 3 },
    { kind: 'setVariable', name: 'w', value: 23 },
  );
  for (const path of ['', 'stem', 'stage2', 'stage2/block1', 'stage2/block2/hs', 'head'])
    expectSame(odd, path);
});

test('neighbours of equal use are one row', () => {
  const { rows } = shown(networkOf('hs-resnet-50')!.design, 'stage3');
  expect(rows.map((row) => row.label)).toEqual(['block1', 'block2…6']);
});

test('groups are rows of their own, each under its name', () => {
  const { rows } = shown(networkOf('hs-resnet-50')!.design, 'stage1/block2/hs');
  expect(rows.map((row) => row.label)).toEqual(['group1', 'group2', 'group3', 'group4', 'group5']);
});

test('an item without dimensions of its own has a formula too, wired or not', () => {
  const lone = edited(emptyDesign(), {
    kind: 'addNode',
    node: { id: 'norm', definition: 'batch-norm', fields: {}, position: { x: 0, y: 0 } },
  });
  expect(toText(shown(lone, 'norm').facts.params)).toBe('2*C');
});

test.each(definitions.map((definition) => definition.id))(
  '%s alone on the canvas never fails badly',
  (id) => {
    const lone = edited(emptyDesign(), {
      kind: 'addNode',
      node: { id: 'lone', definition: id, fields: {}, position: { x: 0, y: 0 } },
    });
    const result = finished(
      formulaSteps({
        design: lone,
        analysis: analyze(lone, catalogue),
        path: 'lone',
        pins: noPins,
      }),
    );
    if (!result.ok) expect(result.issues.at(-1)?.code).toMatch(/^formula\//);
  },
);

test('formulas are the same while a number changes that is a symbol in them, and others where it is none', () => {
  const { design } = networkOf('hs-resnet-50')!;
  const at = (name: string, value: number) => edited(design, { kind: 'setVariable', name, value });
  const pinned: PinsState = { ...noPins, variables: new Set(['w']) };
  // Kept expansions are forgotten all at once where there are many; after other tests that may be now.
  for (const path of ['', 'stage3']) shown(at('w', 24), path);
  for (const path of ['', 'stage3']) {
    const before = shown(design, path);
    expect(sameFormulas(before, shown(at('w', 24), path)), path).toBe(true);
    expect(sameFormulas(before, shown(at('s', 6), path)), path).toBe(false);
    expect(sameFormulas(before, shown(design, path, pinned)), path).toBe(false);
    expect(sameFormulas(shown(design, path, pinned), shown(at('w', 24), path, pinned)), path).toBe(false);
  }
});
