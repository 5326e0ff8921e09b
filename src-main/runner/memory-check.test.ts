import { expect, test } from 'vitest';
import { analyze } from '../../src-core/analysis/analyzer.ts';
import { flatProgramOf } from '../../src-core/analysis/flat-program.ts';
import { catalogue, networkOf } from '../../src-core/catalogue.ts';
import { availableBytes, boundBytes, checkMemory, sessionBytes } from './memory-check.ts';

const program = flatProgramOf(analyze(networkOf('resnet-50')!.design, catalogue))!;

test('the bound covers what loading ResNet-50 was measured to take, and grows with the sessions', () => {
  expect(Number(boundBytes(program, 1))).toBeGreaterThan(373 * 2 ** 20);
  expect(boundBytes(program, 2)).toBeGreaterThan(boundBytes(program, 1));
});

test('what fits is let through, what does not is refused with both amounts', () => {
  const needed = Number(boundBytes(program, 1));
  expect(checkMemory(program, 1, needed)).toEqual({ ok: true, value: null });
  const refused = checkMemory(program, 1, needed - 1);
  expect(refused).toMatchObject({ ok: false, issues: [{ code: 'run/memory' }] });
  expect(refused.ok || Object.values(refused.issues[0]!.data)).toEqual([
    expect.stringMatching(/^\d[\d.,]* MB$/),
    expect.stringMatching(/^\d[\d.,]* MB$/),
  ]);
});

test('what other sessions take counts: two programs fit only where their sum does', () => {
  const sum = Number(boundBytes(program, 2));
  const taken = sessionBytes(program);
  expect(checkMemory(program, 1, sum, taken)).toEqual({ ok: true, value: null });
  expect(checkMemory(program, 1, sum - 1, taken)).toMatchObject({
    ok: false,
    issues: [{ code: 'run/memory' }],
  });
  expect(checkMemory(program, 1, 0, taken)).toMatchObject({ ok: false, issues: [{ code: 'run/memory' }] });
});

test('the system says how much is free', () => {
  expect(availableBytes()).toBeGreaterThan(2 ** 20);
});
