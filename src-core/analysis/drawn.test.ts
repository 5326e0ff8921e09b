import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { catalogue, networkOf, networks } from '../catalogue.ts';
import type { Design, DesignEdge, DesignNode, FieldValue, Variable } from '../document/design.ts';
import { emptyDesign } from '../document/design.ts';
import type { Edit } from '../document/edit.ts';
import { applyEdit } from '../document/edit.ts';
import type { GroupKinds } from '../document/group.ts';
import { groupItems } from '../document/group.ts';
import { parseDesign } from '../document/parse.ts';
import { serializeDesign } from '../document/serialize.ts';
import { ungroupItem } from '../document/ungroup.ts';
import { describe as describeIssue } from '../errors.ts';
import { drawnKindOf } from '../language/roles.ts';
import { rounds } from '../rounds.fixture.ts';
import type { Analysis } from './analyzer.ts';
import { Analyzer, analyze } from './analyzer.ts';
import { flatProgramOf } from './flat-program.ts';
import { designFormulas, itemFormulas, symbolicDesign } from './formulas/design-formulas.ts';
import { formulaAt } from './formulas/formula-at.fixture.ts';
import type { ItemAnalysis } from './item-analysis.ts';
import { itemAt, itemOf, levelOf, spotAt } from './item-paths.ts';

const origin = { x: 0, y: 0 };
const node = (id: string, definition: string, fields: Record<string, FieldValue> = {}, parent?: string) =>
  ({ id, definition, fields, position: origin, ...(parent !== undefined && { parent }) }) as DesignNode;
const edge = (from: string, to: string): DesignEdge => {
  const [source = '', out = 'out'] = from.split(':');
  const [target = '', port = 'in'] = to.split(':');
  return { id: `${from}-${to}`, from: { node: source, port: out }, to: { node: target, port } };
};
const design = (nodes: DesignNode[], edges: DesignEdge[], variables: Variable[] = []): Design => ({
  ...emptyDesign('test'),
  nodes,
  edges,
  variables,
});
const applied = (before: Design, edit: Edit): Design => {
  const result = applyEdit(before, edit);
  if (!result.ok) throw new Error(result.issues.map(describeIssue).join());
  return result.value.design;
};
const setField = (before: Design, id: string, field: string, value: FieldValue): Design =>
  applied(before, { kind: 'setField', id, field, value });
const issuesOf = (d: Design) => analyze(d, catalogue).issues.map(describeIssue);

const kinds: GroupKinds = { group: 'sequence', input: 'part-input', output: 'part-output' };
const places = { group: origin, input: () => origin, output: () => origin };

function grouped(before: Design, ids: readonly string[], group = 'sequence'): Design {
  const result = groupItems(before, new Set(ids), { kinds: { ...kinds, group }, places });
  if (!result.ok) throw new Error(result.issues.map(describeIssue).join());
  return applied(before, result.value.edit);
}

function ungrouped(before: Design, id: string): Design {
  const copies = Number(analyze(before, catalogue).items.get(id)?.values?.depth ?? 1);
  const repeats = before.nodes.find((each) => each.id === id)?.definition === 'repeat';
  const result = ungroupItem(before, id, {
    portOf: ({ definition }) =>
      definition === 'part-input' ? 'input' : definition === 'part-output' ? 'output' : null,
    copies,
    names: (copy): Readonly<Record<string, number>> =>
      repeats ? { index: copy, first: copy === 1 ? 1 : 0 } : {},
    hides: ({ definition }) => definition === 'repeat',
    shift: origin,
    pitch: origin,
  });
  if (!result.ok) throw new Error(result.issues.map(describeIssue).join());
  return applied(before, result.value.edit);
}

