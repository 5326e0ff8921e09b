import { describe, expect, test } from 'vitest';
import { catalogue, networkOf } from '../catalogue.ts';
import type { Design, DesignNode, FieldValue } from '../document/design.ts';
import { emptyDesign } from '../document/design.ts';
import { Analyzer, analyze } from './analyzer.ts';
import { itemAt, itemOf, opens } from './item-paths.ts';

const setField = (design: Design, id: string, field: string, value: FieldValue): Design => ({
  ...design,
  nodes: design.nodes.map((node) =>
    node.id === id ? { ...node, fields: { ...node.fields, [field]: value } } : node,
  ),
});

/** A repeat of a convolution, fed by an input of 16 channels and followed by a convolution of its own. */
function repeated(kernel: FieldValue): Design {
  const node = (
    id: string,
    definition: string,
    fields: DesignNode['fields'] = {},
    parent?: string,
  ): DesignNode => ({
    id,
    definition,
    fields,
    position: { x: 0, y: 0 },
    ...(parent !== undefined && { parent }),
  });
  const wire = (from: string, to: string, out = 'out', into = 'in') => ({
    id: `${from}-${to}`,
    from: { node: from, port: out },
    to: { node: to, port: into },
  });
  return {
    ...emptyDesign('repeated'),
    nodes: [
      node('input', 'input', { channels: 16, height: 8, width: 8 }),
      node('repeat', 'repeat', { depth: 3 }),
      node('enter', 'part-input', {}, 'repeat'),
      node('conv', 'conv2d', { outChannels: 16, kernel }, 'repeat'),
      node('leave', 'part-output', {}, 'repeat'),
      node('last', 'conv2d', { outChannels: 4 }),
      node('output', 'output'),
    ],
    edges: [
      wire('input', 'repeat', 'out', 'enter'),
      wire('enter', 'conv'),
      wire('conv', 'leave'),
      wire('repeat', 'last', 'leave'),
      wire('last', 'output'),
    ],
  };
}

describe('an item is the same object', () => {
  test('until its analysis changes, at every depth', () => {
    const analyzer = new Analyzer(catalogue);
    const { design } = networkOf('hs-resnet-50')!;
    const before = analyzer.update(design);
    const after = analyzer.update(setField(design, 'stage4', 'planes', 300));
    for (const path of ['input', 'stage1', 'stage1/block1', 'stage3/block2', 'stage3/block2/hs']) {
      expect(itemAt(before, path)).not.toBeNull();
      expect(itemAt(before, path)).toBe(itemAt(before, path));
      expect(itemAt(after, path)).toBe(itemAt(before, path));
    }
    for (const path of ['stage4', 'stage4/block2', 'stage4/block2/hs']) {
      expect(itemAt(after, path)).not.toBeNull();
      expect(itemAt(after, path)).not.toBe(itemAt(before, path));
    }
  });

  test('for equal uses inside', () => {
    const analysis = analyze(networkOf('hs-resnet-50')!.design, catalogue);
    expect(itemAt(analysis, 'stage3/block2')).not.toBeNull();
    expect(itemAt(analysis, 'stage3/block2')).toBe(itemAt(analysis, 'stage3/block5'));
    const copies = analyze(repeated(3), catalogue);
    expect(copies.issues).toEqual([]);
    expect(itemAt(copies, 'repeat/copy1/conv')).toBe(itemAt(copies, 'repeat/copy3/conv'));
    expect(itemOf(copies, 'conv')).toBe(itemAt(copies, 'repeat/copy1/conv'));
  });

  test('inside a drawing that cannot be expanded, until something around it changes', () => {
    const analyzer = new Analyzer(catalogue);
    const broken = repeated(0);
    const before = analyzer.update(broken);
    const conv = itemAt(before, 'repeat/copy1/conv');
    expect(conv).not.toBeNull();
    expect(itemAt(before, 'repeat/copy1/conv')).toBe(conv);
    expect(itemOf(before, 'conv')).toBe(conv);
    const elsewhere = analyzer.update(setField(broken, 'last', 'outChannels', 5));
    expect(itemAt(elsewhere, 'repeat/copy1/conv')).toBe(conv);
    const around = analyzer.update(setField(broken, 'repeat', 'depth', 2));
    expect(itemAt(around, 'repeat/copy1/conv')).not.toBe(conv);
  });
});

describe('while a drawing cannot be expanded', () => {
  const analysis = analyze(repeated(0), catalogue);

  test('what its first copy shows is known, and of later copies nothing that follows from shapes', () => {
    expect(itemAt(analysis, 'repeat/copy1/enter')).toMatchObject({
      outputs: [[1n, 16n, 8n, 8n]],
      facts: { params: 0n },
    });
    expect(itemAt(analysis, 'repeat/copy2/enter')).toMatchObject({
      outputPorts: ['out'],
      inputs: [null],
      outputs: [null],
      expansion: null,
      facts: null,
    });
  });

  test('an item whose fields cannot be read has the ports of the defaults', () => {
    for (const item of [itemAt(analysis, 'repeat/copy1/conv'), itemOf(analysis, 'conv')]) {
      expect(item).toMatchObject({ values: null, inputPorts: ['in'], outputPorts: ['out'] });
    }
    const unread = analyze(setField(repeated(3), 'last', 'kernel', 0), catalogue);
    expect(itemAt(unread, 'last')).toMatchObject({ values: null, inputPorts: ['in'], outputPorts: ['out'] });
    expect(unread.issues.map(({ where }) => where.node)).toEqual(['last']);
  });

  test('the places of issues are paths of the design', () => {
    const places = (path: string) => itemAt(analysis, path)?.issues.map(({ where }) => where.node);
    expect(places('repeat/copy1/conv')).toEqual(['repeat/copy1/conv']);
    expect(places('repeat/copy1/enter')).toEqual([]);
  });

  test('only what is there stands at a path', () => {
    for (const path of ['nothing', 'repeat/copy1', 'repeat/copy1/nothing', 'repeat/conv', 'last/weights']) {
      expect(itemAt(analysis, path)).toBeNull();
    }
    expect(itemOf(analysis, 'nothing')).toBeUndefined();
  });
});

test('blocks and what is drawn by hand open, operators do not', () => {
  const analysis = analyze(repeated(0), catalogue);
  expect(['repeat', 'last', 'input'].map((path) => opens(itemAt(analysis, path)))).toEqual([
    true,
    false,
    false,
  ]);
  expect(opens(itemAt(analyze(networkOf('hs-resnet-50')!.design, catalogue), 'stage1'))).toBe(true);
  expect(opens(null)).toBe(false);
});
