import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { catalogue, definitions, networkOf } from '../catalogue.ts';
import type { Design, DesignEdge, DesignNode, FieldValue, Variable } from '../document/design.ts';
import { emptyDesign } from '../document/design.ts';
import { describe as describeIssue } from '../errors.ts';
import type { Catalogue } from '../language/definition.ts';
import { rounds } from '../rounds.fixture.ts';
import { Analyzer, analyze } from './analyzer.ts';

const node = (id: string, definition: string, fields: Record<string, FieldValue> = {}): DesignNode => ({
  id,
  definition,
  fields,
  position: { x: 0, y: 0 },
});
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
const setField = (before: Design, id: string, field: string, value: FieldValue): Design => ({
  ...before,
  nodes: before.nodes.map((n) => (n.id === id ? { ...n, fields: { ...n.fields, [field]: value } } : n)),
});

/** Everything an analysis says, without identities that two runs do not share. */
function plain(analysis: ReturnType<typeof analyze>) {
  return {
    totals: analysis.totals,
    order: analysis.order,
    issues: analysis.issues.map(describeIssue).sort(),
    items: [...analysis.items.values()]
      .map(({ id, facts, inputs, outputs, sources, values }) => ({
        id,
        facts,
        inputs,
        outputs,
        sources,
        values,
      }))
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
  };
}

describe('problems stand where they arise and void the total', () => {
  const small = design(
    [node('input', 'input'), node('conv', 'conv2d'), node('output', 'output')],
    [edge('input', 'conv'), edge('conv', 'output')],
  );
  const issuesOf = (d: Design) => analyze(d, catalogue).issues.map(describeIssue);

  test('a sound design has none', () => {
    expect(issuesOf(small)).toEqual([]);
    expect(analyze(small, catalogue).totals).toMatchObject({ params: 1_728n });
  });

  test.each<[string, Design, string]>([
    [
      'unknown definition',
      { ...small, nodes: [...small.nodes, node('x', 'Conv2D')] },
      'x: there is no operator or block named Conv2D; nearest are conv2d, ',
    ],
    [
      'wire to nothing',
      { ...small, edges: [...small.edges, edge('conv', 'gone')] },
      'conv, port out: the wire ends at gone',
    ],
    [
      'two wires into a port',
      { ...small, edges: [...small.edges, { ...edge('input', 'conv'), id: 'again' }] },
      'conv, port in: two wires',
    ],
    [
      'no such output',
      { ...small, edges: [small.edges[0]!, edge('conv:left', 'output')] },
      'output, port in: conv has no port named left; there is out alone',
    ],
    [
      'no such input',
      { ...small, edges: [...small.edges, edge('input', 'conv:side')] },
      'conv, port side: conv has no port named side; there is in alone',
    ],
    ['nothing wired', { ...small, edges: [small.edges[0]!] }, 'output, port in: needs a wire'],
    ['no input', design([node('conv', 'conv2d')], []), 'the design has no Input'],
    ['even kernel', setField(small, 'conv', 'kernel', 4), 'conv, field kernel: must be odd, got 4'],
    ['zero filters', setField(small, 'conv', 'outChannels', 0), 'conv, field outChannels: must be from 1 to'],
    [
      'not whole',
      setField(small, 'conv', 'outChannels', 1.5),
      'conv, field outChannels: must be a whole number, got 1.5',
    ],
    [
      'unknown field',
      setField(small, 'conv', 'out_channels', 1),
      'conv, field out_channels: Conv2d has no field named out_channels; nearest are outChannels, ',
    ],
    [
      'bad option',
      setField(small, 'conv', 'padding', 'wide'),
      'conv, field padding: has no option wide; nearest are ',
    ],
    [
      'unknown name',
      setField(small, 'conv', 'outChannels', { expression: '2*q' }),
      'conv, field outChannels, character 3: nothing here is named q',
    ],
    [
      'circular',
      setField(setField(small, 'conv', 'outChannels', { expression: 'kernel' }), 'conv', 'kernel', {
        expression: 'outChannels',
      }),
      'the value depends on itself',
    ],
    [
      'map too small',
      setField(setField(small, 'conv', 'padding', 'none'), 'conv', 'kernel', 255),
      'conv, port in: the window of 255 does not fit into a map of 224',
    ],
  ])('%s', (_, broken, sentence) => {
    const analysis = analyze(broken, catalogue);
    expect(analysis.issues.map(describeIssue).join('\n')).toContain(sentence);
    if (broken.nodes.length > 1 && !sentence.startsWith('conv, port out')) expect(analysis.totals).toBeNull();
  });

  test('a loop is named and everything on it is unknown', () => {
    const looped = design(
      [node('input', 'input'), node('a', 'add'), node('b', 'relu'), node('output', 'output')],
      [edge('input', 'a:a'), edge('b', 'a:b'), edge('a', 'b'), edge('b', 'output')],
    );
    const analysis = analyze(looped, catalogue);
    expect(analysis.issues.map(describeIssue).join('\n')).toContain('the wires form a loop: a → b → a');
    expect(analysis.items.get('a')!.outputs).toEqual([null]);
    expect(analysis.totals).toBeNull();
  });

  test('s*w must be the channels that come in', () => {
    const d = design(
      [node('input', 'input', { channels: 99 }), node('hs', 'hs-block'), node('output', 'output')],
      [edge('input', 'hs'), edge('hs', 'output')],
    );
    expect(issuesOf(d)).toContain('hs, port in: expects 100 channels, got 99');
  });

  test('a problem inside a block carries its path', () => {
    const d = design(
      [
        node('input', 'input', { channels: 64, height: 1, width: 1 }),
        node('b', 'max-pool', { padding: 'none' }),
        node('output', 'output'),
      ],
      [edge('input', 'b'), edge('b', 'output')],
    );
    expect(issuesOf(d)[0]).toContain('b, port in: the window of 3 does not fit into a map of 1');
  });
});

