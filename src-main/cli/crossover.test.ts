import { describe, expect, test } from 'vitest';
import { cli } from './captured.ts';
import { cliJson } from './captured-json.fixture.ts';

const split = (line: string) => line.split(' ');
const bare = '--set norm=none';

describe('crossover', () => {
  test('at equal w and s an HS-Block is never cheaper than a Res2Net module: none, with the reason', async () => {
    const { code, out } = await cli(split(`crossover hs-block res2net-block --over w --set s=2 ${bare}`));
    expect(code).toBe(0);
    expect(out).toBe(
      'no crossover  both cost the same for w from 1 to 65536\nreason        the two counts are the same polynomial\n',
    );
  });

  test('a linear cost meets a quadratic one', async () => {
    const { json } = await cliJson(
      split(
        'crossover hs-block res2net-block --over w --first s=2 --second s=4 --range 1..100 --set norm=none',
      ),
    );
    expect(json).toMatchObject({ ranges: [{ from: 1, to: 100, sign: -1 }], proof: 'coefficients' });
  });

  test('at equal s·w with different s', async () => {
    const line = `crossover hs-block hs-block --over w --first s=8 --second s=4 --scale 1,2 --range 1..64 ${bare}`;
    const { out } = await cli(split(line));
    expect(out).toContain('hs-block with s=4 costs more for w from 1 to 64');
  });

  test.each([
    ['crossover hs-block res2net-block --over q', 'nothing that can be varied is named q'],
    ['crossover hs-block res2net-block --over w --range 9', '--range takes two whole numbers, got 9'],
    ['crossover hs-block nobody --over w', 'no ready network, block or file named nobody'],
  ])('%s is one sentence', async (line, sentence) => {
    const { code, err } = await cli(split(line));
    expect(code).toBe(2);
    expect(err).toContain(sentence);
  });
});

describe('sensitivity', () => {
  test('one percent more width costs two percent more weights; s has no derivative', async () => {
    const { code, out } = await cli(split(`sensitivity hs-block --set s=4 --set w=16 ${bare}`));
    expect(code).toBe(0);
    expect(out).toMatch(/\nw +16 +909\/8\*w +1,818 +2\.000 +/);
    expect(out).toMatch(/\ns +4 +— +— +— +[\d,]+ +14,544 +22,644\n/);
  });
});
