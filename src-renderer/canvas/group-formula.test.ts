import { expect, test } from 'vitest';
import { analyze } from '../../src-core/analysis/analyzer.ts';
import { itemAt } from '../../src-core/analysis/item-paths.ts';
import { catalogue, networkOf } from '../../src-core/catalogue.ts';
import { groupFormulas } from './group-formula.ts';

function formulasAt(network: string, path: string) {
  const analysis = analyze(networkOf(network)!.design, catalogue);
  return groupFormulas(itemAt(analysis, path)!.expansion!);
}

test('each group of an HS-Block has its formula and its exact weights; the first has none', () => {
  const formulas = formulasAt('hs-resnet-50', 'stage1/block2/hs');
  expect([...formulas].map(([group, { weights }]) => `${group} ${weights}`)).toEqual([
    'group2 3600',
    'group3 8100',
    'group4 11025',
    'group5 12321',
  ]);
  expect(formulas.get('group2')?.latex.replaceAll(/[{}\s]/g, '')).toBe('k^2w^2');
  expect(formulas.get('group4')?.latex).toContain('lfloor');
});

test('the groups of a Res2Net module are alike, and a block without groups has no formulas of them', () => {
  const formulas = formulasAt('res2net-50', 'stage1/block2');
  expect(formulas.size).toBe(0);
  const analysis = analyze(networkOf('res2net-50')!.design, catalogue);
  const block = itemAt(analysis, 'stage1/block2')!.expansion!.children.find(
    ({ expansion }) => expansion.definition.kind === 'block' && expansion.definition.groups !== undefined,
  )!;
  expect(new Set([...groupFormulas(block.expansion).values()].map(({ latex }) => latex)).size).toBe(1);
});
