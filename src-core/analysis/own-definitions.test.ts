import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { catalogue } from '../catalogue.ts';
import { copySelection, pasteSelection } from '../document/clipboard.ts';
import type { Design, OwnBlock } from '../document/design.ts';
import { emptyDesign } from '../document/design.ts';
import type { Edit } from '../document/edit.ts';
import { applyEdit } from '../document/edit.ts';
import { parseDesign } from '../document/parse.ts';
import { serializeDesign } from '../document/serialize.ts';
import { describe as describeIssue } from '../errors.ts';
import { rounds } from '../rounds.fixture.ts';
import { Analyzer, analyze } from './analyzer.ts';
import { designFormulas, symbolicDesign } from './formulas/design-formulas.ts';
import { around, hsFromLanes, item, named, ownBlock, wires } from './own-blocks.fixture.ts';

const width = { name: 'w', kind: 'dimension', label: 'Width', min: 1, max: 512, default: 8 } as const;

/** A convolution to w channels, twice. */
const twice = ownBlock(
  'twice',
  [width],
  [
    item('in', 'part-input'),
    item('conv1', 'conv2d', { outChannels: named('w'), kernel: 3 }),
    item('conv2', 'conv2d', { outChannels: named('w'), kernel: 3 }),
    item('out', 'part-output'),
  ],
  wires('in -> conv1', 'conv1 -> conv2', 'conv2 -> out'),
);

const using = (name: string, definition: string): OwnBlock =>
  ownBlock(
    name,
    [width],
    [
      item('in', 'part-input'),
      item('x', definition, definition === 'relu' ? {} : { w: named('w') }),
      item('out', 'part-output'),
    ],
    wires('in -> x:in', 'x:out -> out'),
  );

const applied = (design: Design, edit: Edit): Design => {
  const result = applyEdit(design, edit);
  if (!result.ok) throw new Error(result.issues.map(describeIssue).join());
  return result.value.design;
};
const params = (design: Design) => analyze(design, catalogue).totals?.params;
const issuesOf = (design: Design) => analyze(design, catalogue).issues;

describe('uses of own blocks', () => {
  test('count what is drawn at their own values, and follow the definition', () => {
    const design = around('own:twice', { w: 4 }, 3, [twice]);
    expect(params(design)).toBe(9n * (3n * 4n + 4n * 4n));
    const narrower: Edit = {
      kind: 'inBlock',
      block: 'own:twice',
      edit: { kind: 'setField', id: 'conv1', field: 'kernel', value: 1 },
    };
    expect(params(applied(design, narrower))).toBe(3n * 4n + 9n * 4n * 4n);
  });

  test('take their fields from variables, which stay symbols in formulas', () => {
    const variables = [{ name: 'planes', kind: 'integer', value: 6, min: 1, max: 64 } as const];
    const design = { ...around('own:twice', { w: named('2*planes') }, 3, [twice]), variables };
    const found = designFormulas(symbolicDesign(design, catalogue));
    expect(found.ok && found.value.params.exact).toBeTruthy();
    expect(found.ok && found.value.held).toEqual([]);
    expect(params(design)).toBe(9n * (3n * 12n + 12n * 12n));
  });

  test('name what is wrong inside, at its place', () => {
    const broken = {
      ...twice,
      nodes: twice.nodes.map((node) =>
        node.id === 'conv2' ? item('conv2', 'conv2d', { outChannels: named('nobody') }) : node,
      ),
    };
    const found = issuesOf(around('own:twice', {}, 3, [broken]));
    expect(found.map(({ code, where }) => [code, where.node])).toContainEqual([
      'expression/unknown-name',
      'x/conv2',
    ]);
  });

  test('of a definition that contains itself, directly or not, are a problem that shows the way', () => {
    const direct = issuesOf(around('own:a', {}, 8, [using('a', 'own:a')]));
    expect(direct.map(({ code }) => code)).toContain('own/contains-itself');
    const around3 = [using('a', 'own:b'), using('b', 'own:c'), using('c', 'own:a')];
    const found = issuesOf(around('own:b', {}, 8, around3));
    expect(found.map(describeIssue).join()).toContain('b → c → a → b');
  });

  test('that come to too much are refused at once, however often one holds another', () => {
    const nodes = (inner: string) => [
      item('in', 'part-input'),
      item('x', inner),
      item('y', inner),
      item('out', 'part-output'),
    ];
    const edges = wires('in -> x:in', 'x:out -> y:in', 'y:out -> out');
    const blocks = Array.from({ length: 60 }, (_, level) =>
      ownBlock(`b${level}`, [], nodes(level === 0 ? 'relu' : `own:b${level - 1}`), edges),
    );
    const found = issuesOf(around('own:b59', {}, 8, blocks));
    expect(found.map(({ code }) => code)).toContain('graph/too-many-operators');
  });

  test('share weights inside where they fit, and say so where they do not', () => {
    const shared = (outChannels: number) => ({
      ...twice,
      nodes: twice.nodes.map((node) =>
        node.id === 'conv2'
          ? item('conv2', 'conv2d', { outChannels, kernel: 3 }, { weightsOf: 'conv1' })
          : node,
      ),
    });
    expect(params(around('own:twice', { w: 3 }, 3, [shared(3)]))).toBe(81n);
    expect(issuesOf(around('own:twice', { w: 3 }, 3, [shared(4)])).map(({ code }) => code)).toContain(
      'weights/field',
    );
  });
});

