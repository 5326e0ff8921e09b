import { expect, test } from 'vitest';
import { analyze } from '../analysis/analyzer.ts';
import { catalogue, networkOf } from '../catalogue.ts';
import { problemsOf } from '../errors.ts';
import { legalValues } from './legal-values.ts';

const designOf = (name: string) => networkOf(name)!.design;
const legal = (network: string, name: string) => {
  const design = designOf(network);
  return legalValues(design, design.variables.find((variable) => variable.name === name)!, catalogue);
};

const isSound = (network: string, name: string, value: number | string): boolean => {
  const design = designOf(network);
  const variables = design.variables.map((other) => (other.name === name ? { ...other, value } : other));
  return problemsOf(analyze({ ...design, variables } as typeof design, catalogue).issues).length === 0;
};

test('a kernel is odd, a width any whole number, a multiplier goes in its steps', () => {
  expect(legal('hs-resnet-50', 'k')).toEqual({ from: 1, to: 31, step: 2 });
  expect(legal('hs-resnet-50', 'w')).toEqual({ from: 1, to: 4096, step: 1 });
  expect(legal('mobilenet-v2', 'width')).toEqual({ from: 0.1, to: 8, step: 0.05 });
  expect(legal('hs-resnet-50', 'carry')).toEqual(['floor', 'ceil']);
});

test('the ends of a range are sound, and what a step of 2 leaves out is not', () => {
  const ends = [
    ['hs-resnet-50', 'k'],
    ['hs-resnet-50', 'w'],
    ['mobilenet-v2', 'width'],
  ] as const;
  for (const [network, name] of ends) {
    const range = legal(network, name) as { from: number; to: number };
    expect([range.from, range.to].map((value) => isSound(network, name, value))).toEqual([true, true]);
  }
  expect([2, 4, 30].map((value) => isSound('hs-resnet-50', 'k', value))).toEqual([false, false, false]);
});
