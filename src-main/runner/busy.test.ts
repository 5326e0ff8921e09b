import { expect, test } from 'vitest';
import type { Watched } from './busy.ts';
import { busySigns } from './busy.ts';

const even = (count: number, time: (run: number) => number = () => 20) =>
  Array.from({ length: count }, (_, run) => time(run));
const quiet: Watched = { otherCores: 0.02, switchesPerSecond: 12, spins: even(40), series: [even(20)] };
const signsOf = (seen: Partial<Watched>) => busySigns({ ...quiet, ...seen }).map(({ sign }) => sign);

test('a quiet machine shows no sign', () => {
  expect(busySigns(quiet)).toEqual([]);
});

test.each<[string, Partial<Watched>]>([
  ['others', { otherCores: 0.9 }],
  ['switches', { switchesPerSecond: 900 }],
  ['spin', { spins: even(40, (run) => (run % 4 === 0 ? 30 : 20)) }],
  ['drift', { series: [even(20), even(20, (run) => 20 + run * 0.3)] }],
  ['outliers', { series: [even(20, (run) => (run % 5 === 0 ? 80 : 20))] }],
])('%s alone is told, with its value and bound', (sign, seen) => {
  expect(signsOf(seen)).toEqual([sign]);
  const [told] = busySigns({ ...quiet, ...seen });
  expect(told!.value).toBeGreaterThan(told!.bound);
});

test('the order of the runs is what drift is about: shuffled, the same times have none', () => {
  const rising = even(20, (run) => 20 + run * 0.3);
  const mixed = rising.map((_, run) => rising[(run * 9) % 20]!);
  expect(signsOf({ series: [mixed] })).toEqual([]);
});

test('a few runs are too few to tell a drift', () => {
  expect(signsOf({ series: [even(6, (run) => 20 + run)] })).toEqual([]);
});