test('an analysis that follows edits of definitions equals a full one', () => {
  const design: Design = {
    ...around('own:b', { w: 4 }, 3, [using('a', 'own:twice'), using('b', 'own:a'), twice, hsFromLanes]),
  };
  const edit = fc.oneof(
    fc.record({
      block: fc.constant('own:twice'),
      edit: fc.record({
        kind: fc.constant('setField' as const),
        id: fc.constantFrom('conv1', 'conv2'),
        field: fc.constant('kernel'),
        value: fc.constantFrom(1, 3, 5),
      }),
    }),
    fc.record({
      block: fc.constantFrom('own:a', 'own:b'),
      edit: fc.record({
        kind: fc.constant('setField' as const),
        id: fc.constant('x'),
        field: fc.constant('w'),
        value: fc.oneof(fc.integer({ min: 1, max: 9 }), fc.constant(named('w'))),
      }),
    }),
  );
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 6 }), (edits) => {
      const analyzer = new Analyzer(catalogue);
      let current = design;
      analyzer.update(current);
      for (const each of edits) {
        current = applied(current, { kind: 'inBlock', ...each });
        expect(analyzer.update(current).totals).toEqual(analyze(current, catalogue).totals);
      }
    }),
    { numRuns: rounds(50) },
  );
});

describe('definitions that go along', () => {
  const design = around('own:b', { w: 4 }, 3, [using('b', 'own:twice'), twice, hsFromLanes]);
  const text = copySelection(design, new Set(['x']));

  test('with copied items, those that they use and no others', () => {
    const paste = pasteSelection(emptyDesign(), text, { x: 0, y: 0 });
    const pasted = paste.ok ? applied(emptyDesign(), paste.value.edit) : emptyDesign();
    expect(pasted.blocks?.map(({ id }) => id)).toEqual(['own:b', 'own:twice']);
  });

  test('come in under an id of their own where another has theirs, and so does what uses them', () => {
    const other = { ...emptyDesign(), blocks: [{ ...twice, title: 'another' }, using('b', 'own:twice')] };
    const paste = pasteSelection(other, text, { x: 0, y: 0 });
    const pasted = paste.ok ? applied(other, paste.value.edit) : other;
    expect(pasted.blocks?.map(({ id }) => id)).toEqual(['own:twice', 'own:b', 'own:b-2', 'own:twice-2']);
    expect(pasted.nodes.at(-1)?.definition).toBe('own:b-2');
    expect(pasted.blocks?.[2]?.nodes[1]?.definition).toBe('own:twice-2');
  });

  test('in the file of a design, which counts the same when it is read', () => {
    const read = parseDesign(serializeDesign(design));
    expect(read.ok && params(read.value)).toBe(params(design));
  });
});
