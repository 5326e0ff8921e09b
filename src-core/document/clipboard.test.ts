import { expect, test } from 'vitest';
import { describe as describeIssue } from '../errors.ts';
import { copySelection, pasteSelection } from './clipboard.ts';
import type { Design } from './design.ts';
import { emptyDesign } from './design.ts';
import { applyEdit } from './edit.ts';
import { serializeDesign } from './serialize.ts';

const node = (id: string, x = 0) => ({
  id,
  definition: 'convolution',
  fields: { k: 3 },
  position: { x, y: 0 },
});
const edge = (id: string, from: string, to: string) => ({
  id,
  from: { node: from, port: 'out' },
  to: { node: to, port: 'in' },
});
const design: Design = {
  ...emptyDesign(),
  nodes: [node('conv'), node('stage1', 100), node('stage2', 200)],
  edges: [edge('e1', 'conv', 'stage1'), edge('e2', 'stage1', 'stage2')],
};

function pasted(into: Design, text: string) {
  const paste = pasteSelection(into, text, { x: 10, y: 20 });
  if (!paste.ok) throw new Error(paste.issues.map(describeIssue).join());
  const result = applyEdit(into, paste.value.edit);
  if (!result.ok) throw new Error(result.issues.map(describeIssue).join());
  return { ids: paste.value.ids, ...result.value };
}

function refusal(text: string): string {
  const paste = pasteSelection(design, text, { x: 0, y: 0 });
  return paste.ok ? 'pasted' : paste.issues.map(describeIssue).join();
}

test('items come back under fresh names, moved, with the edges among them', () => {
  const { design: next, ids, inverse } = pasted(design, copySelection(design, new Set(['stage1', 'stage2'])));
  expect(ids).toEqual(['stage3', 'stage4']);
  expect(next.nodes.slice(3)).toEqual([
    { ...node('stage3'), position: { x: 110, y: 20 } },
    { ...node('stage4'), position: { x: 210, y: 20 } },
  ]);
  expect(next.edges.slice(2)).toEqual([edge('e3', 'stage3', 'stage4')]);
  const back = applyEdit(next, inverse);
  expect(back.ok && serializeDesign(back.value.design)).toBe(serializeDesign(design));
});

test('into another design the names are kept where they are free', () => {
  expect(pasted(emptyDesign(), copySelection(design, new Set(['conv', 'stage2']))).ids).toEqual([
    'conv',
    'stage2',
  ]);
  const text = copySelection(design, new Set(['conv']));
  expect(pasted(pasted(design, text).design, text).ids).toEqual(['conv3']);
});

test('variables come along where they are missing; where they mean something else one says which is meant', () => {
  const w = (value: number) => ({ name: 'w', kind: 'integer', value, min: 1, max: 64 }) as const;
  const from: Design = {
    ...design,
    variables: [w(26), { ...w(1), name: 'unused' }],
    nodes: [{ ...node('conv'), fields: { k: { expression: 'w*2 + floor(w/3)' } } }],
  };
  const text = copySelection(from, new Set(['conv']));
  expect(pasted(emptyDesign(), text).design.variables).toEqual([w(26)]);
  expect(pasted({ ...emptyDesign(), variables: [w(26)] }, text).design.variables).toEqual([w(26)]);

  const other = { ...emptyDesign(), variables: [w(20)] };
  const asked = pasteSelection(other, text, { x: 0, y: 0 });
  expect(asked.ok && asked.value.collisions).toEqual([{ theirs: w(26), ours: w(20) }]);
  const here = pasted(other, text).design;
  expect(here.variables).toEqual([w(20)]);
  expect(here.nodes[0]?.fields.k).toEqual({ expression: 'w*2 + floor(w/3)' });
  const fresh = pasteSelection(other, text, { x: 0, y: 0 }, { collisions: 'fresh' });
  const applied = fresh.ok ? applyEdit(other, fresh.value.edit) : fresh;
  expect(applied.ok && applied.value.design.variables).toEqual([w(20), { ...w(26), name: 'w2' }]);
  expect(applied.ok && applied.value.design.nodes[0]?.fields.k).toEqual({
    expression: 'w2*2 + floor(w2/3)',
  });
  const field = pasteSelection(other, text, { x: 0, y: 0 }, { collisions: 'fresh', means: () => false });
  expect(JSON.stringify(field)).toContain('w*2 + floor(w/3)');
  expect(refusal(JSON.stringify({ ...JSON.parse(text), variables: [3] }))).toContain('variables[0]');
});

test('text that is no copy is refused with the reason', () => {
  expect(refusal('hello')).toBe('there are no copied items here: it is other text; copy items first');
  expect(refusal('')).toContain('it is other text');
  expect(refusal('[1]')).toContain('it is a list of another kind');
  expect(refusal(serializeDesign(design))).toContain('it is an object of another kind');
  expect(refusal(copySelection(design, new Set()))).toContain('it is empty');
  expect(refusal('['.repeat(100_000))).toContain('nests deeper than 64 levels');
  const copy = JSON.parse(copySelection(design, new Set(['conv', 'stage1'])));
  expect(refusal(JSON.stringify({ ...copy, version: 2 }))).toContain('update Blockwright');
  expect(refusal(JSON.stringify({ ...copy, nodes: {} }))).toContain(
    'its items, wires or variables are no list',
  );
  expect(refusal(JSON.stringify({ ...copy, nodes: [node('a/b')] }))).toContain('a/b is not a usable name');
  expect(refusal(JSON.stringify({ ...copy, nodes: [node('a'), node('a')] }))).toContain(
    'already an item named a',
  );
  expect(refusal(JSON.stringify({ ...copy, edges: [3] }))).toBe('edges[0] must be an object, got 3');
  expect(refusal(JSON.stringify({ ...copy, nodes: [{ ...node('a'), position: { x: 1 } }] }))).toBe(
    'a: position.y is missing',
  );
});