/** `in → conv → relu → out` inside `part`, between an input and an output. */
const chain = (
  definition: string,
  conv: Record<string, FieldValue>,
  fields: Record<string, FieldValue> = {},
) =>
  design(
    [
      node('input', 'input', { channels: 8, height: 32, width: 32 }),
      node('part', definition, fields),
      node('in', 'part-input', {}, 'part'),
      node('conv', 'conv2d', { outChannels: 16, kernel: 3, ...conv }, 'part'),
      node('relu', 'relu', {}, 'part'),
      node('out', 'part-output', {}, 'part'),
      node('output', 'output'),
    ],
    [
      edge('input', 'part:in'),
      edge('in', 'conv'),
      edge('conv', 'relu'),
      edge('relu', 'out'),
      edge('part:out', 'output'),
    ],
  );

describe('a sequence', () => {
  test('costs what is drawn inside, under paths of its own', () => {
    const analysis = analyze(chain('sequence', {}), catalogue);
    expect(analysis.issues).toEqual([]);
    expect(analysis.totals).toMatchObject({ params: 16n * 8n * 9n, operators: 2 });
    expect(flatProgramOf(analysis)!.operators.map(({ path }) => path)).toEqual(['part/conv', 'part/relu']);
    expect(analysis.order).toEqual(['input', 'part', 'output']);
  });

  test('has the ports that are drawn inside, by their names', () => {
    const item = analyze(chain('sequence', {}), catalogue).items.get('part')!;
    expect([item.inputPorts, item.outputPorts]).toEqual([['in'], ['out']]);
    const renamed = applied(chain('sequence', {}), { kind: 'renameNode', id: 'in', to: 'entry' });
    expect(analyze(renamed, catalogue).items.get('part')!.inputPorts).toEqual(['entry']);
    expect(issuesOf(renamed)).toEqual([]);
  });
});

test('a part with nothing drawn inside hands its input on', () => {
  const empty = design(
    [node('input', 'input'), node('part', 'repeat'), node('output', 'output')],
    [edge('input', 'part'), edge('part', 'output')],
  );
  expect(issuesOf(empty)).toEqual([]);
  expect(analyze(empty, catalogue).totals).toMatchObject({ params: 0n, operators: 0 });
});

describe('a repeat', () => {
  test('is its copies one after another; the first may step and change channels', () => {
    const repeated = chain('repeat', { stride: { expression: '1+first' } }, { depth: 3 });
    const analysis = analyze(repeated, catalogue);
    expect(analysis.issues).toEqual([]);
    expect(analysis.totals!.params).toBe(9n * 16n * (8n + 16n + 16n));
    expect(analysis.totals!.macs).toBe(9n * 16n * (8n + 16n + 16n) * 16n * 16n);
    expect(flatProgramOf(analysis)!.operators.map(({ path }) => path)).toEqual(
      [1, 2, 3].flatMap((copy) => [`part/copy${copy}/conv`, `part/copy${copy}/relu`]),
    );
  });

  test('copies may widen by their index', () => {
    const widening = chain('repeat', { outChannels: { expression: '8*index' } }, { depth: 4 });
    expect(analyze(widening, catalogue).totals!.params).toBe(
      9n * 64n * (1n * 1n + 1n * 2n + 2n * 3n + 3n * 4n),
    );
  });

  test('inputs beyond the outputs reach every copy', () => {
    const both = design(
      [
        node('input', 'input', { channels: 8, height: 4, width: 4 }),
        node('part', 'repeat', { depth: 3 }),
        node('x', 'part-input', {}, 'part'),
        node('side', 'part-input', {}, 'part'),
        node('join', 'concat', {}, 'part'),
        node('out', 'part-output', {}, 'part'),
        node('output', 'output'),
      ],
      [
        edge('input', 'part:x'),
        edge('input', 'part:side'),
        edge('x', 'join:in1'),
        edge('side', 'join:in2'),
        edge('join', 'out'),
        edge('part:out', 'output'),
      ],
    );
    expect(issuesOf(both)).toEqual([]);
    expect(analyze(both, catalogue).items.get('output')!.inputs[0]).toEqual([1n, 32n, 4n, 4n]);
    expect(analyze(ungrouped(both, 'part'), catalogue).items.get('output')!.inputs[0]).toEqual([
      1n,
      32n,
      4n,
      4n,
    ]);
  });

  test('the names of a repeat inside another mean its own copies', () => {
    const inner = grouped(
      chain('repeat', { outChannels: { expression: '4*index' } }, { depth: 2 }),
      ['conv'],
      'repeat',
    );
    const nested = setField(inner, 'repeat', 'depth', 3);
    const analysis = analyze(nested, catalogue);
    expect(analysis.issues).toEqual([]);
    expect(analysis.totals!.params).toBe(9n * (8n * 4n + 4n * 8n + 8n * 12n + 12n * 4n + 4n * 8n + 8n * 12n));
    const flat = flatProgramOf(analysis)!.operators.map(({ path }) => path);
    expect(flat).toContain('part/copy2/repeat/copy3/conv');
    expect(analyze(ungrouped(nested, 'part'), catalogue).totals).toEqual(analysis.totals);
  });

  test('copies of copies come to an end', () => {
    let nested = setField(
      chain('repeat', { outChannels: { expression: '8+0*index' } }, { depth: 200 }),
      'conv',
      'kernel',
      1,
    );
    for (const [inside, name] of [
      ['conv', 'repeat'],
      ['repeat', 'repeat2'],
      ['repeat2', 'repeat3'],
    ] as const) {
      nested = setField(grouped(nested, [inside], 'repeat'), name, 'depth', 200);
    }
    expect(issuesOf(nested).join()).toContain('more than 30000 operators');
  });
});

