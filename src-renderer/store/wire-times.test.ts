import { expect, test } from 'vitest';
import { betweenItems, wireTimes } from './wire-times.ts';

const wire = (from: string, to: string, ms: number) => ({ from, to, ms, kernels: 1 });

test('a time stands on the level on which its ends are different items, and all of it adds up', () => {
  const wires = [
    wire('stem/conv', 'stage1/block1/conv', 0.25),
    wire('stem/conv', 'stage1/block1/shortcut', 0.5),
    wire('stage1/block1/hs/split', 'stage1/block1/hs/group2/conv', 1),
    wire('stage1/block1/hs/split', 'stage1/block2/conv', 2),
    wire('input', 'stem/conv', 4),
  ];
  const times = wireTimes(wires);
  expect([...times]).toEqual([
    [betweenItems('stem', 'stage1'), { ms: 0.75, kernels: 2 }],
    [betweenItems('stage1/block1/hs/split', 'stage1/block1/hs/group2'), { ms: 1, kernels: 1 }],
    [betweenItems('stage1/block1', 'stage1/block2'), { ms: 2, kernels: 1 }],
    [betweenItems('input', 'stem'), { ms: 4, kernels: 1 }],
  ]);
  const sum = (all: Iterable<{ readonly ms: number }>) => [...all].reduce((total, { ms }) => total + ms, 0);
  expect(sum(times.values())).toBe(sum(wires));
});

test('names that begin alike are different items, and what stays within one leaf is on no wire', () => {
  expect([...wireTimes([wire('conv', 'conv1/a', 1)]).keys()]).toEqual([betweenItems('conv', 'conv1')]);
  expect(wireTimes([wire('a/b', 'a/b', 1), wire('a', 'a/b', 1), wire('a/b', 'a', 1)]).size).toBe(0);
});
