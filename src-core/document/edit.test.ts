import { describe, expect, test } from 'vitest';
import { describe as describeIssue } from '../errors.ts';
import type { Design } from './design.ts';
import { emptyDesign } from './design.ts';
import type { Edit } from './edit.ts';
import { applyEdit, batch } from './edit.ts';
import { serializeDesign } from './serialize.ts';

const node = (id: string, fields = {}) => ({
  id,
  definition: 'convolution',
  fields,
  position: { x: 0, y: 0 },
});
const edge = (id: string, from: string, to: string) => ({
  id,
  from: { node: from, port: 'out' },
  to: { node: to, port: 'in' },
});

const design: Design = {
  ...emptyDesign(),
  variables: [
    { name: 'w', kind: 'integer', value: 20, min: 1, max: 64 },
    { name: 'down', kind: 'choice', value: 'stage', options: ['stage', 'conv'] },
  ],
  nodes: [node('a', { s: 5, w: { expression: 'w' }, k: 3 }), node('b'), node('c')],
  edges: [edge('e1', 'a', 'b'), edge('e2', 'b', 'c'), edge('e3', 'a', 'c'), edge('e4', 'c', 'gone')],
};

/** Applies an edit, undoes it, and expects to be back to the letter. */
function edited(edit: Edit, from = design): Design {
  const result = applyEdit(from, edit);
  if (!result.ok) throw new Error(result.issues.map(describeIssue).join());
  const back = applyEdit(result.value.design, result.value.inverse);
  if (!back.ok) throw new Error(back.issues.map(describeIssue).join());
  expect(back.value.design).toEqual(from);
  expect(serializeDesign(back.value.design)).toBe(serializeDesign(from));
  return result.value.design;
}

function refusal(edit: Edit, from = design): string {
  const result = applyEdit(from, edit);
  return result.ok ? 'applied' : result.issues.map(describeIssue).join();
}

describe('items', () => {
  test('an item is added at its place', () => {
    const next = edited({ kind: 'addNode', node: node('d'), index: 1 });
    expect(next.nodes.map((each) => each.id)).toEqual(['a', 'd', 'b', 'c']);
    expect(edited({ kind: 'addNode', node: node('d') }).nodes.at(-1)?.id).toBe('d');
  });

  test('an item added where edges dangle gets them, and leaves them when it goes', () => {
    expect(edited({ kind: 'addNode', node: node('gone') }).edges).toBe(design.edges);
  });

  test('an item goes with its edges', () => {
    const next = edited({ kind: 'removeNode', id: 'b' });
    expect(next.nodes.map((each) => each.id)).toEqual(['a', 'c']);
    expect(next.edges.map((each) => each.id)).toEqual(['e3', 'e4']);
  });

  test('edges follow a new name', () => {
    const next = edited({ kind: 'renameNode', id: 'a', to: 'stem' });
    expect(next.edges.map((each) => each.from.node)).toEqual(['stem', 'b', 'stem', 'c']);
    expect(next.nodes[0]).toEqual({ ...design.nodes[0], id: 'stem' });
    expect(next.edges[1]).toBe(design.edges[1]);
  });

  test('renaming to a name that an edge dangles at is undone without the edge', () => {
    expect(edited({ kind: 'renameNode', id: 'a', to: 'gone' }).edges[3]?.to.node).toBe('gone');
  });

  test('items move together and nothing else changes', () => {
    const moves = [
      { id: 'a', position: { x: 10, y: -5 } },
      { id: 'c', position: { x: 0.5, y: 1 } },
    ];
    const next = edited({ kind: 'moveNodes', moves });
    expect(next.nodes.map((each) => each.position)).toEqual([
      moves[0]?.position,
      { x: 0, y: 0 },
      moves[1]?.position,
    ]);
    expect(next.nodes[1]).toBe(design.nodes[1]);
    expect(next.edges).toBe(design.edges);
    expect(next.variables).toBe(design.variables);
  });

  test('a move keeps what else a later version wrote into a position', () => {
    const from = { ...design, nodes: [{ ...node('a'), position: { x: 0, y: 0, lane: 3 } }] };
    const next = edited({ kind: 'moveNodes', moves: [{ id: 'a', position: { x: 1, y: 2 } }] }, from);
    expect(next.nodes[0]?.position).toEqual({ x: 1, y: 2, lane: 3 });
  });

  test('what cannot be saved is refused on its item', () => {
    expect(refusal({ kind: 'addNode', node: node('a') })).toContain('there is already an item named a');
    expect(refusal({ kind: 'addNode', node: node('a/b') })).toContain('a/b is not a usable name');
    expect(refusal({ kind: 'renameNode', id: 'a', to: 'b' })).toContain('there is already an item named b');
    expect(refusal({ kind: 'renameNode', id: 'a', to: 'a\nb' })).toContain('not a usable name');
    expect(refusal({ kind: 'removeNode', id: 'x' })).toBe('x: there is no item named x; nearest are a, b, c');
    expect(refusal({ kind: 'moveNodes', moves: [{ id: 'x', position: { x: 0, y: 0 } }] })).toContain(
      'no item named x',
    );
    const nowhere = { x: Number.NaN, y: 0 };
    expect(refusal({ kind: 'moveNodes', moves: [{ id: 'a', position: nowhere }] })).toBe(
      'a: position.x must be a finite number, got NaN',
    );
  });
});

