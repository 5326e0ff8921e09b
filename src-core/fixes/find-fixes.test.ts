import { expect, test } from 'vitest';
import { Analyzer, analyze } from '../analysis/analyzer.ts';
import { catalogue, networks } from '../catalogue.ts';
import type { Design, DesignNode, FieldValue, Variable } from '../document/design.ts';
import { emptyDesign } from '../document/design.ts';
import { applyEdit } from '../document/edit.ts';
import { serializeDesign } from '../document/serialize.ts';
import { describe, problemsOf } from '../errors.ts';
import { finished } from '../steps.ts';
import { findFixes } from './find-fixes.ts';
import { fixText } from './fix.ts';

type ItemAt = readonly [id: string, definition: string, fields?: Readonly<Record<string, FieldValue>>];

function drawn(items: readonly ItemAt[], wires: string, variables: readonly Variable[] = []): Design {
  const nodes = items.map(
    ([id, definition, fields = {}], index): DesignNode => ({
      id,
      definition,
      fields,
      position: { x: 0, y: 100 * index },
    }),
  );
  const edges = wires.split(' ').map((wire, index) => {
    const [from, to] = wire.split('>').map((end) => {
      const [node = '', port = ''] = end.split(':');
      return { node, port };
    });
    return { id: `e${index + 1}`, from: from!, to: to! };
  });
  return { ...emptyDesign(), variables, nodes, edges };
}

const probe = new Analyzer(catalogue);
const bench = {
  catalogue,
  analyze: (design: Design) => probe.update(design),
  roomBetween: ({ position }: DesignNode) => ({ position, moves: [] }),
};

/** The fixes of the first problem of a design, each checked again from nothing: it is gone, and undo leads back. */
function fixesOf(design: Design, nth = 0): readonly string[] {
  const analysis = analyze(design, catalogue);
  const issue = problemsOf(analysis.issues)[nth]!;
  const fixes = finished(findFixes(analysis, issue, bench));
  for (const { edit } of fixes) {
    const applied = applyEdit(design, edit);
    if (!applied.ok) throw new Error('a fix was refused');
    const after = analyze(applied.value.design, catalogue);
    expect(problemsOf(after.issues).map(describe)).not.toContain(describe(issue));
    expect(problemsOf(after.issues).length).toBeLessThanOrEqual(problemsOf(analysis.issues).length);
    const back = applyEdit(applied.value.design, applied.value.inverse);
    expect(back.ok && serializeDesign(back.value.design)).toBe(serializeDesign(design));
  }
  return fixes.map(fixText);
}

const input: ItemAt = ['input', 'input', { channels: 64, height: 56, width: 56 }];

const sum = (a: FieldValue, b: FieldValue, more: Readonly<Record<string, FieldValue>> = {}) =>
  drawn(
    [
      input,
      ['left', 'conv2d', { outChannels: a, kernel: 3 }],
      ['right', 'conv2d', { outChannels: b, kernel: 3, ...more }],
      ['add', 'add'],
      ['output', 'output'],
    ],
    'input:out>left:in input:out>right:in left:out>add:a right:out>add:b add:out>output:in',
  );

test('a sum of maps with other channels: a 1 x 1 convolution on either side, or other channels', () => {
  const fixes = fixesOf(sum(64, 100));
  expect(fixes).toContain('add a 1 × 1 convolution to 64');
  expect(fixes.join()).toContain('Output channels of');
});

test('channels that a definition asks for', () => {
  const design = drawn(
    [input, ['norm', 'hs-block', { w: 20, s: 5 }], ['output', 'output']],
    'input:out>norm:in norm:out>output:in',
  );
  const fixes = fixesOf(design);
  expect(fixes.length).toBeGreaterThan(0);
  expect(fixes.join()).toMatch(/100/);
});

test('a variable whose present value does not fit takes the nearest that does', () => {
  const variables = [{ name: 'w', kind: 'integer', value: 27, min: 1, max: 64 }] as const;
  const design = drawn(
    [
      input,
      ['conv', 'conv2d', { outChannels: { expression: 'w' }, kernel: 3 }],
      ['grouped', 'conv2d', { outChannels: 64, kernel: 3, groups: 4 }],
      ['output', 'output'],
    ],
    'input:out>conv:in conv:out>grouped:in grouped:out>output:in',
    variables,
  );
  expect(fixesOf(design)).toContain('use w = 28');
});

test('sizes that do not add up share what there is', () => {
  const design = drawn(
    [
      ['input', 'input', { channels: 39, height: 8, width: 8 }],
      ['split', 'split', { sizes: [20, 20] }],
      ['concat', 'concat', { inputs: 2 }],
      ['output', 'output'],
    ],
    'input:out>split:in split:out1>concat:in1 split:out2>concat:in2 concat:out>output:in',
  );
  expect(fixesOf(design)).toEqual(expect.arrayContaining(['carry 19 + 20', 'carry 20 + 19']));
});

test('maps of other sizes: the padding of what feeds the sum', () => {
  const fixes = fixesOf(sum(64, 64, { padding: 'custom', pad: 0 }));
  expect(fixes.join()).toMatch(/set Pad of right to 1/);
});

test('an input without a wire gets one; a wire too many goes', () => {
  const items: readonly ItemAt[] = [input, ['relu', 'relu'], ['output', 'output']];
  expect(fixesOf(drawn(items, 'relu:out>output:in'))[0]).toBe('connect input');
  expect(fixesOf(drawn(items, 'input:out>relu:in input:out>output:in relu:out>output:in'))).toEqual([
    'remove the wire from input',
    'remove the wire from relu',
  ]);
});

test('fields out of bounds and names that stand for nothing', () => {
  const conv = (fields: Readonly<Record<string, FieldValue>>) =>
    drawn([input, ['conv', 'conv2d', fields], ['output', 'output']], 'input:out>conv:in conv:out>output:in', [
      { name: 'wide', kind: 'integer', value: 8, min: 1, max: 64 },
    ]);
  expect(fixesOf(conv({ outChannels: 0 }))[0]).toBe('set Output channels to 1');
  const named = fixesOf(conv({ outChannels: { expression: 'wode' } }));
  expect(named).toContain('use wide');
  expect(named).toContain('add a variable wode');
});

test('whatever a field of a ready network is set to, each fix mends the problem', () => {
  const { design } = networks.find(({ name }) => name === 'res2net-50')!;
  for (const [id, field, value] of [
    ['stage2', 'planes', 63],
    ['stage3', 'stride', 0],
    ['head', 'features', 0],
  ] as const) {
    const changed = applyEdit(design, { kind: 'setField', id, field, value });
    if (!changed.ok) continue;
    if (problemsOf(analyze(changed.value.design, catalogue).issues).length > 0) fixesOf(changed.value.design);
  }
}, 120_000);
