import { describe, expect, test } from 'vitest';
import { cli } from './captured.ts';

describe('find', () => {
  test('counts all and lists some', async () => {
    const { code, out, err } = await cli(['find', 'resnext-50', 'kind=conv2d', 'groups = 32', '--most', '1']);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^16 items\nITEM +KIND +OUTPUT +PARAMS +MACS\n\S+ +conv2d +1 × 128 × 56 × 56 /);
    expect(out).toContain('… 15 more; --most lists them');
  });

  test('as JSON', async () => {
    const { out } = await cli(['find', 'hs-resnet-50', 'macs > 40% and level = 1', '--json']);
    expect(JSON.parse(out)).toMatchObject({ count: 0, items: [] });
    const { out: fc } = await cli(['find', 'hs-resnet-50', 'name = fc', '--json']);
    expect(JSON.parse(fc)).toEqual({
      count: 1,
      items: [
        { path: 'head/fc', definition: 'linear', outputs: [[1, 1000]], params: 2_049_000, macs: 2_048_000 },
      ],
    });
  });

  test.each([
    [['grups=32'], 'character 1: no item here has anything named grups; nearest are groups'],
    [['conv', 'and'], 'character 9: cannot read the search: it ends'],
    [['width', '>', '5%'], 'character 9: width has no share'],
  ])('%j is answered at its character', async (words, says) => {
    const { code, out, err } = await cli(['find', 'hs-resnet-50', ...words]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(says);
  });
});
