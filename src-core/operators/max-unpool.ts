import type { Expr } from '../algebra/expression.ts';
import { add, isInteger, mul, sub } from '../algebra/expression.ts';
import { toText } from '../algebra/print.ts';
import { byAxis } from '../language/axes.ts';
import { requireMap, requireSameShapes } from '../language/checks.ts';
import { defineOperator, onePort } from '../language/definition.ts';
import { choice, structural } from '../language/field.ts';
import type { OnnxNode } from '../language/onnx.ts';
import { refuse } from '../language/refusal.ts';
import type { Shape } from '../language/shape.ts';
import { C, H, N, sizeOf, W } from '../language/shape.ts';
import { elementCount, zeros } from '../language/tensor.ts';
import { py, torchExpression } from '../language/torch.ts';
import { integers, scalar } from './onnx-chain.ts';
import { maxUnpoolCode } from './torch/pool-code.ts';

interface Pool {
  readonly kernel: number;
  readonly stride: number;
  readonly pad: number;
}

/** The size that such a pool brought down to `size`: (size - 1) stride - 2 pad + kernel, the least there may have been. */
function unpooled(size: Expr, { kernel, stride, pad }: Pool): Expr {
  const result = add(mul(sub(size, 1n), BigInt(stride)), BigInt(kernel - 2 * pad));
  if (isInteger(result) && result < 1n) {
    refuse('shape/nothing-left', { field: 'pad' }, { size: toText(add(result, BigInt(2 * pad))) });
  }
  return result;
}

const sizeField = (label: string, help: string, min: number) =>
  structural({ label, help, unit: 'px', min, max: 255, default: min === 0 ? 0 : 2 });

/** What max pool left of a map goes back to its places. */
export const maxUnpool = defineOperator({
  id: 'max-unpool',
  title: 'Max unpool',
  names: ['MaxUnpool2d', 'unpooling', 'SegNet'],
  summary: 'Puts values back to the places that a max pool took them from, among zeros.',
  reference: 'Badrinarayanan et al., SegNet, 2015, arXiv 1511.00561',
  family: 'pool',
  operation: 'max-unpool',
  fields: {
    to: choice({
      label: 'To',
      help: 'The size that follows from the window, or that of a third input, as where the pool left rows over.',
      options: ['window', 'input'],
      default: 'window',
    }),
    ...byAxis('kernel', sizeField('Kernel', 'Side length of the window of the pool.', 1)),
    ...byAxis('stride', sizeField('Stride', 'Step between the windows of the pool.', 1)),
    ...byAxis('pad', sizeField('Pad', 'Rows and columns that the pool added on each side.', 0)),
  },
  inputs: ({ to }) => [
    { name: 'in' },
    { name: 'indices', label: 'places in the map of a channel, as max pool gives them' },
    ...(to === 'input' ? [{ name: 'like', label: 'gives rows and columns' }] : []),
  ],
  outputs: onePort('out'),
  shape: (v, inputs) => {
    const [x, indices, like] = inputs as readonly [Shape, Shape, Shape?];
    requireMap('in', x);
    requireSameShapes(['in', 'indices'], [x, indices]);
    if (like !== undefined) {
      requireMap('like', like);
      return [[sizeOf(x, N), sizeOf(x, C), sizeOf(like, H), sizeOf(like, W)]];
    }
    const across = { kernel: v.kernelWidth, stride: v.strideWidth, pad: v.padWidth };
    return [[sizeOf(x, N), sizeOf(x, C), unpooled(sizeOf(x, H), v), unpooled(sizeOf(x, W), across)]];
  },
  // Places beyond 2,048 have no half of their own.
  needsSingle: () => true,
  macs: () => 0n,
  // A place beyond the map counts as its first or last one, so that whatever comes in has a result.
  evaluate: (_, [x, indices], __, [shape]) => {
    const y = zeros(shape!);
    const from = elementCount(x!.shape.slice(H));
    const area = elementCount(shape!.slice(H));
    x!.data.forEach((value, at) => {
      // What is no number stands for the first place.
      const place = Math.trunc(Math.min(Math.max(indices!.data[at]!, 0), area - 1)) || 0;
      y.data[Math.floor(at / from) * area + place] = value;
    });
    return [y];
  },
  torch: ({ to }, { outputs: [y] }) => {
    const like = py.attribute(py.input(2), 'shape');
    const sizes = to === 'input' ? py.tuple([py.item(like, 2), py.item(like, 3)]) : (y as Shape).slice(H);
    return torchExpression(py.call(maxUnpoolCode.name, py.input(0), py.input(1), sizes), maxUnpoolCode);
  },
  onnx: (_, io) => {
    const [x, indices] = io.inputs.map(({ name }) => name) as [string, string];
    const { shape } = io.outputs[0]!;
    const planes = shape[N]! * shape[C]!;
    const area = elementCount(shape.slice(H));
    const flat = [planes, elementCount(io.inputs[0]!.shape.slice(H))];
    const node = (op: string, suffix: string, inputs: readonly string[], attributes = {}): OnnxNode => ({
      op,
      suffix,
      inputs,
      outputs: [io.inner(suffix)],
      attributes,
    });
    const ahead = [
      node('Clip', 'in-map', [indices, scalar(io, 'first', 0), scalar(io, 'last', area - 1)]),
      node('Cast', 'whole', [io.inner('in-map')], { to: 7 }),
      node('Clip', 'at-least-first', [io.inner('whole'), io.constant('least', [0n], [])]),
      node('Reshape', 'places', [io.inner('at-least-first'), integers(io, 'flat', flat)]),
      node('Reshape', 'values', [x, integers(io, 'flat-values', flat)]),
      node('ConstantOfShape', 'zeros', [integers(io, 'planes', [planes, area])]),
    ];
    const scattered = node(
      'ScatterElements',
      'scatter',
      [io.inner('zeros'), io.inner('places'), io.inner('values')],
      { axis: 1 },
    );
    return [
      ...ahead,
      scattered,
      {
        op: 'Reshape',
        suffix: 'map',
        inputs: [io.inner('scatter'), integers(io, 'map', shape)],
        outputs: [io.outputs[0]!.name],
      },
    ];
  },
  symbolicInputs: ({ to }, free) => {
    const map = [1n, free('C'), free('H'), free('W')];
    return [map, map, ...(to === 'input' ? [[1n, free('C_like'), free('H_like'), free('W_like')]] : [])];
  },
  examples: [
    {
      title: 'twice as large',
      inputs: [
        [1, 4, 3, 4],
        [1, 4, 3, 4],
      ],
      outputs: [[1, 4, 6, 8]],
      params: 0n,
      macs: 0n,
    },
    {
      title: 'rows and columns apart, padded',
      fields: { kernel: 3, kernelWidth: 2, stride: 2, strideWidth: 1, pad: 1, padWidth: 0 },
      inputs: [
        [2, 2, 4, 5],
        [2, 2, 4, 5],
      ],
      outputs: [[2, 2, 7, 6]],
      params: 0n,
      macs: 0n,
    },
    {
      title: 'back to an odd map',
      fields: { to: 'input' },
      inputs: [
        [1, 2, 3, 2],
        [1, 2, 3, 2],
        [1, 5, 7, 5],
      ],
      outputs: [[1, 2, 7, 5]],
      params: 0n,
      macs: 0n,
    },
  ],
});
