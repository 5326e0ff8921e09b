import { expect, test } from 'vitest';
import { catalogue, networkOf } from '../catalogue.ts';
import { analyze } from './analyzer.ts';
import { itemAt } from './item-paths.ts';
import { pathOfOwner, weightsOwnerOf } from './weights-owner.ts';

test('a head on several levels says whose weights it runs with, down to its convolutions', () => {
  const analysis = analyze(networkOf('faster-rcnn')!.design, catalogue);
  expect(weightsOwnerOf(analysis, 'rpn')).toBeNull();
  expect(weightsOwnerOf(analysis, 'rpn/level1')).toBeNull();
  expect(weightsOwnerOf(analysis, 'rpn/level3')).toBe('rpn/level1');
  expect(weightsOwnerOf(analysis, 'rpn/level3/convs')).toBe('rpn/level1/convs');
  expect(pathOfOwner('rpn/level3/convs', 'rpn/level1/convs')).toBe('level1/convs');
});

test('what has no weights borrows none', () => {
  const analysis = analyze(networkOf('faster-rcnn')!.design, catalogue);
  expect(itemAt(analysis, 'rpn/level3/score-last')?.expansion?.borrows).toBe(true);
  expect(weightsOwnerOf(analysis, 'rpn/level3/score-last')).toBeNull();
});
