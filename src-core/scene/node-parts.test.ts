import { expect, test } from 'vitest';
import { analyze } from '../analysis/analyzer.ts';
import { itemAt } from '../analysis/item-paths.ts';
import { catalogue, networkOf } from '../catalogue.ts';
import { cellsOf, jointSign, shapeLine } from './node-parts.ts';

const analysis = analyze(networkOf('hs-resnet-50')!.design, catalogue);
const at = (path: string) => itemAt(analysis, path)!;

test('a stage has a cell for each copy, the reducing one filled; a bottleneck repeats nothing', () => {
  expect(cellsOf(at('stage3'))).toEqual({ count: 6, filled: [true, false, false, false, false, false] });
  expect(cellsOf(at('stem'))?.count).toBe(3);
  expect(cellsOf(at('stage3/block2'))).toBeNull();
});

test('a cut into halves and a join wear different signs', () => {
  expect(jointSign(at('stage1/block2/hs/cut2'))).toBe('½');
  expect(jointSign(at('stage1/block2/hs/join3'))).toBeNull();
  expect(jointSign(at('stage1/block2/add'))).toBe('+');
});

test('the parts of a cut are told by their channels, what is unknown by a dash', () => {
  expect(shapeLine(at('stage1/block2/hs/cut4'))).toBe('18 + 17 × 56 × 56');
  expect(shapeLine(at('stage1/block2/hs/split'))).toBe('5 tensors');
  expect(shapeLine(at('output'))).toBe('1000');
  expect(shapeLine({ inputs: [null], outputs: [null] })).toBe('—');
});