describe('fields', () => {
  test('a field is set where it stands; only its item is new', () => {
    const next = edited({ kind: 'setField', id: 'a', field: 's', value: 4 });
    expect(Object.entries(next.nodes[0]?.fields ?? {})).toEqual([
      ['s', 4],
      ['w', { expression: 'w' }],
      ['k', 3],
    ]);
    expect(next.nodes[1]).toBe(design.nodes[1]);
  });

  test('a field without a value gets one at the end, or at a place', () => {
    const names = (edit: Edit) => Object.keys(edited(edit).nodes[0]?.fields ?? {});
    expect(names({ kind: 'setField', id: 'a', field: 'bias', value: true })).toEqual(['s', 'w', 'k', 'bias']);
    expect(names({ kind: 'setField', id: 'a', field: 'bias', value: true, index: 1 })).toEqual([
      's',
      'bias',
      'w',
      'k',
    ]);
    expect(names({ kind: 'setField', id: 'a', field: 'toString', value: 1 })).toEqual([
      's',
      'w',
      'k',
      'toString',
    ]);
  });

  test('a cleared field comes back to its place', () => {
    expect(Object.keys(edited({ kind: 'clearField', id: 'a', field: 'w' }).nodes[0]?.fields ?? {})).toEqual([
      's',
      'k',
    ]);
    expect(edited({ kind: 'clearField', id: 'a', field: 'toString' })).toBe(design);
  });

  test('a value that is none is refused on its field', () => {
    const set = (field: string, value: unknown) =>
      refusal({ kind: 'setField', id: 'a', field, value: value as number });
    expect(set('s', Number.POSITIVE_INFINITY)).toBe('a, field s: must be a finite number, got Infinity');
    expect(set('s', undefined)).toBe('a, field s: is missing');
    expect(set('s', [1, null])).toBe('a, field s: [1] must be a number or an expression, got null');
    expect(set('__proto__', 1)).toBe('a, field __proto__: the key __proto__ is not allowed');
    expect(set('s', { expression: 'w', note: { constructor: 1 } })).toContain(
      'the key constructor is not allowed',
    );
    expect(set('s', { expression: 'w', note: () => 1 })).toContain('must be JSON');
    const loop: Record<string, unknown> = { expression: 'w' };
    loop.self = loop;
    expect(set('s', loop)).toContain('nests deeper than 64 levels');
    expect(refusal({ kind: 'setField', id: 'x', field: 's', value: 1 })).toContain('no item named x');
  });
});

