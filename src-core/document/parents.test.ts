import { describe, expect, test } from 'vitest';
import { describe as describeIssue } from '../errors.ts';
import { copySelection, pasteSelection } from './clipboard.ts';
import type { Design, DesignNode } from './design.ts';
import { emptyDesign } from './design.ts';
import type { Edit } from './edit.ts';
import { applyEdit } from './edit.ts';
import { designOf } from './parse.ts';
import { serializeDesign } from './serialize.ts';

const node = (id: string, parent?: string): DesignNode => ({
  id,
  definition: 'anything',
  ...(parent !== undefined && { parent }),
  fields: {},
  position: { x: 0, y: 0 },
});
const edge = (id: string, from: string, to: string) => {
  const [source = '', out = 'out'] = from.split(':');
  const [target = '', into = 'in'] = to.split(':');
  return { id, from: { node: source, port: out }, to: { node: target, port: into } };
};

/** `before → part → after`, and inside the part `in → conv → out`. */
const design: Design = {
  ...emptyDesign(),
  nodes: [
    node('before'),
    node('conv', 'part'),
    node('part'),
    node('in', 'part'),
    node('out', 'part'),
    node('after'),
  ],
  edges: [
    edge('e1', 'before', 'part:in'),
    edge('e2', 'in', 'conv'),
    edge('e3', 'conv', 'out'),
    edge('e4', 'part:out', 'after'),
  ],
};

const faults = (nodes: readonly DesignNode[]): string => {
  const result = designOf({ ...design, nodes, edges: [] });
  return result.ok ? 'read' : result.issues.map(describeIssue).join('\n');
};

describe('a file', () => {
  test('says what surrounds an item, and is read back', () => {
    expect(serializeDesign(design)).toContain('"parent": "part"');
    expect(designOf(JSON.parse(serializeDesign(design)))).toEqual({ ok: true, value: design });
  });

  test.each<[string, readonly DesignNode[], string]>([
    ['an absent parent', [node('conv', 'gone')], 'conv: stands inside gone, which is not there'],
    ['an item in itself', [node('a', 'a')], 'a: stands inside itself: a in a'],
    ['a circle', [node('a', 'b'), node('b', 'a')], 'a: stands inside itself: a in b in a'],
    ['no name', [{ ...node('a'), parent: 3 } as unknown as DesignNode], 'parent must be text, got 3'],
    [
      'too deep',
      Array.from({ length: 80 }, (_, index) => node(`n${index}`, index === 0 ? undefined : `n${index - 1}`)),
      'deeper than 64 levels',
    ],
  ])('with %s is refused', (_, nodes, text) => {
    expect(faults(nodes)).toContain(text);
  });
});

describe('edits', () => {
  const edited = (edit: Edit) => {
    const result = applyEdit(design, edit);
    if (!result.ok) throw new Error(result.issues.map(describeIssue).join());
    const back = applyEdit(result.value.design, result.value.inverse);
    expect(back.ok && serializeDesign(back.value.design)).toBe(serializeDesign(design));
    return result.value.design;
  };
  const refusal = (edit: Edit) => {
    const result = applyEdit(design, edit);
    return result.ok ? 'applied' : result.issues.map(describeIssue).join();
  };

  test('removing an item takes along what is drawn inside it, and all wires there', () => {
    const { nodes, edges } = edited({ kind: 'removeNode', id: 'part' });
    expect([nodes.map(({ id }) => id), edges]).toEqual([['before', 'after'], []]);
  });

  test('removing what a port stands for takes along the wire outside', () => {
    expect(edited({ kind: 'removeNode', id: 'in' }).edges.map(({ id }) => id)).toEqual(['e3', 'e4']);
  });

  test('a new name is followed by what is inside, and by the port that bears it', () => {
    const renamed = edited({ kind: 'renameNode', id: 'part', to: 'stage' });
    expect(renamed.nodes.filter(({ parent }) => parent === 'stage')).toHaveLength(3);
    expect(edited({ kind: 'renameNode', id: 'in', to: 'x' }).edges[0]!.to).toEqual({
      node: 'part',
      port: 'x',
    });
  });

  test('an item moves into another and out, but not into what is inside it', () => {
    expect(edited({ kind: 'setParent', id: 'after', parent: 'part' }).nodes.at(-1)!.parent).toBe('part');
    expect(edited({ kind: 'setParent', id: 'conv', parent: null }).nodes[1]).toEqual(node('conv'));
    expect(refusal({ kind: 'setParent', id: 'part', parent: 'conv' })).toContain('stands inside itself');
    expect(refusal({ kind: 'setParent', id: 'part', parent: 'gone' })).toContain('which is not there');
    expect(refusal({ kind: 'addNode', node: node('new', 'gone') })).toContain('which is not there');
  });
});

test('a copied part comes with its inside, under fresh names and ports, on the level where it is pasted', () => {
  const text = copySelection(design, new Set(['part', 'after']));
  const paste = pasteSelection(design, text, { x: 8, y: 8 }, { parent: 'part' });
  if (!paste.ok) throw new Error(paste.issues.map(describeIssue).join());
  const result = applyEdit(design, paste.value.edit);
  if (!result.ok) throw new Error(result.issues.map(describeIssue).join());
  expect(paste.value.ids).toEqual(['part2', 'after2']);
  const fresh = result.value.design.nodes.slice(design.nodes.length);
  expect(fresh.map(({ id, parent }) => `${parent}/${id}`)).toEqual([
    'part/part2',
    'part/after2',
    'part2/conv2',
    'part2/in2',
    'part2/out2',
  ]);
  expect(
    result.value.design.edges
      .slice(4)
      .map(({ from, to }) => `${from.node}:${from.port} ${to.node}:${to.port}`),
  ).toEqual(['in2:out conv2:in', 'conv2:out out2:in', 'part2:out2 after2:in']);
});
