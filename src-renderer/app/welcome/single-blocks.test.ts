import { expect, test } from 'vitest';
import { singleBlocks } from './single-blocks.ts';

test('every block that is offered on its own is a design without problems, with a formula', () => {
  expect(singleBlocks()).toHaveLength(4);
  for (const { analysis, id, latex } of singleBlocks()) {
    expect(analysis.issues, id).toEqual([]);
    expect(latex, id).toContain('k');
  }
});
