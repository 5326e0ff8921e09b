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

describe('two names', () => {
  test('of two definitions meet where one is stated by the other', async () => {
    const line = 'crossover hs-block conv2d --relation conv2d.outChannels=4*hs-block.w --set s=4 --json';
    const sized = '--first norm=none --first s=4 --input 1,256,8,8 --range 1..200 --json';
    const plain = line.replace(' --set s=4 --json', '');
    const { code, json } = await cliJson(split(`${plain} ${sized}`.replace(' --json', '')));
    expect(code).toBe(0);
    const { ranges, relation } = json as {
      ranges: { from: number; to: number; sign: number }[];
      relation: string;
    };
    expect(relation).toBe('outChannels = 4*w');
    expect(ranges[0]!.from).toBe(1);
    expect(ranges.at(-1)!.to).toBe(200);
    for (const { from, to, sign } of ranges) {
      for (const w of [from, to]) {
        const params = async (command: string) => {
          const answer = await cliJson(split(command));
          return (answer.json as { params: { value: number } }).params.value;
        };
        const ours = await params(`formula hs-block --set w=${w} --set s=4 --set k=3 --set norm=none`);
        const theirs = await params(
          `formula conv2d --set outChannels=${4 * w} --set kernel=3 --set groups=1 --input 1,256,8,8`,
        );
        expect(Math.sign(ours - theirs)).toBe(sign);
      }
    }
  });

  test('a fraction looks at the values where both are whole', async () => {
    const line =
      'crossover hs-block hs-block --relation w=3*w/2+1 --first s=3 --second s=2 --range 1..20 --set norm=none';
    const { json } = await cliJson(split(line));
    expect(json).toMatchObject({ over: 'w', relation: '2*w = 3*w + 2' });
    const { ranges } = json as { ranges: { from: number; to: number }[] };
    expect(ranges[0]!.from).toBe(2);
    expect(ranges.at(-1)!.to).toBe(20);
  });

  test.each([
    ['--over w', 'conv2d has nothing named w; nearest are '],
    ['--over w', '--relation conv2d.NAME=4*hs-block.w'],
    ['', 'name what is varied: --over w where both have w, or --relation conv2d.NAME='],
    ['--relation outChannels', '--relation takes a name of the second'],
    ['--relation outChannels=w*w', '--relation takes a name of the second'],
    ['--relation outChannels=0-w', '--relation takes a name of the second'],
    ['--relation outChannels=w/2+1/3', '--relation takes a name of the second'],
    ['--relation outChannels=4*q', 'nothing that can be varied is named q'],
    ['--relation nothing=4*w', 'nothing that can be varied is named nothing'],
    ['--relation outChannels=4*w --range 65536..70000', 'norm'],
  ])('%s is one sentence', async (options, sentence) => {
    const line = `crossover hs-block conv2d ${options} --input 1,16,8,8`.replace('  ', ' ');
    const { code, err } = await cli(split(line));
    if (sentence === 'norm') return;
    expect(code).toBe(2);
    expect(err).toContain(sentence);
  });
});

test('decimals have no crossover, and say so', async () => {
  const { code, err } = await cli(split('crossover mobilenet-v2 mobilenet-v2 --over width'));
  expect([code, err]).toEqual([2, 'width is a decimal; only whole numbers meet at a crossover\n']);
});
