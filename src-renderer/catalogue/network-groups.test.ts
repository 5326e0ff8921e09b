import { expect, test } from 'vitest';
import { networks } from '../../src-core/catalogue.ts';
import { networkFamilies } from '../../src-core/networks/ready-network.ts';
import { networkGroups } from './network-groups.ts';

const names = (query: string) =>
  networkGroups(query).flatMap((group) => group.networks.map(({ name }) => name));

test('every network stands once, in the order of the families', () => {
  expect(names('').sort()).toEqual(networks.map(({ name }) => name).sort());
  const families = networkGroups('').map(({ family }) => family);
  expect(families).toEqual(networkFamilies.filter((family) => families.includes(family)));
});

test('a search takes words in any order, and forgives what is left out', () => {
  expect(names('hs 101')[0]).toBe('hs-resnet-101');
  expect(names('101 hs')[0]).toBe('hs-resnet-101');
  expect(names('rsnt50')).toContain('resnet-50');
  expect(names('no such network')).toEqual([]);
  expect(names('rcnn').every((name) => name.includes('rcnn'))).toBe(true);
});

test('the family of the best match comes first', () => {
  expect(networkGroups('ghost')[0]?.family).toBe('GhostNet');
});
