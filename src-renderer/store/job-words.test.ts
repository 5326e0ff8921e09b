import { expect, test } from 'vitest';
import { progressShare, progressText, secondsLeft } from './job-words.ts';

const at = (phase: Parameters<typeof progressText>[0]['phase'], done: number, total: number) =>
  progressText({ phase, done, total, since: null });

test('runs are counted from one, files in megabytes', () => {
  expect(at('profile', 0, 50)).toBe('Profiled run 1 of 50');
  expect(at('run', 50, 50)).toBe('Run 50 of 50');
  expect(at('write', 12_300_000, 114_800_000)).toBe('Writing 12.3 MB of 114.8 MB');
  expect(at('write', 0, 0)).toBe('Writing');
  expect(at('write', 512, 300_000)).toBe('Writing 0.00 MB of 0.30 MB');
  expect(at(null, 0, 0)).toBe('Starting');
});

test('the end is known only while something is counted', () => {
  expect(progressShare({ phase: 'run', done: 5, total: 20 })).toBe(0.25);
  expect(progressShare({ phase: 'load', done: 1, total: 2 })).toBeNull();
  expect(progressShare({ phase: 'write', done: 0, total: 0 })).toBeNull();
});

test('how long a phase still takes follows from its pace, once there is one', () => {
  const job = { phase: 'write', done: 30, total: 100, since: { ms: 1000, done: 10 } } as const;
  // 20 in 4 s, 70 are left
  expect(secondsLeft(job, 5000)).toBe(14);
  expect(progressText({ ...job, phase: 'run' }, 5000)).toBe('Run 31 of 100, 14 s left');
  expect(progressText({ ...job, phase: 'run', total: 1000 }, 5000)).toBe('Run 31 of 1000, 3 min left');
  expect(secondsLeft(job, 2500)).toBeNull();
  expect(secondsLeft({ ...job, done: 10 }, 5000)).toBeNull();
  expect(secondsLeft({ ...job, phase: 'load' }, 5000)).toBeNull();
});
