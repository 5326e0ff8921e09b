import { describe, expect, test } from 'vitest';
import { cli } from './captured.ts';

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
