import { describe, expect, it } from 'vitest';
import { defineOperator, onePort } from '../language/definition.ts';
import type { Tensor } from '../language/tensor.ts';
import { relativeDifference } from './conformance.fixture.ts';
import { interpret } from './interpreter.ts';
import type { ProgramOperator } from './program.ts';

const doubled = defineOperator({
  ...{
    id: 'scale',
    title: 'Scale',
    summary: 'Multiplies by its weight.',
    family: 'act',
    operation: 'none',
    fields: {},
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  shape: (_, [x]) => [x!],
  macs: () => 0n,
  torch: () => null,
  evaluate: (_, [x], { factor }) => [
    { shape: x!.shape, data: x!.data.map((value) => value * factor!.data[0]!) },
  ],
  onnx: () => [],
  examples: [],
});

const tensor = (name: string) => ({ name, shape: [3] });
const scale = (path: string, from: string, to: string): ProgramOperator => ({
  ...{ path, definition: doubled, values: {}, inputs: [tensor(from)], outputs: [tensor(to)] },
  weights: {
    factor: { name: `${path}.factor`, shape: [1], init: 'ones', trainable: true, part: 'norm' },
  },
});

/** x -> a -> y, and x -> z unchanged. */
const program = {
  inputs: [tensor('x')],
  outputs: [tensor('y'), tensor('z')],
  operators: [scale('a', 'x', 'a'), scale('b', 'a', 'y')],
  copies: [{ path: 'z', input: tensor('x'), output: tensor('z') }],
};
const x: Tensor = { shape: [3], data: Float32Array.of(1, 2, 3) };

describe('the interpreter', () => {
  it('runs operators in order, each with its own weights', () => {
    const asked: string[] = [];
    const weightOf = ({ name }: { name: string }) => {
      asked.push(name);
      return Float32Array.of(name === 'a.factor' ? 2 : 5);
    };
    const results = interpret(program, weightOf, { x });
    expect(results.y!.data).toEqual(Float32Array.of(10, 20, 30));
    expect(results.z!.data).toEqual(x.data);
    expect(asked).toEqual(['a.factor', 'b.factor']);
  });

  it('refuses missing inputs, other sizes, and tensors that nothing has written', () => {
    const one = () => Float32Array.of(1);
    expect(() => interpret(program, one, {})).toThrow('there is no input x');
    expect(() => interpret(program, one, { x: { shape: [1, 3], data: x.data } })).toThrow(
      'has the sizes 1, 3',
    );
    expect(() => interpret(program, () => new Float32Array(2), { x })).toThrow('a.factor');
    const astray = { ...program, operators: [scale('a', 'nowhere', 'y')] };
    expect(() => interpret(astray, one, { x })).toThrow('nowhere is read before it is written');
  });
});

describe('the relative difference of two tensors', () => {
  const of = (...values: number[]): Tensor => ({ shape: [values.length], data: Float32Array.from(values) });

  it('is measured against the largest expected value', () => {
    expect(relativeDifference(of(1, 2, 4), of(1, 2, 4))).toBe(0);
    expect(relativeDifference(of(1, 2.5, -4), of(1, 2, -4))).toBe(0.125);
    expect(relativeDifference(of(0), of(0))).toBe(0);
  });

  it('takes values that are next to nothing for what rounding leaves', () => {
    expect(relativeDifference(of(3e-8), of(-1e-8))).toBeCloseTo(4e-4, 9);
    expect(relativeDifference(of(1), of(0))).toBe(1e4);
  });

  it('is infinite where there is nothing to compare', () => {
    for (const [actual, expected] of [
      [undefined, of(1)],
      [of(1, 2), of(1)],
      [of(Number.NaN), of(1)],
      [of(Number.POSITIVE_INFINITY), of(1)],
    ] as const) {
      expect(relativeDifference(actual, expected)).toBe(Number.POSITIVE_INFINITY);
    }
  });
});
