import { expect, test } from 'vitest';
import { issue } from '../errors.ts';
import { Refusal, refuse } from './refusal.ts';

test('a refusal is raised with its issue at a field or port', () => {
  const refused = () => refuse('shape/channels', { port: 'in' }, { expected: 8, got: 4 });
  expect(refused).toThrow(new Refusal(issue('shape/channels', { port: 'in' }, { expected: 8, got: 4 })));
  expect(refused).toThrow(Refusal);
});

test('a refusal without its data, or at an item, does not compile', () => {
  // @ts-expect-error: the sentence takes data
  expect(() => refuse('shape/channels', { port: 'in' })).toThrow(Refusal);
  // @ts-expect-error: which item it is in is not known yet
  expect(() => refuse('field/not-odd', { node: 'conv' }, { value: 2 })).toThrow(Refusal);
});
