import { expect, test } from 'vitest';
import { analyze } from '../../src-core/analysis/analyzer.ts';
import { catalogue, networkOf } from '../../src-core/catalogue.ts';
import { itemAt } from './items.ts';
import { lenderOf } from './lender.ts';

test('a head on several levels says whose weights it runs with, down to its convolutions', () => {
  const analysis = analyze(networkOf('faster-rcnn')!.design, catalogue);
  expect(lenderOf(analysis, 'rpn')).toBeNull();
  expect(lenderOf(analysis, 'rpn/level1')).toBeNull();
  expect(lenderOf(analysis, 'rpn/level3')).toBe('rpn/level1');
  const inside = itemAt(analysis, 'rpn/level3')!.expansion!.children[0]!.name;
  expect(lenderOf(analysis, `rpn/level3/${inside}`)).toBe(`rpn/level1/${inside}`);
});
