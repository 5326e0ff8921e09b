import { describe, expect, test } from 'vitest';
import type { Issue } from './errors.ts';
import {
  describe as describeIssue,
  isProblem,
  issue,
  issueAt,
  issueKeys,
  problemsOf,
  sentence,
} from './errors.ts';

test('a sentence has its data in place, as it is', () => {
  expect(sentence(issue('field/out-of-range', {}, { min: 1, max: 8, value: '9' }))).toBe(
    'must be from 1 to 8, got 9',
  );
  expect(sentence(issue('document/not-json', {}, { detail: "$& {detail} $'" }))).toBe(
    "this is not JSON: $& {detail} $'; open a *.blockwright.json file",
  );
  expect(sentence(issue('graph/unconnected', { node: 'conv', port: 'in' }))).toBe('needs a wire');
});

test('a sentence about a count of one reads differently', () => {
  const counted = (count: number) => sentence(issue('compile/has-problems', {}, { count }));
  expect(counted(1)).toBe('the design has 1 problem; fix it first');
  expect(counted(2)).toBe('the design has 2 problems; fix them first');
});

test('an issue is one line: its place, then its sentence', () => {
  const found = issue('field/not-odd', { node: 'conv', field: 'kernel' }, { value: 2 });
  expect(describeIssue(found)).toBe('conv, field kernel: must be odd, got 2');
  expect(describeIssue(issueAt(found, { node: 'block/conv' }))).toBe('block/conv: must be odd, got 2');
  expect(describeIssue(issue('run/cancelled'))).toBe('cancelled');
});

test('the names that a sentence takes are known for every code, and for nothing else', () => {
  expect(issueKeys('field/out-of-range')).toEqual(['min', 'max', 'value']);
  expect(issueKeys('compile/has-problems')).toEqual(['count']);
  expect(issueKeys('file/exists')).toEqual([]);
  expect(issueKeys('file/unheard-of')).toBeNull();
  expect(issueKeys('constructor')).toBeNull();
});

test('a note is no problem', () => {
  const problem = issue('graph/no-input');
  const note = { ...issue('graph/no-output'), severity: 'note' } as const;
  expect(isProblem(problem)).toBe(true);
  expect(isProblem(note)).toBe(false);
  expect(problemsOf([note, problem])).toEqual([problem]);
});

describe('what does not compile', () => {
  /** Held against the types alone, and never run. */
  const typed = (_: () => unknown): void => undefined;

  test('an issue without the data its sentence takes, or with other data', () => {
    // @ts-expect-error: it has no data
    typed(() => issue('field/out-of-range', { node: 'conv' }));
    // @ts-expect-error: it has no place and no data
    typed(() => issue('field/out-of-range'));
    // @ts-expect-error: a number is missing
    typed(() => issue('field/out-of-range', {}, { min: 1, max: 8 }));
    // @ts-expect-error: a name is misspelt
    typed(() => issue('field/out-of-range', {}, { min: 1, maximum: 8, value: 9 }));
    // @ts-expect-error: a name is not in the sentence
    typed(() => issue('field/not-odd', {}, { value: 2, step: 2 }));
    // @ts-expect-error: a value is neither text nor a number
    typed(() => issue('field/not-odd', {}, { value: null }));
    // @ts-expect-error: the sentence takes nothing
    typed(() => issue('file/exists', {}, { file: 'net.json' }));
    // @ts-expect-error: there is no such code
    typed(() => issue('file/unheard-of'));
    typed(() => issue('field/out-of-range', {}, { min: 1, max: 8, value: 9 }));
  });

  test('an issue of one of two codes without the data of both', () => {
    const code = Math.hypot(3, 4) > 4 ? 'shape/groups' : 'shape/not-divisible';
    // @ts-expect-error: only the data of one of the codes
    typed(() => issue(code, {}, { channels: 8, groups: 3 }));
    typed(() => issue(code, {}, { channels: 8, groups: 3, value: 8, divisor: 3 }));
  });

  test('reading the data of another code', () => {
    const read = (found: Issue) => {
      // @ts-expect-error: which data there is depends on the code
      if (found.code !== 'field/not-odd') return found.data.value;
      return found.data.value;
    };
    expect(read(issue('field/not-odd', {}, { value: 2 }))).toBe(2);
  });
});
