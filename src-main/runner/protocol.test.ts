import { expect, test } from 'vitest';
import { fail, issue, ok } from '../../src-core/errors.ts';
import { readResult } from './protocol.ts';

const isResult = (answer: unknown): boolean => readResult('export', answer) !== null;
const failure = (found: object): unknown => ({ ok: false, issues: [found] });

const crashed = issue('run/crashed', { node: 'conv' }, { detail: 'signal SIGKILL' });

test('an answer is the report of its kind of work, or issues as they are', () => {
  expect(
    isResult(ok({ path: '/w/net.onnx', bytes: 12, nodes: 2, foldedNorms: 0, roundingShare: null })),
  ).toBe(true);
  expect(isResult(ok({ path: '/w/net.onnx' }))).toBe(false);
  const answer = fail(crashed, issue('run/cancelled'));
  expect(readResult('export', answer)).toEqual(answer);
});

test('an issue without a sentence, or without what its sentence takes, is no answer', () => {
  expect(isResult(failure(crashed))).toBe(true);
  expect(isResult(failure({ ...crashed, code: 'run/unheard-of' }))).toBe(false);
  expect(isResult(failure({ ...crashed, code: 'toString' }))).toBe(false);
  expect(isResult(failure({ ...crashed, data: {} }))).toBe(false);
  expect(isResult(failure({ ...crashed, data: { details: 'signal SIGKILL' } }))).toBe(false);
  expect(isResult(failure({ ...crashed, data: { detail: null } }))).toBe(false);
  expect(isResult(failure({ ...crashed, severity: 'fatal' }))).toBe(false);
  expect(isResult(failure({ ...crashed, where: { node: 1 } }))).toBe(false);
});
