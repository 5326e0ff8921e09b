import { describe, expect, test } from 'vitest';
import { cli } from './captured.ts';
import { cliJson } from './captured-json.fixture.ts';

describe('solve', () => {
  test('the widths at which HS-ResNet-50 is as large as ResNet-50, for each s', async () => {
    const { code, out, err } = await cli(
      'solve hs-resnet-50 --hold params=25557032 --for w --each s=4..5'.split(' '),
    );
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^s +w +PARAMS +ERROR\n4 +22 /);
    expect(out).toContain('params held at 25,557,032; every integer w was looked at');
  });

  test('as JSON and as CSV', async () => {
    const exact = 'solve hs-block --hold params=37998 --for w --set s=4 --set norm=none'.split(' ');
    expect(JSON.parse((await cli([...exact, '--json'])).out)).toEqual({
      design: 'hs-block',
      hold: { params: 37_998 },
      for: 'w',
      each: null,
      rows: [{ each: null, solutions: [{ value: 26, count: 37_998, error: 0 }] }],
    });
    expect((await cli([...exact, '--csv'])).out).toBe('w,params,error\n26,37998,0\n');
  });

  test('MACs of a block at the size of its input', async () => {
    const { out } = await cli(
      'solve hs-block --hold macs=930816 --for w --set s=4 --input 1,1,8,8 --csv'.split(' '),
    );
    expect(out).toBe('w,macs,error\n16,930816,0\n');
  });

  test.each([
    ['solve hs-block --hold params --for w', '--hold takes one of params, macs, memory'],
    ['solve hs-block --hold params=9 --for q', 'nothing that can be varied is named q'],
    ['solve hs-block --hold params=9 --for w --each s=8..', 'values are 2..8 or 2,4,8'],
    ['solve hs-block --hold params=9 --for w --each s=0..3', 's must be from 1 to 64, got 0'],
    ['solve hs-block --hold macs=9 --for w', 'cannot keep H as a symbol here; give it a number'],
    ['solve hs-block --hold macs=9 --for w --input 1,1,0,8', '--input takes sizes such as'],
    ['solve nobody --hold macs=9 --for w', 'there is no ready network, block or file named nobody'],
  ])('%s is one sentence', async (line, sentence) => {
    const { code, err } = await cli(line.split(' '));
    expect(code).toBe(2);
    expect(err).toContain(sentence);
  });
});

describe('decimals', () => {
  test('a width multiplier is solved by its steps', async () => {
    const line = 'solve mobilenet-v2 --hold params=1677280 --for width';
    const { out } = await cli([...line.split(' '), '--csv']);
    expect(out).toMatch(/^width,params,error\n0\.35,\d+,-?\d+\n$/);
    expect((await cli(line.split(' '))).out).toContain(
      'every width from 0.1 to 8 in steps of 0.05 was looked at',
    );
  });

  test('is what another is solved for each value of', async () => {
    const line = 'solve efficientnet-b0 --hold params=5288548 --for width --each depth=1,1.1';
    const { json } = await cliJson(line.split(' '));
    const { rows } = json as { rows: { each: number; solutions: { value: number }[] }[] };
    expect(rows.map(({ each }) => each)).toEqual([1, 1.1]);
    expect(rows[0]!.solutions).toEqual([{ value: 1, count: 5_288_548, error: 0 }]);
  });

  test.each([
    ['--each width=0.97', 'values are 2..8 or 2,4,8, in steps of 0.05'],
    ['--each width=0..1', 'width must be from 0.1 to 8, got 0'],
  ])('%s is one sentence', async (options, sentence) => {
    const line = `solve efficientnet-b0 --hold params=5288548 --for depth ${options}`;
    const { code, err } = await cli(line.split(' '));
    expect(code).toBe(2);
    expect(err).toContain(sentence);
  });
});
