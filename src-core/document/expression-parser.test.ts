import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rational } from '../algebra/expression.ts';
import type { Issue } from '../errors.ts';
import { describe as describeIssue } from '../errors.ts';
import { parseExpression } from './expression-parser.ts';
import type { Syntax } from './expression-syntax.ts';
import { namesIn } from './expression-syntax.ts';

/** The tree in brackets, so that precedence shows. */
function tree(syntax: Syntax): string {
  switch (syntax.kind) {
    case 'number':
      return String(syntax.value);
    case 'name':
      return syntax.name;
    case 'negation':
      return `(-${tree(syntax.operand)})`;
    case 'binary':
      return `(${tree(syntax.left)}${syntax.operator}${tree(syntax.right)})`;
    case 'call':
      return `${syntax.name}(${syntax.operands.map(tree).join(',')})`;
  }
}

function parsed(text: string): Syntax {
  const result = parseExpression(text);
  if (!result.ok) throw new Error(result.issues.map(describeIssue).join());
  return result.value;
}

function issueOf(text: string): Issue | undefined {
  const result = parseExpression(text);
  return result.ok ? undefined : result.issues[0];
}

test('operators bind as in arithmetic', () => {
  expect(tree(parsed('1 + 2*3 - w/4'))).toBe('((1+(2*3))-(w/4))');
  expect(tree(parsed('a/b/c*d'))).toBe('(((a/b)/c)*d)');
  expect(tree(parsed('a-b-c'))).toBe('((a-b)-c)');
  expect(tree(parsed('-a*--b - -c'))).toBe('(((-a)*(-(-b)))-(-c))');
  expect(tree(parsed('(a+b)*-(c)'))).toBe('((a+b)*(-c))');
  expect(tree(parsed('floor( planes * w/64 )'))).toBe('floor(((planes*w)/64))');
  expect(tree(parsed('min(a, b, max(c))+makeDivisible(w, 8, 16)'))).toBe(
    '(min(a,b,max(c))+makeDivisible(w,8,16))',
  );
});

test('a size of an input is a name, whichever way it is written', () => {
  expect(tree(parsed('skip.width/2 + floor( height  of skip )'))).toBe('((skip.width/2)+floor(skip.height))');
  expect(tree(parsed('of*height of of'))).toBe('(of*of.height)');
  expect([...namesIn(parsed('like.height - height of like'))]).toEqual(['like.height']);
  expect(issueOf('height of')).toMatchObject({ code: 'expression/syntax', where: { at: 7 } });
  expect(issueOf('in.')).toMatchObject({ code: 'expression/syntax', where: { at: 2 } });
  expect(issueOf('in.height.width')).toMatchObject({ code: 'expression/syntax', where: { at: 9 } });
});

test('numbers are exact', () => {
  expect(parsed('0.1')).toEqual({ kind: 'number', at: 0, value: rational(1n, 10n) });
  expect(parsed(' .25')).toEqual({ kind: 'number', at: 1, value: rational(1n, 4n) });
  expect(parsed('9007199254740993')).toEqual({ kind: 'number', at: 0, value: 9007199254740993n });
});

test('parts know their first character', () => {
  expect(parsed('a + floor(bc)')).toMatchObject({ at: 0, right: { at: 4, operands: [{ at: 10 }] } });
});

test('names are collected, functions are not; a function may not be called, then it is a name', () => {
  expect([...namesIn(parsed('w*planes + floor(w) + min(k, 2) + floor'))]).toEqual([
    'w',
    'planes',
    'k',
    'floor',
  ]);
});

describe('faults', () => {
  test('each has its character and says what should be there', () => {
    const faults: [text: string, code: string, at: number, says: string][] = [
      ['', 'expression/syntax', 0, 'it ends where a number, a name or ( should be'],
      ['  ', 'expression/syntax', 2, 'it ends'],
      [
        '2w',
        'expression/syntax',
        1,
        'there is w where an operator or the end should be; write * for a product',
      ],
      ['(2 w)', 'expression/syntax', 3, 'write * for a product'],
      ['2 ^ 3', 'expression/syntax', 2, 'there is ^ where an operator or the end should be'],
      ['a**b', 'expression/syntax', 2, 'there is *'],
      ['+a', 'expression/syntax', 0, 'there is +'],
      ['(a', 'expression/syntax', 2, 'it ends where an operator or ) should be'],
      ['a)', 'expression/syntax', 1, 'there is )'],
      ['1.', 'expression/syntax', 1, 'there is .'],
      ['1e5', 'expression/syntax', 1, 'there is e'],
      ['floor(', 'expression/syntax', 6, 'it ends'],
      ['min(a,)', 'expression/syntax', 6, 'there is )'],
      ['a;b', 'expression/syntax', 1, 'there is ;'],
      ['w × 2', 'expression/syntax', 2, 'there is ×'],
      ['😀', 'expression/syntax', 0, 'there is 😀'],
      ['a[0]', 'expression/syntax', 1, 'there is ['],
      ['2*root(w)', 'expression/unknown-function', 2, 'there is no function root; nearest are '],
      ['constructor(1)', 'expression/unknown-function', 0, 'there is no function constructor'],
      ['1+floor()', 'expression/arguments', 2, 'floor takes 1 argument, got 0'],
      ['mod(1)', 'expression/arguments', 0, 'mod takes 2 arguments, got 1'],
      ['max()', 'expression/arguments', 0, 'max takes at least 1 argument, got 0'],
      ['makeDivisible(1,2,3,4)', 'expression/arguments', 0, 'makeDivisible takes 2 or 3 arguments, got 4'],
    ];
    for (const [text, code, at, says] of faults) {
      const found = issueOf(text);
      expect(found, text).toMatchObject({ code, where: { at } });
      expect(found && describeIssue(found), text).toContain(says);
    }
  });

  test('length and depth have limits, and a megabyte of parentheses is an issue at once', () => {
    expect(issueOf('1'.repeat(1000))).toBeUndefined();
    expect(issueOf('1'.repeat(1001))).toMatchObject({
      code: 'expression/too-long',
      data: { length: 1001, limit: 1000 },
    });
    expect(issueOf('('.repeat(1_000_000))?.code).toBe('expression/too-long');
    const nested = (depth: number) => `${'('.repeat(depth)}1${')'.repeat(depth)}`;
    expect(issueOf(nested(64))).toBeUndefined();
    expect(issueOf(nested(65))).toMatchObject({ code: 'expression/too-deep', where: { at: 64 } });
    expect(issueOf(`${'-'.repeat(65)}1`)).toMatchObject({ code: 'expression/too-deep', where: { at: 64 } });
    expect(issueOf(`${'floor('.repeat(65)}1`)?.code).toBe('expression/too-deep');
  });

  test('no text throws', () => {
    const piece = fc.constantFrom(
      '(',
      ')',
      ',',
      '+',
      '-',
      '*',
      '/',
      '.',
      '1',
      '.5',
      'w',
      'floor',
      'min(',
      ' ',
      '^',
      'é',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece, { maxLength: 20 }).map((all) => all.join('')),
        ),
        (text) => {
          const result = parseExpression(text);
          if (!result.ok) expect(result.issues[0]?.where.at).toBeLessThanOrEqual(text.length);
        },
      ),
    );
  });
});
