import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ComparableProfile } from './compare-profiles.ts';
import { compareProfiles } from './compare-profiles.ts';
import { resultOf } from './result.fixture.ts';

type Item = ComparableProfile['items'][number];

const item = (path: string, ms: number, spread = 0.02, kernels = 1): Item => ({
  path,
  ms,
  interval: [ms * (1 - spread), ms * (1 + spread)],
  kernels,
});

const profileOf = (items: readonly Item[], runs = 20): ComparableProfile => ({
  result: { ...resultOf(1), settings: { ...resultOf(1).settings, runs } },
  split: 'macs',
  items,
});

const verdicts = (base: readonly Item[], other: readonly Item[], runs = 20) =>
  new Map(
    compareProfiles(profileOf(base, runs), profileOf(other, runs)).items.map(({ path, verdict }) => [
      path,
      verdict,
    ]),
  );

test('items are matched by path; one with another path is gone and new', () => {
  const change = compareProfiles(
    profileOf([item('stage', 10), item('stage/conv', 10), item('old', 4)]),
    profileOf([item('stage', 13), item('stage/conv', 13), item('new', 5)]),
  );
  expect(
    change.items.map(({ path, verdict, difference, isLeaf }) => [path, verdict, difference, isLeaf]),
  ).toEqual([
    ['new', 'new', 5, true],
    ['old', 'gone', -4, true],
    ['stage', 'slower', 3, false],
    ['stage/conv', 'slower', 3, true],
  ]);
  expect(change.items.find(({ path }) => path === 'stage')).toMatchObject({
    before: 10,
    after: 13,
    ratio: 1.3,
  });
  expect(change.items.find(({ path }) => path === 'new')).toMatchObject({
    before: null,
    ratio: null,
    p: null,
  });
});

test('where an interval just reaches 1, the probability is 0.05', () => {
  const steady = (ms: number): Item => ({ path: 'a', ms, interval: [ms, ms], kernels: 1 });
  // So long that whole microseconds make no difference.
  const base: Item = { path: 'a', ms: 1e6, interval: [1e6 / 1.2, 1.2e6], kernels: 1 };
  const { p, interval } = compareProfiles(profileOf([base]), profileOf([steady(1.2e6)])).items[0]!;
  expect(interval![0]).toBeCloseTo(1, 8);
  expect(p).toBeCloseTo(0.05, 6);
  // Twice as far in logarithms: the tail beyond 3.919928 deviations.
  const far = compareProfiles(profileOf([base]), profileOf([steady(1.44e6)])).items[0]!;
  expect(far.p! / 8.8573e-5).toBeCloseTo(1, 2);
});

test('a difference that one item alone would show is none among many that did not change', () => {
  const alone = [item('changed', 1)];
  const now = [item('changed', 1.035)];
  expect(verdicts(alone, now).get('changed')).toBe('slower');
  const others = Array.from({ length: 200 }, (_, index) => item(`same${index}`, 1));
  expect(verdicts([...alone, ...others], [...now, ...others]).get('changed')).toBe('alike');
  // What is far off stands out of any number.
  expect(verdicts([...alone, ...others], [item('changed', 1.3), ...others]).get('changed')).toBe('slower');
});

test('a time that whole microseconds cannot tell from another is no difference', () => {
  const exactly = (ms: number, kernels: number): Item => ({ path: 'a', ms, interval: [ms, ms], kernels });
  expect(verdicts([exactly(0.003, 1)], [exactly(0.004, 1)]).get('a')).toBe('alike');
  expect(verdicts([exactly(0.003, 1)], [exactly(0.006, 1)]).get('a')).toBe('slower');
  expect(verdicts([exactly(0, 1)], [exactly(0.001, 1)]).get('a')).toBe('unknown');
});

test('with fewer than six runs nothing is told apart', () => {
  expect(verdicts([item('a', 1)], [item('a', 2)], 5).get('a')).toBe('unknown');
  expect(verdicts([item('a', 1)], [item('a', 2)], 6).get('a')).toBe('slower');
});

test('held the other way round, slower is faster and new is gone', () => {
  const items = fc.uniqueArray(
    fc.tuple(fc.constantFrom('a', 'b', 'c', 'd', 'e/f'), fc.double({ min: 0.01, max: 9, noNaN: true })),
    {
      selector: ([path]) => path,
      minLength: 1,
    },
  );
  const opposite = {
    slower: 'faster',
    faster: 'slower',
    new: 'gone',
    gone: 'new',
    alike: 'alike',
    unknown: 'unknown',
  };
  fc.assert(
    fc.property(items, items, (one, other) => {
      const [a, b] = [one, other].map((each) => each.map(([path, ms]) => item(path, ms)));
      const there = verdicts(a!, b!);
      const back = verdicts(b!, a!);
      for (const [path, verdict] of there) expect(back.get(path)).toBe(opposite[verdict]);
    }),
  );
});

/** Uniform between 0 and 1, the same for the same seed: mulberry32. */
function drawing(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

test('of profiles of the same thing few have an item that is told apart, and of items that are, few did not change', () => {
  const seed = 7;
  const draw = drawing(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - draw())) * Math.cos(2 * Math.PI * draw());
  const deviation = 0.02;
  const measured = (path: string, ms: number): Item => {
    const median = ms * Math.exp(deviation * normal());
    const ends = [-1.96, 1.96].map((at) => median * Math.exp(at * deviation)) as [number, number];
    return { path, ms: median, interval: ends, kernels: 0 };
  };
  const trials = 200;
  let [anyFalse, falseShare] = [0, 0];
  for (let trial = 0; trial < trials; trial++) {
    const names = Array.from({ length: 60 }, (_, index) => `item${index}`);
    const same = verdicts(
      names.map((name) => measured(name, 1)),
      names.map((name) => measured(name, 1)),
    );
    if ([...same.values()].some((verdict) => verdict !== 'alike')) anyFalse += 1;
    // Half of them changed by a tenth.
    const changed = verdicts(
      names.map((name) => measured(name, 1)),
      names.map((name, index) => measured(name, index < 30 ? 1.15 : 1)),
    );
    const told = names.flatMap((name, index) => (changed.get(name) === 'alike' ? [] : [index]));
    expect(told.length, `seed ${seed}`).toBeGreaterThan(15);
    falseShare += told.filter((index) => index >= 30).length / told.length;
  }
  expect(anyFalse / trials, `seed ${seed}`).toBeLessThan(0.1);
  expect(falseShare / trials, `seed ${seed}`).toBeLessThan(0.05);
});
