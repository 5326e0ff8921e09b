import { expect, test } from 'vitest';
import { progressShare, progressText } from './job-words.ts';

test('runs are counted from one, files in megabytes', () => {
  expect(progressText({ phase: 'profile', done: 0, total: 50 })).toBe('Profiled run 1 of 50');
  expect(progressText({ phase: 'run', done: 50, total: 50 })).toBe('Run 50 of 50');
  expect(progressText({ phase: 'write', done: 12_300_000, total: 114_800_000 })).toBe(
    'Writing 12.30 MB of 114.8 MB',
  );
  expect(progressText({ phase: 'write', done: 0, total: 0 })).toBe('Writing');
  expect(progressText({ phase: null, done: 0, total: 0 })).toBe('Starting');
});

test('the end is known only while something is counted', () => {
  expect(progressShare({ phase: 'run', done: 5, total: 20 })).toBe(0.25);
  expect(progressShare({ phase: 'load', done: 1, total: 2 })).toBeNull();
  expect(progressShare({ phase: 'write', done: 0, total: 0 })).toBeNull();
});