test('an expression sees the other fields, then the variables, never itself', () => {
  const d = design(
    [
      node('input', 'input', { channels: 40 }),
      node('hs', 'hs-block', { w: { expression: 'floor(k*w/6)' }, s: 2 }),
      node('output', 'output'),
    ],
    [edge('input', 'hs'), edge('hs', 'output')],
    [
      { name: 'w', kind: 'integer', value: 40, min: 1, max: 100 },
      { name: 'k', kind: 'integer', value: 99, min: 1, max: 100 },
    ],
  );
  expect(analyze(d, catalogue).items.get('hs')!.values).toMatchObject({ w: 20n, k: 3n });
});

describe('an update equals a full analysis', () => {
  const base = networkOf('hs-resnet-50')!.design;
  const ids = base.nodes.map((n) => n.id);
  const change = fc.oneof(
    fc.record({
      kind: fc.constant('field' as const),
      id: fc.constantFrom(...ids),
      field: fc.constantFrom('depth', 'planes', 'stride', 's', 'w', 'channels', 'classes'),
      value: fc.integer({ min: 0, max: 130 }),
    }),
    fc.record({
      kind: fc.constant('variable' as const),
      name: fc.constantFrom('w', 's', 'k'),
      value: fc.integer({ min: 1, max: 9 }),
    }),
    fc.record({ kind: fc.constant('cut' as const), index: fc.nat(6) }),
    fc.record({
      kind: fc.constant('join' as const),
      from: fc.constantFrom(...ids),
      to: fc.constantFrom(...ids),
    }),
    fc.record({ kind: fc.constant('remove' as const), id: fc.constantFrom(...ids) }),
    fc.record({ kind: fc.constant('move' as const), id: fc.constantFrom(...ids) }),
    fc.record({
      kind: fc.constant('add' as const),
      definition: fc.constantFrom(...definitions.map((d) => d.id)),
    }),
  );

  function apply(
    before: Design,
    c: typeof change extends fc.Arbitrary<infer T> ? T : never,
    step: number,
  ): Design {
    switch (c.kind) {
      case 'field':
        return setField(before, c.id, c.field, c.value);
      case 'variable':
        return {
          ...before,
          variables: before.variables.map((v) =>
            v.name === c.name ? ({ ...v, value: c.value } as Variable) : v,
          ),
        };
      case 'cut':
        return { ...before, edges: before.edges.filter((_, index) => index !== c.index) };
      case 'join':
        return { ...before, edges: [...before.edges, { ...edge(c.from, c.to), id: `join${step}` }] };
      case 'remove':
        return {
          ...before,
          nodes: before.nodes.filter((n) => n.id !== c.id),
          edges: before.edges.filter((e) => e.from.node !== c.id && e.to.node !== c.id),
        };
      case 'move':
        return {
          ...before,
          nodes: before.nodes.map((n) => (n.id === c.id ? { ...n, position: { x: step, y: 0 } } : n)),
        };
      case 'add':
        return { ...before, nodes: [...before.nodes, node(`new${step}`, c.definition)] };
    }
  }

  test('a wire from a port that is not there is a problem only while the ports are known', () => {
    const apart = base.edges.filter(({ to }) => to.node !== 'stage1' && to.node !== 'stage2');
    const wired = { ...base, edges: [...apart, edge('output', 'stage1')] };
    const analyzer = new Analyzer(catalogue);
    for (const current of [wired, setField(wired, 'output', 'depth', 0), wired]) {
      expect(plain(analyzer.update(current))).toEqual(plain(analyze(current, catalogue)));
    }
  });

  test('after any sequence of edits', () => {
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 12 }), (changes) => {
        const analyzer = new Analyzer(catalogue);
        let current = base;
        analyzer.update(current);
        changes.forEach((c, step) => {
          current = apply(current, c, step);
          expect(plain(analyzer.update(current))).toEqual(plain(analyze(current, catalogue)));
        });
      }),
      { numRuns: rounds(60) },
    );
  });

  test('after any sequence of edits that come while it is at work, and what it says before is true', () => {
    const hurried = fc.array(fc.tuple(change, fc.nat(8)), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(hurried, (changes) => {
        const analyzer = new Analyzer(catalogue);
        let current = base;
        changes.forEach(([c, steps], step) => {
          current = apply(current, c, step);
          analyzer.begin(current);
          let left = steps;
          const isDone = left > 0 && analyzer.work(() => --left <= 0);
          const said = plain(analyzer.analysis());
          const whole = plain(analyze(current, catalogue));
          if (isDone) {
            expect(said).toEqual(whole);
            return;
          }
          expect(said.totals).toBeNull();
          expect(whole.issues).toEqual(expect.arrayContaining(said.issues));
          expect(said.items.map(({ id }) => id)).toEqual(whole.items.map(({ id }) => id));
          for (const [at, item] of said.items.entries()) {
            if (item.values !== null) expect(item).toEqual(whole.items[at]);
            else expect([item.facts, item.outputs]).toEqual([null, []]);
          }
        });
        analyzer.work(() => false);
        expect(plain(analyzer.analysis())).toEqual(plain(analyze(current, catalogue)));
      }),
      { numRuns: rounds(60) },
    );
  });
});

