import { expect, test } from 'vitest';
import { PacedProgress } from './paced-progress.ts';

/** Runs of so many milliseconds each, by a clock that only they and the waits move. @returns what happened, in order */
async function runs(milliseconds: number, count: number): Promise<readonly string[]> {
  const steps: string[] = [];
  let time = 0;
  const clock = {
    now: () => time,
    pause: async (ms: number) => {
      steps.push('wait');
      time += ms;
    },
  };
  const paced = new PacedProgress(({ done }) => steps.push(`report ${done}`), clock);
  const untimed = async () => {
    steps.push('untimed');
    time += milliseconds;
  };
  for (let done = 0; done < count; done++) {
    await paced.tell({ phase: 'run', done, total: count }, untimed);
    steps.push('timed');
    time += milliseconds;
  }
  return steps;
}

test('each report is followed by a wait and, of short runs, by one that is not timed', async () => {
  const timed = (count: number) => Array<string>(count).fill('timed');
  expect(await runs(100, 12)).toEqual([
    ...['report 0', 'wait', ...timed(5)],
    ...['report 5', 'wait', 'untimed', ...timed(5)],
    ...['report 10', 'wait', 'untimed', ...timed(2)],
  ]);
});

test('a long run is told of each time, and nothing is run beside it', async () => {
  expect(await runs(700, 2)).toEqual(['report 0', 'wait', 'timed', 'report 1', 'wait', 'timed']);
});

test('a new phase is told of at once', async () => {
  const told: string[] = [];
  const paced = new PacedProgress(({ phase }) => told.push(phase), {
    now: () => 0,
    pause: async () => undefined,
  });
  for (const phase of ['warmup', 'warmup', 'run', 'run'] as const)
    await paced.tell({ phase, done: 0, total: 2 }, async () => undefined);
  expect(told).toEqual(['warmup', 'run']);
});
