import fc from 'fast-check';
import { expect, test } from 'vitest';
import { emptyDesign } from './design.ts';
import { freshEdgeId, freshName, freshNameAmong, isNodeName, isVariableName } from './names.ts';

test('item names start with a letter and hold letters, digits, _ and -', () => {
  for (const name of ['a', 'stage3', 'hs-block', 'A_1', 'x'.repeat(64)])
    expect(isNodeName(name), name).toBe(true);
  for (const name of [
    '',
    '1a',
    '-a',
    'a b',
    'a/b',
    '<b>',
    'é',
    'x'.repeat(65),
    'a\n',
    '__proto__',
    'constructor',
  ]) {
    expect(isNodeName(name), name).toBe(false);
  }
});

test('a variable name has no minus in it and is no function', () => {
  expect(isVariableName('w_2')).toBe(true);
  expect(isVariableName('w-2')).toBe(false);
  expect(isVariableName('floor')).toBe(false);
  expect(isVariableName('prototype')).toBe(false);
});

test('a free name is kept, a taken one is counted on', () => {
  const among = (names: string[], base: string) => freshNameAmong(new Set(names), base);
  expect(among([], 'conv')).toBe('conv');
  expect(among(['conv'], 'conv')).toBe('conv2');
  expect(among(['conv', 'conv2'], 'conv2')).toBe('conv3');
  expect(among(['stage1', 'stage2', 'stage3'], 'stage1')).toBe('stage4');
  expect(among(['conv3x3'], 'conv3x3')).toBe('conv3x3-2');
  expect(among(['conv3x3', 'conv3x3-2'], 'conv3x3-2')).toBe('conv3x3-3');
});

test('an unusable base becomes a usable name', () => {
  expect(freshName(emptyDesign(), '<b>bold</b>')).toBe('b-bold-b-');
  expect(freshName(emptyDesign(), '3')).toBe('item');
  expect(freshName(emptyDesign(), 'constructor')).toBe('item');
});

test('a name that a dangling edge waits for is taken', () => {
  const edge = { id: 'e1', from: { node: 'conv', port: 'out' }, to: { node: 'gone', port: 'in' } };
  const design = { ...emptyDesign(), edges: [edge] };
  expect(freshName(design, 'conv')).toBe('conv2');
  expect(freshEdgeId(design)).toBe('e2');
});

test('a fresh name is always usable and never taken', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), fc.string(), fc.nat(5), (others, base, repeats) => {
      const taken = new Set(others);
      for (let i = 0; i <= repeats; i++) {
        const name = freshNameAmong(taken, base);
        expect(isNodeName(name)).toBe(true);
        expect(taken.has(name)).toBe(false);
        taken.add(name);
      }
    }),
  );
});

test('a long base keeps room for its number', () => {
  const long = 'x'.repeat(64);
  expect(freshNameAmong(new Set([long]), long)).toBe(`${'x'.repeat(63)}2`);
});
