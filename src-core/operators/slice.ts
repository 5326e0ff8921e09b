import type { Expr } from '../algebra/expression.ts';
import { add, compare, isInteger, sub } from '../algebra/expression.ts';
import { toText } from '../algebra/print.ts';
import { defineOperator, onePort } from '../language/definition.ts';
import { choice, dimension, toggle } from '../language/field.ts';
import type { OnnxContext, OnnxSizes } from '../language/onnx.ts';
import { refuse } from '../language/refusal.ts';
import type { Shape } from '../language/shape.ts';
import { shapeText, sizeOf } from '../language/shape.ts';
import { zeros } from '../language/tensor.ts';
import { py, torchExpression } from '../language/torch.ts';
import { shifted } from '../language/window.ts';
import type { CutAxis } from './axis.ts';
import { axisIndex, copySlices, cutAxes } from './axis.ts';
import { likeField, likePorts, likeShapes } from './like.ts';
import { chain, integers } from './onnx-chain.ts';
import { isFree, sizeOfField } from './onnx-sizes.ts';

interface Part {
  readonly axis: CutAxis;
  readonly start: Expr;
  readonly channels: Expr;
  readonly rest: boolean;
}

const endOfAll = 2n ** 63n - 1n;

/** Kept size: as many as asked for, or all from the start on. */
const kept = ({ start, channels, rest }: Part, size: Expr): Expr => (rest ? sub(size, start) : channels);

/** Where what is kept ends, where that is known only when the file runs; null where it is fixed. */
function endOf({ channels }: Part, io: OnnxContext, starts: OnnxSizes): OnnxSizes | null {
  const count = io.size('channels');
  if (count === null && starts.nodes.length === 0) return null;
  const counts = sizeOfField(io, 'count', channels, count);
  const [inputs, outputs] = [[starts.name, counts.name], [io.inner('ends')]];
  return { name: io.inner('ends'), nodes: [...counts.nodes, { op: 'Add', suffix: 'ends', inputs, outputs }] };
}

/** Keeps consecutive channels, rows or columns. */
export const slice = defineOperator({
  id: 'slice',
  title: 'Slice',
  summary: 'Keeps some consecutive channels, rows or columns and drops the rest.',
  family: 'tensor',
  operation: 'none',
  usualCall: () => 'operator',
  fields: {
    axis: choice({ label: 'Axis', help: 'What is counted.', options: cutAxes, default: 'channels' }),
    start: dimension({
      label: 'Start',
      help: 'How many are dropped before the first one that is kept.',
      symbol: 'a',
      min: 0,
      max: 1_048_576,
      default: 0,
    }),
    channels: dimension({
      label: 'Size',
      help: 'How many are kept.',
      symbol: 'C_out',
      min: 1,
      max: 1_048_576,
      default: 32,
    }),
    rest: toggle({
      label: 'To the end',
      help: 'Keeps all from the start on, whatever the size says.',
      default: false,
    }),
    like: likeField,
  },
  inputs: likePorts,
  outputs: onePort('out'),
  shape: (v, [x]) => {
    const shape = x as Shape;
    const axis = axisIndex[v.axis];
    if (shape.length <= axis) {
      refuse(
        'shape/rank',
        { port: 'in' },
        { expected: `tensor with ${v.axis}`, got: shapeText(shape, { batch: true }) },
      );
    }
    const size = kept(v, sizeOf(shape, axis));
    const end = add(v.start, size);
    const beyond = sub(end, sizeOf(shape, axis));
    if ((isInteger(beyond) && beyond > 0n) || (isInteger(size) && size < 1n)) {
      const field = v.rest ? 'start' : 'channels';
      const [least, most] = [toText(v.start), toText(sizeOf(shape, axis))];
      refuse('shape/slice', { field }, { axis: v.axis, start: least, end: toText(end), size: most });
    }
    return [shape.map((whole, index) => (index === axis ? size : whole))];
  },
  macs: () => 0n,
  passesThrough: (v, [x]) => {
    const whole = sizeOf(x as Shape, axisIndex[v.axis]);
    return compare(v.start, 0n) === 'equal' && compare(kept(v, whole), whole) === 'equal';
  },
  evaluate: (v, [x], _, [shape]) => {
    const y = zeros(shape!);
    const axis = axisIndex[v.axis];
    copySlices(axis, shape![axis]!, { tensor: x!, first: Number(v.start) }, { tensor: y, first: 0 });
    return [y];
  },
  windows: (v, [x]) => {
    if ((x as Shape).length !== 4 || !isInteger(v.start)) return null;
    const along = (axis: CutAxis) => shifted(v.axis === axis ? -Number(v.start) : 0);
    return [along('rows'), along('columns')];
  },
  torch: (v, { outputs: [y] }) => {
    const axis = axisIndex[v.axis];
    return torchExpression(py.method(py.input(), 'narrow', axis, v.start, sizeOf(y as Shape, axis)));
  },
  onnx: (v, io) => {
    const axis = axisIndex[v.axis];
    const starts = sizeOfField(io, 'starts', v.start, io.size('start'));
    const ends = v.rest ? null : endOf(v, io, starts);
    // What is left of a free size ends with it; any end beyond a size stands for it.
    const isOpen = v.rest && (isFree(io.outputs[0]!, axis) || starts.nodes.length > 0);
    const end = isOpen ? endOfAll : (v.start as bigint) + BigInt(io.outputs[0]!.shape[axis]!);
    const last = ends ?? { name: integers(io, 'ends', [end]), nodes: [] };
    const more = [starts.name, last.name, integers(io, 'axes', [axis])];
    return chain(io, [{ op: 'Slice', suffix: 'slice', more }], [...starts.nodes, ...last.nodes]);
  },
  symbolicInputs: (v, free) => [[1n, free('C'), free('H'), free('W')], ...likeShapes(v, free)],
  examples: [
    {
      title: 'one channel less',
      fields: { channels: 7 },
      inputs: [[1, 8, 3, 3]],
      outputs: [[1, 7, 3, 3]],
      params: 0n,
      macs: 0n,
    },
    {
      title: 'rows from the third on',
      fields: { axis: 'rows', start: 2, rest: true },
      inputs: [[2, 3, 7, 4]],
      outputs: [[2, 3, 5, 4]],
      params: 0n,
      macs: 0n,
    },
    {
      title: 'two columns in the middle',
      fields: { axis: 'columns', start: 1, channels: 2 },
      inputs: [[1, 2, 3, 5]],
      outputs: [[1, 2, 3, 2]],
      params: 0n,
      macs: 0n,
    },
    {
      title: 'features of a vector',
      fields: { start: 4, channels: 4 },
      inputs: [[2, 10]],
      outputs: [[2, 4]],
      params: 0n,
      macs: 0n,
    },
  ],
});
