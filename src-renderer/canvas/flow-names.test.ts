import fc from 'fast-check';
import { expect, test } from 'vitest';
import { flowNode, flowPort, fromFlow } from './flow-names.ts';

test('usual names stay as they are', () => {
  for (const path of ['stage1', 'hs-block/conv', '卷积', "it's", 'a b']) expect(flowNode(path)).toBe(path);
  expect(flowPort('in')).toBe('in');
});

test('no name ends the quotes of a selector, and no two ports are one', () => {
  expect(flowNode('q"uote\\%22')).toBe('q%22uote%5c%2522');
  expect(`${flowNode('a-b')}-${flowPort('c')}`).not.toBe(`${flowNode('a')}-${flowPort('b-c')}`);
  const text = fc.string({ unit: fc.constantFrom('%', '"', '\\', '-', '2', '5', 'c', 'é', '😀') });
  fc.assert(
    fc.property(text, (name) => {
      expect(flowNode(name)).not.toMatch(/["\\]/);
      expect(flowPort(name)).not.toMatch(/["\\-]/);
      expect(fromFlow(flowNode(name))).toBe(name);
      expect(fromFlow(flowPort(name))).toBe(name);
    }),
  );
});
