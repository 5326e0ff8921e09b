import { afterEach, expect, test } from 'vitest';
import { highlight, isHighlighted, useHighlight } from './highlight.ts';

afterEach(() => highlight([]));

const lit = (path: string) => isHighlighted(useHighlight.getState(), path);

test('an item lights up at the level of the canvas where it is drawn, and so does what surrounds it', () => {
  highlight(['stage1/block2/hs/group3/conv']);
  expect(['stage1', 'stage1/block2', 'stage1/block2/hs', 'stage1/block2/hs/group3'].map(lit)).toEqual(
    Array(4).fill(true),
  );
  expect(['stage2', 'stage1/block1', 'stage1/block2/hs/group2', 'stage10'].map(lit)).toEqual(
    Array(4).fill(false),
  );
});

test('what is inside of an item that was counted as a whole is lit with it', () => {
  highlight(['stage1']);
  expect(lit('stage1/block3/conv')).toBe(true);
  expect(lit('stage10/block3')).toBe(false);
});

test('lighting nothing while nothing is lit changes nothing', () => {
  const before = useHighlight.getState();
  highlight([]);
  expect(useHighlight.getState()).toBe(before);
});
