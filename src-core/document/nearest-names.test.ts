import { expect, test } from 'vitest';
import { nearestNames, nearestText } from './nearest-names.ts';

test('the nearest come first, whatever their case, and what holds the name before all', () => {
  const known = ['kernel', 'kernelWidth', 'stride', 'outChannels', 'groups', 'pad', 'bias'];
  expect(nearestNames('kernal', known)[0]).toBe('kernel');
  expect(nearestNames('OUTCHANNELS', known)[0]).toBe('outChannels');
  expect(nearestNames('width', known)[0]).toBe('kernelWidth');
  expect(nearestNames('kernal', known)).toHaveLength(5);
  expect(nearestNames('卷积', ['卷积1', 'a', 'b'])[0]).toBe('卷积1');
});

test('equally near ones stand in the order of their letters, so that a sentence is always the same', () => {
  expect(nearestNames('b', ['d', 'c', 'a'])).toEqual(['a', 'c', 'd']);
});

test('a sentence ends with them, or says that there are none', () => {
  expect(nearestText('a', [])).toBe('there are none');
  expect(nearestText('a', ['in'])).toBe('there is in alone');
  expect(nearestText('kernal', ['stride', 'kernel'])).toBe('nearest are kernel, stride');
});

test('a name of any length costs no more than a short one', () => {
  const long = 'x'.repeat(1_000_000);
  expect(nearestText(long, [long])).toBe(`there is ${'x'.repeat(60)}… alone`);
});