describe('problems inside point at the item they are of', () => {
  const part = chain('sequence', {});
  test.each<[string, Design, string]>([
    ['a field', setField(part, 'conv', 'kernel', 4), 'part/conv, field kernel: must be odd, got 4'],
    [
      'a port without a wire',
      applied(part, { kind: 'removeEdge', id: 'in-conv' }),
      'part/conv, port in: needs a wire',
    ],
    [
      'a later copy',
      chain('repeat', { kernel: { expression: '3+first*2-2*(index-1)' } }, { depth: 4 }),
      'part/copy3/conv, field kernel: must be from 1 to',
    ],
    [
      'a map that gets too small',
      chain('repeat', { stride: 4, padding: 'none', kernel: 3 }, { depth: 4 }),
      'part/copy3/conv, port in: the window of 3 does not fit into a map of 2',
    ],
    [
      'a wire across',
      { ...part, edges: [...part.edges, edge('relu', 'output')] },
      'output, port in: the wire comes from relu, which stands on another level',
    ],
    [
      'an input of the design inside',
      applied(part, { kind: 'addNode', node: node('again', 'input', {}, 'part') }),
      'part/again: Input belongs to the design itself',
    ],
    [
      'something inside an operator',
      applied(part, { kind: 'addNode', node: node('again', 'relu', {}, 'conv') }),
      'part/conv: Conv2d has no drawing of its own, yet again stands inside',
    ],
    [
      'a loop',
      { ...part, edges: [...part.edges.filter(({ id }) => id !== 'in-conv'), edge('relu', 'conv')] },
      'part/conv: the wires form a loop: conv → relu → conv',
    ],
  ])('%s', (_, broken, text) => {
    expect(issuesOf(broken).join('\n')).toContain(text);
    expect(analyze(broken, catalogue).issues.length).toBe(new Set(issuesOf(broken)).size);
  });

  test('items inside are known while the part is not', () => {
    const broken = applied(part, { kind: 'removeEdge', id: 'conv-relu' });
    const analysis = analyze(broken, catalogue);
    expect(analysis.totals).toBeNull();
    expect(itemOf(analysis, 'conv')!.outputs).toEqual([[1n, 16n, 32n, 32n]]);
    expect(itemOf(analysis, 'relu')).toMatchObject({ inputPorts: ['in'], facts: null });
    expect(itemAt(analysis, 'part/conv')).toMatchObject({ facts: { params: 1152n } });
  });
});

/** The path of an item of the design, wherever it is drawn. */
function pathOf(design: Design, id: string): string {
  const parent = design.nodes.find((node) => node.id === id)?.parent ?? '';
  const level = levelOf(design, parent, catalogue);
  return level === '' ? id : `${level}/${id}`;
}