describe('edges', () => {
  test('an edge is added and removed at its place, wherever it ends', () => {
    const ids = (edit: Edit) => edited(edit).edges.map((each) => each.id);
    expect(ids({ kind: 'addEdge', edge: edge('e5', 'a', 'nowhere'), index: 0 })).toEqual([
      'e5',
      'e1',
      'e2',
      'e3',
      'e4',
    ]);
    expect(ids({ kind: 'removeEdge', id: 'e2' })).toEqual(['e1', 'e3', 'e4']);
  });

  test('the edge in a port is replaced by a batch', () => {
    const next = edited(
      batch([
        { kind: 'removeEdge', id: 'e1' },
        { kind: 'addEdge', edge: edge('e9', 'c', 'b') },
      ]),
    );
    expect(next.edges.map((each) => each.id)).toEqual(['e2', 'e3', 'e4', 'e9']);
  });

  test('faults', () => {
    expect(refusal({ kind: 'addEdge', edge: edge('e1', 'a', 'b') })).toBe('there is already a wire e1');
    expect(refusal({ kind: 'removeEdge', id: 'x' })).toBe('there is no wire x');
  });
});

describe('variables', () => {
  const w = design.variables[0] as Extract<Design['variables'][number], { kind: 'integer' }>;

  test('are added, set, edited, renamed and removed at their place', () => {
    const names = (edit: Edit) => edited(edit).variables.map((each) => each.name);
    expect(names({ kind: 'addVariable', variable: { ...w, name: 's' }, index: 1 })).toEqual([
      'w',
      's',
      'down',
    ]);
    expect(names({ kind: 'removeVariable', name: 'w' })).toEqual(['down']);
    expect(names({ kind: 'editVariable', name: 'w', variable: { ...w, name: 'width' } })).toEqual([
      'width',
      'down',
    ]);
    expect(edited({ kind: 'setVariable', name: 'w', value: 26 }).variables[0]).toEqual({ ...w, value: 26 });
    expect(edited({ kind: 'setVariable', name: 'down', value: 'conv' }).nodes).toBe(design.nodes);
    const wider = { ...w, max: 128, value: 100 };
    expect(edited({ kind: 'editVariable', name: 'w', variable: wider }).variables[0]).toBe(wider);
  });

  test('faults', () => {
    expect(refusal({ kind: 'setVariable', name: 'w', value: 65 })).toBe(
      'w must be a whole number from 1 to 64, got 65',
    );
    expect(refusal({ kind: 'setVariable', name: 'w', value: Number.NaN })).toContain('got NaN');
    expect(refusal({ kind: 'setVariable', name: 'down', value: 3 })).toBe(
      'down has no option 3; nearest are conv, stage',
    );
    expect(refusal({ kind: 'setVariable', name: 'x', value: 3 })).toBe(
      'there is no variable named x; nearest are w, down',
    );
    expect(refusal({ kind: 'addVariable', variable: w })).toContain('there is already a variable named w');
    expect(refusal({ kind: 'addVariable', variable: { ...w, name: 'min' } })).toContain('min is not usable');
    expect(refusal({ kind: 'editVariable', name: 'w', variable: { ...w, max: 10 } })).toContain(
      'from 1 to 10, got 20',
    );
    expect(refusal({ kind: 'editVariable', name: 'w', variable: { ...w, name: 'down' } })).toContain(
      'already a variable',
    );
  });
});

test('of a batch that cannot apply nothing applies', () => {
  const edit = batch([
    { kind: 'setTitle', title: 'Other' },
    { kind: 'removeNode', id: 'a' },
    { kind: 'removeEdge', id: 'e1' },
  ]);
  expect(refusal(edit)).toBe('there is no wire e1');
  expect(design.title).toBe('Untitled');
});

test('the title', () => {
  expect(edited({ kind: 'setTitle', title: 'HS' }).title).toBe('HS');
  expect(refusal({ kind: 'setTitle', title: 3 as unknown as string })).toBe('title must be text, got 3');
});

test('an unknown kind of edit is a programmer error', () => {
  expect(() => applyEdit(design, { kind: 'paint' } as unknown as Edit)).toThrow(TypeError);
});
