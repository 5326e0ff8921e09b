import { expect, test } from 'vitest';
import { untilQuiet } from './quiet.ts';

function looksOf(cores: (look: number) => number) {
  let looks = 0;
  const seen: number[] = [];
  const result = untilQuiet({
    progress: ({ done }) => seen.push(done),
    look: async () => cores(looks++),
  });
  return result.then((isQuiet) => ({ isQuiet, looks, seen }));
}

test('it goes on once the machine has been quiet four looks in a row', async () => {
  const busyUntil = [1.5, 0.1, 0.1, 0.1, 0.9, 0, 0.1, 0.15, 0.2];
  expect(await looksOf((look) => busyUntil[look]!)).toMatchObject({ isQuiet: true, looks: 9 });
});

test('it gives up after the time that it told', async () => {
  const { isQuiet, seen } = await looksOf(() => 2);
  expect(isQuiet).toBe(false);
  expect(seen.at(-1)).toBe(599);
});
