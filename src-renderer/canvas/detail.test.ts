import { expect, test } from 'vitest';
import { detailSteps, isReadable, leastOnScreen, readableFrom, stepAt } from './detail.ts';

test('letters of every step are large enough where it begins, and no larger than twice that where it ends', () => {
  detailSteps.forEach(({ from, type }, index) => {
    if (type === null) return;
    expect(type * from).toBeGreaterThanOrEqual(leastOnScreen);
    const end = detailSteps[index - 1]?.from;
    if (end !== undefined) expect(type * end).toBeLessThan(2 * leastOnScreen);
  });
});

test('every zoom has its step, also one that rounding has left a hair below it', () => {
  for (const { from, says } of detailSteps) {
    expect(stepAt(from).says).toBe(says);
    expect(stepAt(from - 1e-9).says).toBe(says);
  }
  expect(stepAt(0.001).type).toBeNull();
  expect([isReadable(readableFrom), isReadable(readableFrom - 0.01)]).toEqual([true, false]);
});
