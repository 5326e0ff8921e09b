import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { catalogue, networkOf } from '../catalogue.ts';
import type { DecimalVariable } from '../document/design.ts';
import { axisNumber, axisNumberOf, axisOfVariable, axisText, axisValue } from './axis.ts';
import { sensitivity } from './sensitivity.ts';
import { solve } from './solve.ts';
import { designSpace } from './space.ts';

const decimal = (value: number, min: number, max: number, step?: number): DecimalVariable => ({
  name: 'x',
  kind: 'decimal',
  value,
  min,
  max,
  ...(step !== undefined && { step }),
});
const axisOf = (variable: DecimalVariable) => axisOfVariable(variable, true)[0]!;

describe('the axis of a decimal', () => {
  test.each([
    [decimal(1, 0.1, 8, 0.05), '1', '0.1', '8', '0.05'],
    [decimal(0.35, 0.1, 8, 0.05), '0.35', '0.1', '8', '0.05'],
    [decimal(0.37, 0.1, 8, 0.05), '0.37', '0.1', '8', '0.01'],
    [decimal(1, 0.33, 2, 0.25), '1', '0.5', '2', '0.25'],
    [decimal(0.5, 0, 1), '0.5', '0', '1', '0.01'],
    [decimal(-0.5, -1, 1, 0.5), '-0.5', '-1', '1', '0.5'],
  ])('%j', (variable, value, min, max, step) => {
    const axis = axisOf(variable);
    expect([axis.value, axis.min, axis.max, 1n].map((number) => axisText(axis, number))).toEqual([
      value,
      min,
      max,
      step,
    ]);
  });

  test('holds the present value, stays inside the bounds, and its numbers are read back', () => {
    const hundredths = fc.integer({ min: -2000, max: 2000 });
    fc.assert(
      fc.property(
        fc.tuple(hundredths, hundredths, hundredths),
        fc.integer({ min: 1, max: 99 }),
        (numbers, step) => {
          const [min, value, max] = numbers.toSorted((a, b) => a - b).map((number) => number / 100) as [
            number,
            number,
            number,
          ];
          const axis = axisOf(decimal(value, min, max, step / 100));
          expect(axisNumber(axis, axis.value)).toBe(value);
          expect(axisNumber(axis, axis.min)).toBeGreaterThanOrEqual(min);
          expect(axisNumber(axis, axis.max)).toBeLessThanOrEqual(max);
          for (const number of [axis.min, axis.value, axis.max]) {
            expect(axisNumberOf(axis, axisValue(axis, number))).toBe(number);
          }
        },
      ),
    );
  });

  test('is not taken unless it is asked for', () => {
    expect(axisOfVariable(decimal(1, 0, 2), false)).toEqual([]);
  });
});

const space = designSpace(networkOf('mobilenet-v2')!.design, catalogue, { decimals: true });
const width = space.axes.find(({ name }) => name === 'width')!;

test('solving a width finds the published members of a family', () => {
  const rows = solve(space, { of: 'params', target: 1_677_000n }, 'width');
  if (!rows.ok) throw new Error(JSON.stringify(rows.issues));
  const [solution] = rows.value[0]!.solutions;
  expect(axisText(width, solution!.value)).toBe('0.35');
  expect(solution!.count).toBe(1_677_128n);
});

test('a decimal has steps and no derivative', () => {
  const { slope, steps } = sensitivity(space, 'params', width);
  expect(slope).toBeNull();
  expect(steps[1]).toBe(3_504_872n);
  expect(steps[0]! < steps[1]! && steps[1]! < steps[2]!).toBe(true);
});