test('what stands at a path, and the path of what is drawn', () => {
  const nested = setField(
    grouped(chain('repeat', {}, { depth: 2 }), ['conv', 'relu']),
    'conv',
    'outChannels',
    8,
  );
  expect(pathOf(nested, 'conv')).toBe('part/copy1/sequence/conv');
  expect(levelOf(nested, 'part', catalogue)).toBe('part/copy1');
  expect(spotAt(nested, 'part/copy2/sequence/conv', catalogue)).toMatchObject({
    node: { id: 'conv' },
    drawing: null,
  });
  expect(spotAt(nested, 'part/copy2/sequence', catalogue).drawing).toBe('sequence');
  expect(spotAt(nested, 'part/copy2', catalogue)).toEqual({ node: null, drawing: 'part' });
  expect(spotAt(nested, 'part', catalogue)).toMatchObject({ node: { id: 'part' }, drawing: null });
  expect(spotAt(nested, 'part/conv', catalogue)).toEqual({ node: null, drawing: null });
  const analysis = analyze(nested, catalogue);
  expect(itemOf(analysis, 'conv')!.expansion).toBe(
    itemAt(analysis, 'part/copy1/sequence/conv') && itemOf(analysis, 'conv')!.expansion,
  );
  for (const { id, parent } of nested.nodes)
    if (parent !== undefined) expect(itemOf(analysis, id)?.issues).toEqual([]);
});

test('group then ungroup gives the same counts, and the paths of before', () => {
  const names = ['hs-resnet-50', 'resnet-50', 'ghost-resnet-50'];
  for (const name of names) {
    const before = networkOf(name)!.design;
    const inner = before.nodes.filter(({ definition }) => definition !== 'input' && definition !== 'output');
    const ids = inner.map(({ id }) => id);
    const old = analyze(before, catalogue);
    for (const group of ['sequence', 'repeat']) {
      let one = grouped(before, ids.slice(1, 4), group);
      if (group === 'repeat') one = setField(one, 'repeat', 'depth', 1);
      const analysis = analyze(one, catalogue);
      expect(analysis.issues).toEqual([]);
      expect(analysis.totals).toEqual(old.totals);
      const back = ungrouped(one, group);
      expect(analyze(back, catalogue).totals).toEqual(old.totals);
      expect(flatProgramOf(analyze(back, catalogue))!.operators.map(({ path }) => path)).toEqual(
        flatProgramOf(old)!.operators.map(({ path }) => path),
      );
    }
  }
});

test('items with another between them cannot be one', () => {
  const { design: before } = networks.find(({ name }) => name === 'hs-resnet-50')!;
  const result = groupItems(before, new Set(['stage1', 'stage3']), { kinds, places });
  expect(result.ok ? 'grouped' : result.issues.map(describeIssue).join()).toContain(
    'stage2 lies on the way between the selected items',
  );
});

test('a formula of a part is in the variables that are used inside, and gives the counts', () => {
  const plain = networkOf('hs-resnet-50')!.design;
  const one = grouped(plain, ['stage1', 'stage2', 'stage3']);
  const symbolic = symbolicDesign(one, catalogue);
  const analysis = analyze(one, catalogue);
  const whole = designFormulas(symbolic);
  if (!whole.ok) throw new Error('no formula');
  expect(formulaAt(whole.value.macs, symbolic.numbers).exact).toBe(analysis.totals!.macs);
  const item = itemFormulas(symbolic, 'sequence', analysis.items.get('sequence')!);
  if (!item.ok) throw new Error(item.issues.map(describeIssue).join());
  const { formulas, numbers } = item.value;
  expect(formulaAt(formulas.params, numbers).exact).toBe(analysis.items.get('sequence')!.facts!.params);
  expect(symbolic.numbers.has('w')).toBe(true);
});

const width: Variable = { name: 'w', kind: 'integer', value: 16, min: 1, max: 64 };

