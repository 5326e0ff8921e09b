import { expect, test } from 'vitest';
import { catalogue } from '../catalogue.ts';
import { copyFields } from '../document/copy-fields.ts';
import type { Design } from '../document/design.ts';
import { applyEdit, batch } from '../document/edit.ts';
import { analyze } from './analyzer.ts';
import { chainOf, item, part, siamese, withItem } from './shared-design.fixture.ts';
import { sharersOf, takersOf, weightsChoices } from './weights-sharers.ts';

const of = (design: Design) => analyze(design, catalogue);
const conv = (id: string, more: object = {}, weightsOf?: string) =>
  item(id, 'conv2d', { outChannels: 4, ...more }, weightsOf === undefined ? {} : { weightsOf });

test('owner and takers know of each other, also of what is drawn inside them', () => {
  const analysis = of(siamese);
  expect(takersOf(analysis, 'conv_a')).toEqual(['conv_b']);
  expect(takersOf(analysis, 'conv_b')).toEqual([]);
  for (const path of ['conv_a', 'conv_b']) expect(takersOf(analysis, path)).toBe(takersOf(analysis, path));
  for (const path of ['conv_a', 'conv_b']) expect(sharersOf(analysis, path)).toEqual(['conv_a', 'conv_b']);
  expect(sharersOf(analysis, 'a')).toEqual([]);
  const drawn = chainOf(...part('s', 'sequence', conv('c1')), ...part('t', 'sequence', conv('c2')));
  const heads = of(withItem(drawn, 't', { weightsOf: 's' }));
  expect(sharersOf(heads, 's')).toEqual(['s', 't']);
  expect(sharersOf(heads, 't/c2')).toEqual(['s/c1', 't/c2']);
});

test('an item may take the weights of those that fit, and of those that do once a field is copied', () => {
  const design = chainOf(
    conv('one'),
    conv('wide', { kernel: 1 }),
    conv('three'),
    conv('taker', {}, 'three'),
    item('relu', 'relu'),
    conv('two', { outChannels: 8 }),
    conv('channels'),
  );
  const choices = (path: string) =>
    weightsChoices(of(design), path, path).map(({ id, parting }) => [id, parting?.where.field ?? null]);
  expect(choices('one')).toEqual([
    ['three', null],
    ['wide', 'kernel'],
    ['two', 'outChannels'],
  ]);
  expect(choices('three').map(([id]) => id)).not.toContain('taker');
  expect(choices('relu')).toEqual([]);
});

test('the fields of another are taken over with its defaults, and given back by undo', () => {
  const [from, to] = [
    conv('from', { outChannels: { expression: 'w' } }),
    conv('to', { kernel: 5, bias: true }),
  ];
  const design = chainOf(from, to);
  const applied = applyEdit(design, batch(copyFields(from, to)));
  if (!applied.ok) throw new Error('the edit applies');
  expect(applied.value.design.nodes.find(({ id }) => id === 'to')?.fields).toEqual(from.fields);
  const back = applyEdit(applied.value.design, applied.value.inverse);
  expect(back.ok && JSON.stringify(back.value.design)).toBe(JSON.stringify(design));
});