describe('an update recomputes only what it must', () => {
  /** Counts how often items ask for their definition. */
  function counting(): { catalogue: Catalogue; asked: string[] } {
    const asked: string[] = [];
    const definitionOf = (id: string) => {
      asked.push(id);
      return catalogue.definitionOf(id);
    };
    return { asked, catalogue: { ...catalogue, definitionOf } };
  }

  test('one field of a stage: that item alone, since its output shape stays', () => {
    const { catalogue: counted, asked } = counting();
    const analyzer = new Analyzer(counted);
    const before = networkOf('hs-resnet-50')!.design;
    const old = analyzer.update(before);
    asked.length = 0;
    const next = analyzer.update(setField(before, 'stage2', 'w', 44));
    expect(asked).toEqual(['hs-stage']);
    for (const id of ['stem', 'stage1', 'stage3', 'head']) expect(next.items.get(id)).toBe(old.items.get(id));
  });

  test('a moved node: nothing', () => {
    const { catalogue: counted, asked } = counting();
    const analyzer = new Analyzer(counted);
    const before = networkOf('resnet-50')!.design;
    analyzer.update(before);
    asked.length = 0;
    analyzer.update({ ...before, nodes: before.nodes.map((n) => ({ ...n, position: { x: 8, y: 8 } })) });
    expect(asked).toEqual([]);
  });

  test('a variable: only the items whose fields hold an expression', () => {
    const { catalogue: counted, asked } = counting();
    const analyzer = new Analyzer(counted);
    const before = networkOf('hs-resnet-50')!.design;
    analyzer.update(before);
    asked.length = 0;
    analyzer.update({
      ...before,
      variables: before.variables.map((v) => (v.name === 's' ? ({ ...v, value: 4 } as Variable) : v)),
    });
    expect(asked.sort()).toEqual(['hs-stage', 'hs-stage', 'hs-stage', 'hs-stage', 'stem']);
  });
});
