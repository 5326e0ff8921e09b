import { describe, expect, test } from 'vitest';
import { audit, rowsAbout } from '../../src-core/published/audit.ts';
import { sources } from '../../src-core/published/figure.ts';
import { cli } from './captured.ts';

describe('audit', () => {
  test('prints every figure with its verdict and ends well, unexplained ones or not', async () => {
    const { code, out, err } = await cli(['audit']);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/25,557,032 +25,557,032 +equal\n/);
    expect(out).toMatch(/13\.0M +13,953,512 +off by \+953,512, unexplained\n/);
    expect(out).toMatch(/swapped with Res2Net50_14w_8s/);
    expect(out).toMatch(/HS-ResNet50: top-1 81\.28% confirmed; not read: params, FLOPs/);
    expect(out).toMatch(/\noff, unexplained +\d+\n/);
  });

  test('one name at a time', async () => {
    const { out } = await cli(['audit', 'hs-block']);
    expect(out).toMatch(/hs-block w=16 s=4 .* 9,792 +14,544 +off by \+4,752: linear formula/);
    expect(out).not.toContain('resnet-50');
  });

  test('a network without published figures says so', async () => {
    const { code, out } = await cli(['audit', 'wide-resnet-50-2']);
    expect([code, out]).toEqual([0, 'nothing published about wide-resnet-50-2 is on record\n']);
  });

  test('an unknown name is a problem', async () => {
    const { code, err } = await cli(['audit', 'nobody']);
    expect(code).toBe(2);
    expect(err).toMatch(/named nobody; nearest are /);
  });

  test('as JSON: figures with verdicts, rows with scores and latencies, and how many of each verdict', async () => {
    const { code, out } = await cli(['audit', '--json']);
    expect(code).toBe(0);
    const { figures, rows, counts } = JSON.parse(out);
    expect(figures).toHaveLength(audit().length);
    expect(rows).toHaveLength(rowsAbout(null).length);
    const sum = Object.values(counts as Record<string, number>).reduce((a, b) => a + b, 0);
    expect(sum).toBe(figures.length);
    expect(figures).toContainEqual({
      subject: 'ghost-resnet-50',
      settings: { ratio: 2 },
      input: null,
      model: 'resnet50(s=2)',
      source: sources['ghost-resnet-code'],
      confirmed: true,
      figure: 'params',
      convention: null,
      printed: '25,821,992',
      count: 13_953_512,
      verdict: {
        kind: 'explained',
        by: -11_868_480,
        reason: expect.stringMatching(/^unused tensors/),
        recount: 25_821_992,
      },
    });
    const hs = rows.find((row: { subject: string }) => row.subject === 'hs-resnet-50');
    expect(hs.scores).toEqual([{ measure: 'top-1', percent: '81.28', weights: null }]);
    const resnet = rows.find(({ model }: { model: string }) => model === 'ResNet50');
    expect(resnet.latency[0]).toEqual({ ms: '3.47712', device: 'T4, TensorRT', precision: 'FP32', batch: 1 });
  });
});
