import { expect, test } from 'vitest';
import { commands, randomNumbers } from '../journal/commands.fixture.ts';
import { finished } from '../steps.ts';
import type { Design } from './design.ts';
import { emptyDesign } from './design.ts';
import { differenceText } from './difference-text.ts';
import { differences } from './differences.ts';
import type { Edit } from './edit.ts';
import { applyEdit, batch } from './edit.ts';
import { serializeDesign } from './serialize.ts';

const edited = (design: Design, ...edits: readonly Edit[]): Design => {
  const result = applyEdit(design, batch(edits));
  if (!result.ok) throw new Error(result.issues[0]?.code);
  return result.value.design;
};
const item = (id: string, parent?: string) => ({
  kind: 'addNode' as const,
  node: {
    id,
    definition: 'convolution',
    fields: { k: 3, w: { expression: 'w*2' } },
    position: { x: 0, y: 0 },
    ...(parent !== undefined && { parent }),
  },
});
const wire = (id: string, from: string, to: string) => ({
  kind: 'addEdge' as const,
  edge: { id, from: { node: from, port: 'out' }, to: { node: to, port: 'in' } },
});
const base = edited(emptyDesign('Net'), item('a'), item('b'), wire('e', 'a', 'b'), {
  kind: 'addVariable',
  variable: { name: 'w', kind: 'integer', value: 4, min: 1, max: 9 },
});
const texts = (after: Design, before = base): readonly string[] =>
  finished(differences(before, after)).map((difference) => differenceText(difference));

test('each kind of change is told in the terms of the drawing', () => {
  expect(texts(base)).toEqual([]);
  expect(texts(edited(base, { kind: 'setTitle', title: 'Other' }))).toEqual(['title: Net → Other']);
  expect(
    texts(edited(base, { kind: 'setField', id: 'a', field: 'k', value: [5, { expression: 'k' }] })),
  ).toEqual(['a, k: 3 → [5, k]']);
  expect(texts(edited(base, { kind: 'clearField', id: 'a', field: 'w' }))).toEqual([
    'a, w: w*2 → its default',
  ]);
  expect(texts(edited(base, { kind: 'setVariable', name: 'w', value: 5 }))).toEqual(['variable w: 4 → 5']);
  const wider = { name: 'w', kind: 'integer', value: 5, min: 1, max: 12 } as const;
  expect(texts(edited(base, { kind: 'editVariable', name: 'w', variable: wider }))).toEqual([
    'variable w: 4 from 1 to 9 → 5 from 1 to 12',
  ]);
  expect(texts(edited(base, { kind: 'removeEdge', id: 'e' }, wire('f', 'b', 'a')))).toEqual([
    'wire a.out → b.in removed',
    'wire b.out → a.in added',
  ]);
  expect(texts(edited(base, { kind: 'moveNodes', moves: [{ id: 'a', position: { x: 1, y: 2 } }] }))).toEqual([
    'a stands elsewhere',
  ]);
  expect(texts(edited(base, { kind: 'setParent', id: 'a', parent: 'b' }))).toEqual([
    'a moved from the design to b',
  ]);
  const noted = edited(base, {
    kind: 'setNote',
    id: 'n1',
    note: { text: 'Stem', position: { x: 0, y: 0 }, size: { width: 9, height: 9 } },
  });
  expect(texts(noted)).toEqual(['the note “Stem” added']);
  expect(texts(base, noted)).toEqual(['the note “Stem” removed']);
  const renoted = { ...noted, notes: [{ ...noted.notes![0]!, text: ' ' }] };
  expect(texts(renoted, noted)).toEqual(['a note is another']);
  expect(texts({ ...base, nodes: base.nodes.toReversed() })).toEqual([
    'the order of entries, or keys that this version does not show',
  ]);
});

test('an item counts with what is inside it and with its wires', () => {
  const grown = edited(
    base,
    item('s'),
    item('c', 's'),
    item('d', 's'),
    wire('g', 'a', 's'),
    wire('h', 'c', 'd'),
  );
  expect(texts(grown)).toEqual(['s (convolution) added, with 2 items inside']);
  expect(texts(base, grown)).toEqual(['s (convolution) removed, with 2 items inside']);
});

test('two designs have differences exactly where their texts differ, and each has words', () => {
  const random = randomNumbers(7);
  const next = commands(random);
  let design = base;
  let earlier = base;
  let found = 0;
  for (let step = 0; step < 5000; step += 1) {
    const command = next(design);
    if (command.kind === 'reload' || step % 37 === 0) earlier = design;
    if (command.kind !== 'commit') continue;
    const result = applyEdit(design, command.edit);
    if (result.ok) design = result.value.design;
    const between = finished(differences(earlier, design));
    expect(between.length === 0).toBe(serializeDesign(earlier) === serializeDesign(design));
    for (const each of between) expect(differenceText(each)).not.toMatch(/undefined|object Object/);
    found += between.length;
  }
  expect(found).toBeGreaterThan(1000);
});
