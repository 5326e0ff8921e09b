import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withoutTrace } from './without-trace.ts';

const launchMs = 0.003;
const ceilings = { macsPerSecond: 1e11, bytesPerSecond: 1e10, launchMs };
const operator = { kind: 'Conv<', alone: 'Conv', x: [1], macs: 1, bytes: 1 };
const designOf = (times: readonly number[], ms: number) => ({
  ms,
  operators: times.map((each) => ({ ...operator, ms: each })),
});
const sumOf = ({ operators }: ReturnType<typeof designOf>) => operators.reduce((sum, { ms }) => sum + ms, 0);

test('operators add up to the run, where the trace alone can make the difference', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0.008, max: 5, noNaN: true }), { minLength: 1, maxLength: 60 }),
      fc.double({ min: 0, max: 2 * launchMs, noNaN: true }),
      (times, cost) => {
        const ms = times.reduce((sum, each) => sum + Math.max(0.25 * each, each - cost), 0);
        expect(sumOf(withoutTrace(designOf(times, ms), { ceilings }))).toBeCloseTo(ms, 6);
      },
    ),
  );
});

test('what no trace explains stays, and what has no kernel has none', () => {
  const slower = designOf([1, 2], 4);
  expect(withoutTrace(slower, { ceilings })).toEqual(slower);
  const quicker = withoutTrace(designOf([1, 0.004, 0], 0.5), { ceilings });
  expect(quicker.operators.map(({ ms }) => ms)).toEqual([1 - 2 * launchMs, 0.001, 0]);
});
