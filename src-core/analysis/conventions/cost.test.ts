import { expect, test } from 'vitest';
import { costOf } from './cost.ts';

test('FLOPs are twice the MACs, and every cost names its convention', () => {
  expect(costOf(4_089_184_256n, 'macs')).toEqual({
    value: 4_089_184_256n,
    unit: 'MACs',
    convention: 'conv + linear',
    label: 'conv + linear',
  });
  expect(costOf(4_089_184_256n, 'flops')).toEqual({
    value: 8_178_368_512n,
    unit: 'FLOPs',
    convention: 'conv + linear, 2 FLOPs per MAC',
    label: 'conv + linear',
  });
});

test('an unknown cost stays unknown in every unit', () => {
  expect(costOf(null, 'macs').value).toBeNull();
  expect(costOf(null, 'flops').value).toBeNull();
});
