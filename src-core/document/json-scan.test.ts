import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { faultOfJson } from './json-scan.ts';

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe('agrees with JSON.parse', () => {
  test('on JSON', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(undefined, 2, '\t', '\r\n'), (json, indent) => {
        expect(faultOfJson(JSON.stringify(JSON.parse(json), null, indent), 64)).toBeNull();
      }),
    );
  });

  test('on damaged JSON', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      '"a"',
      '\\',
      '\\u00',
      '-',
      '0',
      '01',
      '1.',
      '.5',
      'e',
      '+',
      'tru',
      'null',
      '\n',
      '\u0000',
      ' ',
    );
    fc.assert(
      fc.property(fc.json(), fc.nat(), fc.nat(4), piece, (json, where, cut, inserted) => {
        const at = where % (json.length + 1);
        const damaged = json.slice(0, at) + inserted + json.slice(at + cut);
        const fault = faultOfJson(damaged, 64);
        if (fault?.code === 'document/malformed') return; // JSON.parse lets pass a key that stands twice
        expect(fault === null, damaged).toBe(parses(damaged));
      }),
      { numRuns: 3000 },
    );
  });

  test('on every prefix of a document', () => {
    const text = '{"a": [1, -0.5e+3, "x\\n\\u00e9", true, null, {}], "b": {"c": false}}';
    for (let end = 0; end <= text.length; end++) {
      expect(faultOfJson(text.slice(0, end), 64) === null).toBe(parses(text.slice(0, end)));
    }
  });
});

test('names the place of a fault by character, line and column', () => {
  const fault = faultOfJson('{\n  "a": 1,\n  "b" 2\n}', 64);
  expect(fault?.code).toBe('document/not-json');
  expect(fault?.where.at).toBe(18);
  expect(fault?.data).toEqual({ detail: 'there is "2" where a colon should be, at line 3, column 7' });
});

test('a text that ends early says so', () => {
  expect(faultOfJson('{"a": [', 64)?.data).toEqual({
    detail: 'the text ends where a value should be, at line 1, column 8',
  });
});

test('a key that stands twice is a fault, however it is spelled', () => {
  expect(faultOfJson('{"a": 1, "\\u0061": 2}', 64)).toMatchObject({
    code: 'document/malformed',
    where: { at: 9 },
  });
  expect(faultOfJson('[{"a": 1}, {"a": 2}]', 64)).toBeNull();
});

test('a whole number that would lose digits is a fault', () => {
  for (const kept of [
    '9007199254740991',
    '-9007199254740992',
    '123456789012345',
    '1e300',
    '0.12345678901234567890',
  ]) {
    expect(faultOfJson(kept, 64), kept).toBeNull();
  }
  for (const lost of ['9007199254740993', '-1152921504606846976', '1'.repeat(400)]) {
    expect(faultOfJson(`[${lost}]`, 64), lost).toMatchObject({
      code: 'document/malformed',
      where: { at: 1 },
    });
  }
});

test('nesting has a limit and no depth exhausts the stack', () => {
  const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
  expect(faultOfJson(nested(64), 64)).toBeNull();
  expect(faultOfJson(nested(65), 64)).toMatchObject({ code: 'document/too-deep', where: { at: 64 } });
  expect(faultOfJson('{"a":'.repeat(1_000_000), 64)?.code).toBe('document/too-deep');
});
