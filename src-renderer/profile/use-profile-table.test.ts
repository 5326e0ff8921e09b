import { expect, test } from 'vitest';
import { rowsAround } from './use-profile-table.ts';

test('the rows around a path are opened from the outermost in', () => {
  expect(rowsAround('stage3/block2/hs/group4')).toEqual(['stage3', 'stage3/block2', 'stage3/block2/hs']);
  expect(rowsAround('stage3')).toEqual([]);
});
