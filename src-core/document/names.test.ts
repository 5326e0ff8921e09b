import fc from 'fast-check';
import { expect, test } from 'vitest';
import { emptyDesign } from './design.ts';
import {
  badName,
  freshEdgeId,
  freshName,
  freshNameAmong,
  isNodeName,
  isVariableName,
  nameKey,
} from './names.ts';

const { raw } = String;

test('any text of 1 to 200 characters without /, control characters and half characters names an item', () => {
  const names = [
    'a',
    'layer1.0.conv1',
    '0',
    ' a b ',
    '卷积',
    'c:0',
    `it's "so"`,
    '..',
    'constructor',
    '__proto__',
    '<b>x<b>',
    '=1+1',
    raw`\input{x}`,
    '\u202E',
  ];
  for (const name of [...names, 'x'.repeat(200), '😀'.repeat(200)]) expect(isNodeName(name), name).toBe(true);
  for (const name of ['', 'a/b', '/', 'a\n', '\u0000', '\u0085', '\uD83D', '\uDE00a', 'x'.repeat(201)]) {
    expect(isNodeName(name), JSON.stringify(name)).toBe(false);
  }
});

test.each([
  ['a/b', 1, 'it holds /, which parts the names of a path'],
  ['😀\u001b[31m', 2, 'it holds the control character U+001B'],
  ['ab\uD83Dc', 2, 'it holds half a character, U+D83D'],
  ['', undefined, 'it is empty'],
  ['x'.repeat(201), undefined, 'it has 201 characters'],
])('what keeps %j from being a name is said with the character', (name, at, detail) => {
  expect(badName(name)).toMatchObject({ code: 'document/bad-name', data: { detail } });
  expect(badName(name).where.at).toBe(at);
});

test('names that differ by normalization alone are one name', () => {
  expect(nameKey('u\u0308')).toBe(nameKey('\u00fc'));
  expect(nameKey('A')).not.toBe(nameKey('a'));
  expect(nameKey('ﬁ')).not.toBe(nameKey('fi'));
  expect(freshNameAmong(new Set([nameKey('u\u0308')]), '\u00fc')).toBe('\u00fc2');
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
  expect(freshName(emptyDesign(), '<b>bold</b>')).toBe('<b>bold<-b>');
  expect(freshName(emptyDesign(), 'a\n\uD83D')).toBe('a--');
  expect(freshName(emptyDesign(), '')).toBe('item');
  expect(freshName(emptyDesign(), 'x'.repeat(300))).toBe('x'.repeat(200));
});

test('a name that a dangling edge waits for is taken', () => {
  const edge = { id: 'e1', from: { node: 'conv', port: 'out' }, to: { node: 'gone', port: 'in' } };
  const design = { ...emptyDesign(), edges: [edge] };
  expect(freshName(design, 'conv')).toBe('conv2');
  expect(freshEdgeId(design)).toBe('e2');
});

const anyText = fc.string({ unit: 'binary' });

test('a fresh name is always usable and never taken', () => {
  fc.assert(
    fc.property(fc.array(anyText), anyText, fc.nat(5), (others, base, repeats) => {
      const taken = new Set(others.map(nameKey));
      for (let i = 0; i <= repeats; i++) {
        const name = freshNameAmong(taken, base);
        expect(isNodeName(name)).toBe(true);
        expect(nameKey(name)).toBe(name);
        expect(taken.has(name)).toBe(false);
        taken.add(name);
      }
    }),
  );
});

test('a long base keeps room for its number', () => {
  const long = 'x'.repeat(200);
  expect(freshNameAmong(new Set([long]), long)).toBe(`${'x'.repeat(199)}2`);
});
