import { expect, test } from 'vitest';
import { MovingWires } from './moving-wires.ts';

test('a wire is lifted once, and comes to rest with a later lift once it has kept its way for some steps', () => {
  const moving = new MovingWires();
  expect(moving.take(new Set(['own', 'early']))).toEqual({ lifted: new Set(['own', 'early']), settled: [] });
  for (let step = 0; step < 6; step += 1)
    expect(moving.take(new Set(['own']))).toEqual({ lifted: new Set(), settled: [] });
  expect(moving.has('early')).toBe(true);
  expect(moving.take(new Set(['own', 'late']))).toEqual({ lifted: new Set(['late']), settled: ['early'] });
  expect([...moving.ids]).toEqual(['own', 'late']);
  // what was sent another way a step ago stays above the ground
  expect(moving.take(new Set(['own', 'early']))).toEqual({ lifted: new Set(['early']), settled: [] });
  expect(moving.has('late')).toBe(true);
  moving.clear();
  expect([...moving.ids]).toEqual([]);
});
