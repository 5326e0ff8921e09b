import { expect, test } from 'vitest';
import { catalogue } from '../catalogue.ts';
import type { FieldValue } from '../document/design.ts';
import { describe as sentence } from '../errors.ts';
import { designOf } from '../lower/small-design.fixture.ts';
import { analyze } from './analyzer.ts';

const by = (expression: string): FieldValue => ({ expression });

test.each<[string, Record<string, FieldValue>, string]>([
  ['a field', { strid: 2 }, 'has no field named strid; nearest are stride, '],
  ['an option', { padding: 'sme' }, 'has no option sme; nearest are same, '],
  ['a name', { outChannels: by('kernle') }, 'nothing here is named kernle; nearest are kernel, '],
  ['an axis', { outChannels: by('hieght') }, 'nothing here is named hieght; nearest are height, '],
  ['a size', { outChannels: by('in.hieght') }, 'no size named hieght; nearest are height, '],
  ['a function', { outChannels: by('flor(2)') }, 'there is no function flor; nearest are floor, '],
])('%s that is not there is answered by the nearest ones', (_, fields, said) => {
  const design = designOf({ x: ['input', {}], conv: ['conv2d', fields, 'x'], y: ['output', {}, 'conv'] });
  expect(analyze(design, catalogue).issues.map(sentence).join('\n')).toContain(said);
});

test('so are definitions and owners of weights', () => {
  const design = designOf({
    x: ['input', {}],
    conv1: ['conv2d', {}, 'x'],
    other: ['conv2d', {}, 'conv1'],
    y: ['output', {}, 'other'],
  });
  const nodes = design.nodes.map((node) => {
    if (node.id === 'conv1') return { ...node, weightsOf: 'othr' };
    return node.id === 'other' ? { ...node, definition: 'conv2dd' } : node;
  });
  const texts = analyze({ ...design, nodes }, catalogue)
    .issues.map(sentence)
    .join('\n');
  expect(texts).toContain('takes its weights from othr, which is not there; nearest are other, ');
  expect(texts).toContain('no operator or block named conv2dd; nearest are conv2d, ');
});
