import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dominantKinds } from './dominant.ts';
import { bytesPerSecondOf, rooflineOf, rooflineOfAll } from './roofline.ts';

/** 100 GMAC/s; 40 GB/s of 1 MB, 10 GB/s of 100 MB; 2 µs. */
const measured = {
  ceilings: { macsPerSecond: 1e11, bytesPerSecond: 1e10, launchMs: 0.002 },
  copies: [
    { bytes: 1e6, bytesPerSecond: 4e10 },
    { bytes: 1e8, bytesPerSecond: 1e10 },
  ],
};

describe('one item', () => {
  test('a large convolution computes: 1 GMAC take 10 ms at least', () => {
    const found = rooflineOf({ ms: 20, macs: 1e9, bytes: 1e6, kernels: 1 }, measured)!;
    expect(found.bound).toBe('compute');
    expect(found.leastMs).toBeCloseTo(10.002, 10);
    expect(found.shareOfCeiling).toBeCloseTo(0.5001, 10);
  });

  test('a concat moves: 100 MB take 10 ms at least', () => {
    const found = rooflineOf({ ms: 10.002, macs: 0, bytes: 1e8, kernels: 1 }, measured)!;
    expect(found).toMatchObject({ bound: 'memory' });
    expect(found.shareOfCeiling).toBeCloseTo(1, 10);
  });

  test('many small kernels launch', () => {
    expect(rooflineOf({ ms: 1, macs: 1000, bytes: 1000, kernels: 50 }, measured)).toMatchObject({
      bound: 'launch',
    });
  });

  test('without bytes, kernels or time nothing is said', () => {
    const work = { ms: 1, macs: 1, bytes: 1, kernels: 1 };
    for (const absent of [{ bytes: null }, { ms: 0 }, { macs: 0, bytes: 0, kernels: 0 }])
      expect(rooflineOf({ ...work, ...absent }, measured)).toBeNull();
  });
});

test('bytes move at the measured rates, and between two of them by logarithms', () => {
  expect(bytesPerSecondOf(1, measured)).toBe(4e10);
  expect(bytesPerSecondOf(1e6, measured)).toBe(4e10);
  expect(bytesPerSecondOf(1e7, measured)).toBeCloseTo(2e10, 0);
  expect(bytesPerSecondOf(1e8, measured)).toBe(1e10);
  expect(bytesPerSecondOf(1e12, measured)).toBe(1e10);
});

const works = fc.record({
  ms: fc.double({ min: 0.001, max: 100, noNaN: true }),
  macs: fc.nat(1e9),
  bytes: fc.nat(1e8),
  kernels: fc.integer({ min: 1, max: 100 }),
});

test('the least time is never less than that of any of the three alone', () => {
  fc.assert(
    fc.property(works, (work) => {
      const { leastMs, shareOfCeiling } = rooflineOf(work, measured)!;
      expect(leastMs).toBeGreaterThanOrEqual((work.macs / 1e11) * 1000);
      expect(leastMs).toBeGreaterThanOrEqual(work.kernels * 0.002);
      expect(shareOfCeiling * work.ms).toBeCloseTo(leastMs, 9);
    }),
  );
});

test('several items: their least times add up, and one alone is itself', () => {
  fc.assert(
    fc.property(fc.array(works, { minLength: 1, maxLength: 20 }), (all) => {
      const sum = rooflineOfAll(all, measured)!;
      const each = all.map((work) => rooflineOf(work, measured)!);
      expect(sum.leastMs).toBeCloseTo(
        each.reduce((total, { leastMs }) => total + leastMs, 0),
        9,
      );
      expect(each.map(({ bound }) => bound)).toContain(sum.bound);
      const alone = rooflineOfAll([all[0]!], measured)!;
      expect(alone.bound).toBe(each[0]!.bound);
      expect(alone.shareOfCeiling).toBeCloseTo(each[0]!.shareOfCeiling, 9);
    }),
  );
  expect(rooflineOfAll([], measured)).toBeNull();
});

describe('the kinds that most of the time goes to', () => {
  test('one where it has more than half, else the two slowest, else none', () => {
    const leaves = (times: Readonly<Record<string, number>>) =>
      Object.entries(times).map(([kind, ms]) => ({ kind, ms }));
    expect(dominantKinds(leaves({ conv: 6, concat: 3, split: 1 }))).toEqual(['conv']);
    expect(dominantKinds(leaves({ concat: 4, split: 3, conv: 3 }))).toEqual(['concat', 'conv']);
    expect(dominantKinds(leaves({ a: 1, b: 1, c: 1, d: 1, e: 1 }))).toEqual([]);
    expect(dominantKinds([])).toEqual([]);
  });
});