test('fields inside that a formula keeps as numbers are named once, however many copies there are', () => {
  const rounded = { outChannels: { expression: 'max(8, round(w*2))*index' } };
  const repeated = { ...chain('repeat', rounded, { depth: 3 }), variables: [width] };
  const { expression } = rounded.outChannels;
  const held = [{ node: 'conv', field: 'outChannels', operation: 'round', expression, symbols: ['w'] }];
  expect(symbolicDesign(repeated, catalogue).heldFields).toEqual(held);
  const nested = grouped(repeated, ['conv'], 'repeat');
  expect(symbolicDesign(nested, catalogue).heldFields).toEqual(held);
  expect(symbolicDesign(chain('repeat', { outChannels: 8 }), catalogue).heldFields).toEqual([]);
});

test('a variable that a later item needs as a number is one inside a part too', () => {
  const part = chain('sequence', { outChannels: { expression: 'w' } });
  const pinned: Design = {
    ...part,
    variables: [width],
    nodes: [
      ...part.nodes,
      node('join', 'conv2d', { outChannels: 64 }),
      node('hs', 'hs-block', { w: { expression: 'w' }, s: 4 }),
    ],
    edges: [
      ...part.edges.filter(({ to }) => to.node !== 'output'),
      edge('part:out', 'join'),
      edge('join', 'hs'),
      edge('hs', 'output'),
    ],
  };
  const symbolic = symbolicDesign(pinned, catalogue);
  expect(symbolic.held).toEqual([{ symbol: 'w', value: 16n, operation: 'comparison' }]);
  expect(symbolic.items.get('part')!.facts!.params).toBe(9n * 8n * 16n);
});

/** Where the inputs of an item come from, wherever it is drawn: read off its own analysis, or the expansion around it. */
function sourcesOf(analysis: Analysis, id: string): unknown {
  const parents = new Map(analysis.design.nodes.map((node) => [node.id, node.parent ?? '']));
  const analysed = (name: string): ItemAnalysis | undefined =>
    analysis.items.get(name) ??
    (name === '' ? undefined : analysed(parents.get(name) ?? '')?.members?.get(name));
  const own = analysed(id);
  if (own !== undefined) return own.sources;
  const part = itemOf(analysis, parents.get(id) ?? '');
  const copy =
    drawnKindOf(part?.definition) === 'repeated' ? part?.expansion?.children[0]?.expansion : undefined;
  const around = copy ?? part?.expansion;
  return around?.children
    .find(({ name }) => name === id)
    ?.sources.map(({ child, output }) => ({ node: around.children[child]?.name ?? null, output }));
}

/** Everything an analysis says, without identities that two runs do not share. */
function plain(analysis: Analysis) {
  return {
    totals: analysis.totals,
    order: analysis.order,
    issues: analysis.issues.map(describeIssue).sort(),
    items: analysis.design.nodes.map(({ id }) => {
      const item = itemOf(analysis, id);
      const { facts, inputs, outputs, inputPorts, outputPorts } = item ?? {};
      return { id, facts, inputs, outputs, sources: sourcesOf(analysis, id), inputPorts, outputPorts };
    }),
  };
}

