import type { Expr } from '../algebra/expression.ts';
import { compare, div, isInteger, mul } from '../algebra/expression.ts';
import { toText } from '../algebra/print.ts';
import { same } from '../language/checks.ts';
import { defineOperator, onePort } from '../language/definition.ts';
import { elements } from '../language/facts.ts';
import { dimensions, toggle } from '../language/field.ts';
import { refuse } from '../language/refusal.ts';
import type { Shape } from '../language/shape.ts';
import { N, sizeOf } from '../language/shape.ts';
import { py, torchExpression } from '../language/torch.ts';
import { likeField, likePorts, likeShapes } from './like.ts';
import { chain } from './onnx-chain.ts';
import { reshapeSizes } from './onnx-sizes.ts';

interface ReshapeValues {
  readonly sizes: readonly Expr[];
  readonly withBatch: boolean;
}

/** Sizes a tensor can be given. */
const longest = 6;

const isOpen = (size: Expr): boolean => size === 0n;

/** The sizes with the open one filled in, so that they hold `count` values. */
function filled(sizes: readonly Expr[], count: Expr): Shape {
  const known = mul(...sizes.filter((size) => !isOpen(size)));
  const fault = () =>
    refuse('shape/reshape', { field: 'sizes' }, { sizes: toText(known), values: toText(count) });
  if (sizes.length === sizes.filter((size) => !isOpen(size)).length) {
    return same(known, count) ? sizes : fault();
  }
  if (isInteger(known) && isInteger(count) && count % known !== 0n) fault();
  return sizes.map((size) => (isOpen(size) ? div(count, known) : size));
}

function reshaped(v: ReshapeValues, x: Shape): Shape {
  if (v.withBatch && v.sizes.length < 2) {
    refuse('field/list-length', { field: 'sizes' }, { min: 2, max: longest, count: v.sizes.length });
  }
  if (v.sizes.filter(isOpen).length > 1) refuse('field/one-open-size', { field: 'sizes' });
  return v.withBatch ? filled(v.sizes, elements(x)) : [sizeOf(x, N), ...filled(v.sizes, mul(...x.slice(1)))];
}

/** Keeps the values in their order and reads them as a tensor of other sizes. */
export const reshape = defineOperator({
  id: 'reshape',
  title: 'Reshape',
  summary: 'Reads the same values, in the same order, as a tensor of other sizes.',
  family: 'tensor',
  operation: 'none',
  usualCall: () => 'method',
  fields: {
    sizes: dimensions({
      label: 'Sizes',
      help: 'Sizes after the batch, outermost first; a 0 takes what is left. in.height stands for that of the input.',
      min: 0,
      max: 16_777_216,
      minLength: 1,
      maxLength: longest,
      default: [4, 0],
    }),
    withBatch: toggle({
      label: 'With batch',
      help: 'The first size is that of the batch; otherwise the batch stays as it is.',
      default: false,
    }),
    like: likeField,
  },
  inputs: likePorts,
  outputs: onePort('out'),
  shape: (v, [x]) => [reshaped(v, x as Shape)],
  macs: () => 0n,
  passesThrough: (v, [x]) => {
    const [before, after] = [x as Shape, reshaped(v, x as Shape)];
    return (
      before.length === after.length &&
      before.every((size, axis) => compare(size, sizeOf(after, axis)) === 'equal')
    );
  },
  evaluate: (_, [x], __, [shape]) => [{ shape: shape!, data: x!.data }],
  // The batch is left open where the sizes hold it, so that code for one image runs on several.
  torch: ({ sizes, withBatch }) => {
    const hasOpen = sizes.some(isOpen);
    const batch = py.item(py.attribute(py.input(), 'shape'), 0);
    const others = sizes.map((size, axis) => {
      if (isOpen(size) || (withBatch && !hasOpen && axis === 0)) return -1n;
      return hasOpen || withBatch ? size : py.open(size);
    });
    return torchExpression(py.method(py.input(), 'reshape', ...(withBatch ? [] : [batch]), ...others));
  },
  onnx: (v, io) => {
    const first = v.withBatch ? 0 : 1;
    const fieldOf = (axis: number) => (axis < first ? null : io.size('sizes', axis - first));
    const sizes = reshapeSizes(io, io.inputs[0]!, io.outputs[0]!, fieldOf);
    return chain(io, [{ op: 'Reshape', suffix: 'reshape', more: [sizes.name] }], sizes.nodes);
  },
  symbolicInputs: (v, free) => [
    v.sizes.some(isOpen) ? [1n, free('C'), free('H'), free('W')] : [1n, mul(...v.sizes)],
    ...likeShapes(v, free),
  ],
  examples: [
    {
      title: 'channels into heads',
      fields: { sizes: [4, 8, 0] },
      inputs: [[2, 32, 3, 5]],
      outputs: [[2, 4, 8, 15]],
      params: 0n,
      macs: 0n,
    },
    {
      title: 'a vector as a map',
      fields: { sizes: [6, 2, 2] },
      inputs: [[3, 24]],
      outputs: [[3, 6, 2, 2]],
      params: 0n,
      macs: 0n,
    },
    {
      title: 'positions into the batch',
      fields: { sizes: [0, 5], withBatch: true },
      inputs: [[2, 5, 3, 1]],
      outputs: [[6, 5]],
      params: 0n,
      macs: 0n,
    },
  ],
});

/** Turns a map into a vector of all its values. */
export const flatten = defineOperator({
  id: 'flatten',
  title: 'Flatten',
  summary: 'Lays a map out as one vector per image.',
  family: 'tensor',
  operation: 'none',
  fields: {},
  inputs: onePort('in'),
  outputs: onePort('out'),
  shape: (_, [x]) => [[sizeOf(x as Shape, N), mul(...(x as Shape).slice(1))]],
  macs: () => 0n,
  evaluate: (_, [x], __, [shape]) => [{ shape: shape!, data: x!.data }],
  torch: () => torchExpression(py.call('torch.flatten', py.input(), 1)),
  onnx: (_, io) => [
    { op: 'Flatten', inputs: [io.inputs[0]!.name], outputs: [io.outputs[0]!.name], attributes: { axis: 1n } },
  ],
  symbolicInputs: (_, free) => [[1n, free('C'), free('H'), free('W')]],
  examples: [
    { title: 'after pooling', inputs: [[2, 2048, 1, 1]], outputs: [[2, 2048]], params: 0n, macs: 0n },
    { title: 'a whole map', inputs: [[2, 8, 2, 3]], outputs: [[2, 48]], params: 0n, macs: 0n },
  ],
});
