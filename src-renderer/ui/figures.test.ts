import { expect, test } from 'vitest';
import { costOf } from '../../src-core/analysis/conventions/cost.ts';
import { bytesFigure, costFigure, countText, exactCost, millisecondsText, shareText } from './figures.ts';

test('counts are exact, however large', () => {
  expect(countText(28_611_497n)).toBe('28,611,497');
  expect(countText(2n ** 60n)).toBe('1,152,921,504,606,846,976');
  expect(countText(null)).toBe('—');
});

test('costs wear their unit and keep four digits', () => {
  expect(costFigure(costOf(357_654_528n, 'macs'))).toEqual({ value: '0.358 G', unit: 'MACs' });
  expect(costFigure(costOf(2_048_000n, 'macs'))).toEqual({ value: '2.048 M', unit: 'MACs' });
  expect(costFigure(costOf(34_574_400n, 'flops'))).toEqual({ value: '69.15 M', unit: 'FLOPs' });
  expect(costFigure(costOf(0n, 'macs')).value).toBe('0');
  expect(exactCost(costOf(4_979_007_008n, 'flops')).value).toBe('9,958,014,016');
  expect(costFigure(costOf(null, 'macs')).value).toBe('—');
});

test('sizes, shares and times are written as the pictures write them', () => {
  expect(bytesFigure(602_112n)).toEqual({ value: '0.60', unit: 'MB' });
  expect(bytesFigure(219_000_000n)).toEqual({ value: '219.0', unit: 'MB' });
  expect(bytesFigure(4000n)).toEqual({ value: '4.0', unit: 'kB' });
  expect(shareText(0.351)).toBe('35.1%');
  expect(shareText(0.00041)).toBe('0.04%');
  expect(shareText(null)).toBe('—');
  expect(millisecondsText(19.4178)).toBe('19.42');
});

test('by 1024s a prefix says so', () => {
  const cost = { value: 4_979_007_008n, unit: 'MACs', convention: '', label: '' };
  expect(costFigure(cost, 1024)).toEqual({ value: '4.637 Gi', unit: 'MACs' });
  expect(costFigure({ ...cost, value: 357_600_000n }, 1024)).toEqual({ value: '0.333 Gi', unit: 'MACs' });
  expect(costFigure({ ...cost, value: 840n }, 1024)).toEqual({ value: '840', unit: 'MACs' });
  expect(bytesFigure(219_000_000n, 1024)).toEqual({ value: '208.9', unit: 'MiB' });
  expect(bytesFigure(null, 1024)).toEqual({ value: '—', unit: 'MiB' });
});