test('after any sequence of edits an update equals a full analysis, and the text reads back', () => {
  const base = networkOf('hs-resnet-50')!.design;
  const pick = fc.nat(40);
  const change = fc.oneof(
    fc.record({
      kind: fc.constant('group' as const),
      at: pick,
      count: fc.integer({ min: 1, max: 3 }),
      repeat: fc.boolean(),
    }),
    fc.record({
      kind: fc.constant('group' as const),
      at: pick,
      count: fc.integer({ min: 1, max: 3 }),
      repeat: fc.boolean(),
    }),
    fc.record({ kind: fc.constant('ungroup' as const), at: pick }),
    fc.record({
      kind: fc.constant('field' as const),
      at: pick,
      field: fc.constantFrom('depth', 'planes', 'stride', 's', 'w'),
      value: fc.oneof(
        fc.integer({ min: 0, max: 6 }),
        fc.constantFrom({ expression: 's+first' }, { expression: 'index' }),
      ),
    }),
    fc.record({
      kind: fc.constant('variable' as const),
      name: fc.constantFrom('w', 's', 'k'),
      value: fc.integer({ min: 1, max: 9 }),
    }),
    fc.record({ kind: fc.constant('cut' as const), at: pick }),
    fc.record({ kind: fc.constant('join' as const), at: pick, to: pick }),
    fc.record({ kind: fc.constant('remove' as const), at: pick }),
    fc.record({ kind: fc.constant('rename' as const), at: pick }),
    fc.record({ kind: fc.constant('move' as const), at: pick, to: pick }),
    fc.record({ kind: fc.constant('place' as const), at: pick }),
  );
  type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

  const edited = (before: Design, edit: Edit): Design => {
    const result = applyEdit(before, edit);
    return result.ok ? result.value.design : before;
  };

  function apply(before: Design, c: Change, step: number): Design {
    const at = 'at' in c ? before.nodes[c.at % Math.max(1, before.nodes.length)] : undefined;
    if (c.kind === 'variable') return edited(before, { kind: 'setVariable', name: c.name, value: c.value });
    if (at === undefined) return before;
    const { id } = at;
    switch (c.kind) {
      case 'group': {
        const level = before.nodes.filter(({ parent }) => parent === at.parent).map((each) => each.id);
        const ids = new Set(level.slice(level.indexOf(id), level.indexOf(id) + c.count));
        const result = groupItems(before, ids, {
          kinds: { ...kinds, group: c.repeat ? 'repeat' : 'sequence' },
          places,
        });
        return result.ok ? edited(before, result.value.edit) : before;
      }
      case 'ungroup': {
        const group = before.nodes.find(
          ({ definition }) => definition === 'sequence' || definition === 'repeat',
        );
        return group === undefined ? before : ungrouped(before, group.id);
      }
      case 'field':
        return edited(before, { kind: 'setField', id, field: c.field, value: c.value });
      case 'cut': {
        const wire = before.edges[c.at % Math.max(1, before.edges.length)];
        return wire === undefined ? before : edited(before, { kind: 'removeEdge', id: wire.id });
      }
      case 'join': {
        const to = before.nodes[c.to % before.nodes.length]!;
        return edited(before, { kind: 'addEdge', edge: { ...edge(id, to.id), id: `join${step}` } });
      }
      case 'remove':
        return edited(before, { kind: 'removeNode', id });
      case 'rename':
        return edited(before, { kind: 'renameNode', id, to: `other${step}` });
      case 'move': {
        const parent = before.nodes[c.to % before.nodes.length]!.id;
        return edited(before, { kind: 'setParent', id, parent: c.to % 3 === 0 ? null : parent });
      }
      case 'place':
        return edited(before, { kind: 'moveNodes', moves: [{ id, position: { x: step, y: 0 } }] });
    }
  }

  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 12 }), (changes) => {
      const analyzer = new Analyzer(catalogue);
      let current = base;
      analyzer.update(current);
      changes.forEach((c, step) => {
        current = apply(current, c, step);
        expect(plain(analyzer.update(current))).toEqual(plain(analyze(current, catalogue)));
      });
      expect(parseDesign(serializeDesign(current))).toEqual({ ok: true, value: current });
    }),
    { numRuns: rounds(60) },
  );
});

test('an edit inside a part asks for the items of that part alone', () => {
  const asked: string[] = [];
  const analyzer = new Analyzer({
    ...catalogue,
    definitionOf: (id) => {
      asked.push(id);
      return catalogue.definitionOf(id);
    },
  });
  const before = grouped(networkOf('hs-resnet-50')!.design, ['stage2']);
  const old = analyzer.update(before);
  asked.length = 0;
  const next = analyzer.update(setField(before, 'stage2', 'w', 44));
  expect(new Set(asked)).toEqual(new Set(['sequence', 'part-input', 'hs-stage', 'part-output']));
  for (const id of ['stem', 'stage1', 'stage3', 'head']) expect(next.items.get(id)).toBe(old.items.get(id));
  asked.length = 0;
  analyzer.update(
    applied(before, { kind: 'moveNodes', moves: [{ id: 'stage2', position: { x: 1, y: 1 } }] }),
  );
});
