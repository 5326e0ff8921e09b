import { describe, expect, test } from 'vitest';
import { cli } from './captured.ts';
import { cliJson } from './captured-json.fixture.ts';

const split = (line: string) => line.split(' ');

describe('formula, line by line', () => {
  test('an HS-Block of four groups: sizes, squares, sum, and the condition under which floors go', async () => {
    const { code, out } = await cli(split('formula hs-block --derive --set s=4 --set norm=none'));
    expect(code).toBe(0);
    expect(out).toContain('params   101/16*k^2*w^2   where 4 divides w\n');
    expect(out).toContain('   c_3 = w + floor(c_2/2)\n   c_1^2*k^2 + c_2^2*k^2 + c_3^2*k^2\n');
    expect(out).toMatch(/5\. drop the floors, exact when 4 divides w\n {3}101\/16\*k\^2\*w\^2\n$/);
  });

  test('any number of groups: s stays a symbol', async () => {
    const { code, json } = await cliJson(split('formula hs-block --free s,w,k --derive --set norm=none'));
    expect(code).toBe(0);
    expect(json).toMatchObject({
      of: 'params',
      formula: {
        text: '4*k^2*s*w^2 + 16*k^2*w^2*2^(-s) - 16/3*k^2*w^2*4^(-s) - 32/3*k^2*w^2',
        condition: '2^(s - 2) divides w',
      },
    });
    const { derivation } = json as { derivation: { kind: string; terms: { origins: string[] }[] }[] };
    expect(derivation.map(({ kind }) => kind)).toEqual(['series', 'substitute', 'sum', 'collect']);
  });

  test('a design by stage, with every term traced to its items; numbers where the condition does not hold', async () => {
    const { json } = await cliJson(split('formula hs-resnet-50 --free w --by stage --derive'));
    const { parts, derivation } = json as {
      parts: { part: string; text: string }[];
      derivation: { terms: { origins: string[] }[]; text: string }[];
    };
    expect(parts.at(-1)).toMatchObject({ part: 'head', text: '2049000' });
    expect(derivation[0]!.terms[0]!.origins).toEqual(['stage1', 'stem']);
    expect(derivation.at(-1)!.text).toBe('28611497');
  });

  test('one count, only some symbols', async () => {
    const { out } = await cli(split('formula hs-resnet-50 --of memory --free H'));
    expect(out).toContain('bytes of all activations, fp32  977648*H + 20384   where 32 divides H\n');
  });

  test('receptive fields in free symbols, by channel group and by item', async () => {
    const { out } = await cli(split('formula hs-block --of rf --set s=4'));
    expect(out).toMatch(/\nhs-block +1 … 3\*k - 2 +1 … 3\*k - 2 +1\n/);
    expect(out).toMatch(/\ngroup3 +k … 2\*k - 1 /);
    const { json } = await cliJson(split('formula hs-resnet-50 --of rf --free k'));
    const { items } = json as { items: { item: string; rows: { most: { text: string }[] } }[] };
    expect(items.find(({ item }) => item === 'stage1')!.rows.most[0]!.text).toBe('32*k - 9');
  });

  test('for other programs: Python and spreadsheets keep the floors', async () => {
    const block = 'formula hs-block --set s=4 --set norm=none --as';
    expect((await cli(split(`${block} latex`))).out).toBe('\\frac{101}{16} k^{2} w^{2}\n');
    expect((await cli(split(`${block} python`))).out).toMatch(/^def params\(k, w\):\n[\s\S]*w \/\/ 2/);
    expect((await cli(split(`${block} spreadsheet`))).out).toMatch(/^=.*INT\(w\/2\)/);
  });

  test.each([
    ['formula hs-block --free s --as python', 'needs a number of groups'],
    ['formula hs-block --free q', 'nothing that can be varied is named q; nearest are k, s, w'],
    ['formula hs-block --free s --of memory', 'HS-Block'],
    ['formula hs-resnet-50 --free s,q', 'nothing that can be varied is named q'],
    ['trial nobody', 'no published formula is named nobody; nearest are '],
  ])('%s is one sentence', async (line, sentence) => {
    const { code, err } = await cli(split(line));
    expect(code).toBe(2);
    expect(err).toContain(sentence);
  });
});

describe('trial', () => {
  test('the printed formula parts from the count at s = 3', async () => {
    const { code, json } = await cliJson(split('trial hs-linear'));
    expect(code).toBe(0);
    expect(json).toMatchObject({
      theirs: '2*k^2*s*w^2 + 4*k^2*w^2*2^(-s) - 4*k^2*w^2',
      firstDisagreement: { at: { s: '3', w: '2', k: '1' }, ours: '13', theirs: '10' },
      verdict: 'low',
    });
  });

  test('the corrected square is right, and all are listed where none is named', async () => {
    expect((await cli(split('trial hs-squared'))).out).toMatch(/\nverdict +right: both are equal /);
    expect((await cli(['trial'])).out.match(/^trial /gm)!.length).toBeGreaterThan(10);
  });
});
