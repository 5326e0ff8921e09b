import fc from 'fast-check';
import { expect, test } from 'vitest';
import { symbol } from '../algebra/expression.ts';
import { toText } from '../algebra/print.ts';
import { expand } from '../language/expand.ts';
import { Refusal } from '../language/refusal.ts';
import { resolveValues } from '../language/resolve.ts';
import type { Tensor } from '../language/tensor.ts';
import { elementCount } from '../language/tensor.ts';
import { rounds } from '../rounds.fixture.ts';
import { conv2d } from './convolution.ts';
import { transposedConv2d } from './transposed-convolution.ts';

const int = (min: number, max: number) => fc.integer({ min, max });

/** Small whole numbers, so that sums of products are exact. */
function tensor(shape: readonly number[], seed: number): Tensor {
  const data = Float32Array.from({ length: elementCount(shape) }, (_, i) => ((i * 7 + seed * 13) % 11) - 5);
  return { shape, data };
}
const inner = (a: Tensor, b: Tensor): number => a.data.reduce((sum, value, i) => sum + value * b.data[i]!, 0);

test('it is the adjoint of the convolution with the same filters: <conv(x), y> = <x, transposed(y)>', () => {
  const window = fc.record({ kernel: int(1, 4), stride: int(1, 3), pad: int(0, 2), dilation: int(1, 2) });
  const sizes = fc.record({ groups: int(1, 3), inside: int(1, 2), outside: int(1, 2), rows: int(1, 4) });
  fc.assert(
    fc.property(window, sizes, int(0, 2), ({ pad, ...shared }, drawn, extra) => {
      const { groups, inside, outside, rows } = drawn;
      const [small, large] = [groups * inside, groups * outside];
      const outputPadding = Math.min(extra, shared.stride - 1);
      const spread = { ...shared, pad, outputPadding, groups, outChannels: large };
      const y = tensor([2, small, rows, rows + 1], 1);
      let outputs: number[];
      try {
        const expansion = expand(transposedConv2d, spread, [y.shape.map(BigInt)]);
        outputs = expansion.outputs[0]!.map(Number);
      } catch (error) {
        if (error instanceof Refusal) return;
        throw error;
      }
      const filters = tensor([small, outside, shared.kernel, shared.kernel], 2);
      const x = tensor(outputs, 3);
      const [back] = transposedConv2d.evaluate(
        resolveValues(transposedConv2d, spread),
        [y],
        { weight: filters },
        [outputs],
      );
      const gather = {
        ...shared,
        padding: 'custom',
        pad,
        padWidth: pad,
        groups,
        outChannels: small,
      } as const;
      const [forth] = conv2d.evaluate(resolveValues(conv2d, gather), [x], { weight: filters }, [y.shape]);
      expect(inner(forth!, y)).toBe(inner(x, back!));
    }),
    { numRuns: rounds(200) },
  );
});

test('same padding is the adjoint of a convolution with same padding, and makes a map stride times as large', () => {
  const pair = (min: number, max: number) => fc.tuple(int(min, max), int(min, max));
  const window = fc.record({
    kernel: pair(1, 6),
    stride: pair(1, 4),
    dilation: pair(1, 3),
    sizes: pair(1, 5),
  });
  fc.assert(
    fc.property(window, ({ kernel, stride, dilation, sizes }) => {
      const shared = {
        ...{ kernel: kernel[0], kernelWidth: kernel[1], stride: stride[0], strideWidth: stride[1] },
        ...{ dilation: dilation[0], dilationWidth: dilation[1] },
        padding: 'same',
      } as const;
      const y = tensor([1, 2, ...sizes], 1);
      const outputs = [1, 3, sizes[0] * stride[0], sizes[1] * stride[1]];
      const spread = { ...shared, outChannels: 3 };
      expect(expand(transposedConv2d, spread, [y.shape.map(BigInt)]).outputs).toEqual([outputs.map(BigInt)]);
      const weight = tensor([2, 3, ...kernel], 2);
      const x = tensor(outputs, 3);
      const [back] = transposedConv2d.evaluate(resolveValues(transposedConv2d, spread), [y], { weight }, [
        outputs,
      ]);
      const [forth] = conv2d.evaluate(resolveValues(conv2d, { ...shared, outChannels: 2 }), [x], { weight }, [
        y.shape,
      ]);
      expect(inner(forth!, y)).toBe(inner(x, back!));
    }),
    { numRuns: rounds(200) },
  );
});

test('the size under same padding does not hang on the kernel, so that both may be symbols', () => {
  const [h, k] = [symbol('H'), symbol('k')];
  const { outputs } = expand(transposedConv2d, { kernel: k, stride: 3, padding: 'same' }, [[1n, 3n, h, h]]);
  expect(outputs[0]!.slice(2).map(toText)).toEqual(['3*H', '3*H']);
});

test('the output padding stays below the stride', () => {
  const use = () => expand(transposedConv2d, { stride: 2, outputPadding: 2 }, [[1n, 3n, 4n, 4n]]);
  expect(use).toThrow(
    expect.objectContaining({
      issue: expect.objectContaining({ code: 'field/out-of-range', where: { field: 'outputPadding' } }),
    }),
  );
});

test('padding that cuts everything away is a problem of the padding', () => {
  const use = () => expand(transposedConv2d, { kernel: 1, stride: 1, pad: 2 }, [[1n, 3n, 4n, 4n]]);
  expect(use).toThrow(
    expect.objectContaining({
      issue: expect.objectContaining({
        code: 'shape/nothing-left',
        where: { field: 'pad' },
        data: { size: '4' },
      }),
    }),
  );
});
