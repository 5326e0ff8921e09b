import { expect, test } from 'vitest';
import { duration, runParts, summary } from './run-parts.mjs';

const count = (passed: number, failed = 0, skips: string[] = []) => ({
  passed,
  failed,
  skipped: skips.length,
  skips,
});

/** Parts that take as long as they are given, on a clock of their own. */
function timed() {
  let time = 0;
  const part = (name: string, ms: number, done: () => ReturnType<typeof count>) => ({
    name,
    run: async () => {
      time += ms;
      return done();
    },
  });
  return { now: () => time, part };
}

test('each part says how long it took, and the end says it of all', async () => {
  const { now, part } = timed();
  const said: string[] = [];
  const parts = [
    part('types', 9400, () => count(1)),
    part('unit tests', 245_000, () => count(900, 0, ['a: no GPU'])),
  ];
  const outcome = await runParts(parts, { keepGoing: false, say: (text) => said.push(text), now });
  expect(said).toEqual(['— types', '  types took 9 s', '— unit tests', '  unit tests took 4 min 05 s']);
  expect(summary(outcome)).toEqual([
    'skipped: a: no GPU',
    'took 4 min 14 s: types 9 s, unit tests 4 min 05 s',
    '901 passed, 0 failed, 1 skipped',
  ]);
});

test('a broken part is the last one, unless the run is to keep going; one that throws is broken', async () => {
  const { now, part } = timed();
  const parts = [
    part('a', 1000, () => {
      throw new Error('no disk');
    }),
    part('b', 1000, () => count(1, 1)),
    part('c', 1000, () => count(1)),
  ];
  const say = () => undefined;
  expect((await runParts(parts, { keepGoing: false, say, now })).broken).toEqual(['a']);
  const outcome = await runParts(parts, { keepGoing: true, say, now });
  expect(outcome.broken).toEqual(['a', 'b']);
  expect(summary(outcome).at(-1)).toBe('2 passed, 2 failed, 0 skipped');
});

test('durations are whole seconds, from a minute on with minutes', () => {
  expect([0, 499, 59_499, 59_500, 720_000].map(duration)).toEqual([
    '0 s',
    '0 s',
    '59 s',
    '1 min 00 s',
    '12 min 00 s',
  ]);
});
