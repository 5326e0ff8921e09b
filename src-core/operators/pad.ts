import { add } from '../algebra/expression.ts';
import { requireMap } from '../language/checks.ts';
import { defineOperator, onePort } from '../language/definition.ts';
import { structural } from '../language/field.ts';
import type { Shape } from '../language/shape.ts';
import { zeros } from '../language/tensor.ts';
import { shifted } from '../language/window.ts';
import { integers } from './onnx-chain.ts';
import { eachPlace, stridesOf } from './strides.ts';

const side = (label: string, help: string, unit = 'px') =>
  structural({ label, help, unit, min: 0, max: 1024, default: 0 });

interface Sides {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
  readonly front: number;
  readonly back: number;
}

/** Zeros before and after each axis of the map. */
const before = ({ front, top, left }: Sides): readonly number[] => [0, front, top, left];
const after = ({ back, bottom, right }: Sides): readonly number[] => [0, back, bottom, right];

/** Surrounds a map with zeros; also channels of zeros, as the parameterless shortcuts of ResNet need. */
export const pad = defineOperator({
  id: 'pad',
  title: 'Pad',
  summary: 'Surrounds the map with zeros.',
  family: 'tensor',
  operation: 'none',
  fields: {
    top: side('Top', 'Rows of zeros above.'),
    bottom: side('Bottom', 'Rows of zeros below.'),
    left: side('Left', 'Columns of zeros on the left.'),
    right: side('Right', 'Columns of zeros on the right.'),
    front: side('Front', 'Channels of zeros before the first.', 'ch'),
    back: side('Back', 'Channels of zeros after the last.', 'ch'),
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  shape: (v, [x]) => {
    const map = x as Shape;
    requireMap('in', map);
    const [first, last] = [before(v), after(v)];
    return [map.map((size, axis) => add(size, BigInt(first[axis]! + last[axis]!)))];
  },
  macs: () => 0n,
  passesThrough: (v) => [...before(v), ...after(v)].every((count) => count === 0),
  evaluate: (v, [x], _, [shape]) => {
    const y = zeros(shape!);
    const strides = stridesOf(shape!);
    const start = before(v).reduce((place, count, axis) => place + count * strides[axis]!, 0);
    eachPlace(
      x!.shape,
      strides,
      (place, i) => {
        y.data[place] = x!.data[i]!;
      },
      start,
    );
    return [y];
  },
  windows: (v) => [shifted(v.top), shifted(v.left)],
  onnx: (v, io) => [
    {
      op: 'Pad',
      inputs: [io.inputs[0]!.name, integers(io, 'pads', [...before(v), ...after(v)])],
      outputs: [io.outputs[0]!.name],
      attributes: { mode: 'constant' },
    },
  ],
  symbolicInputs: (_, free) => [[1n, free('C'), free('H'), free('W')]],
  examples: [
    {
      title: 'one row and one column at the far side',
      fields: { bottom: 1, right: 1 },
      inputs: [[1, 3, 4, 5]],
      outputs: [[1, 3, 5, 6]],
      params: 0n,
      macs: 0n,
    },
    {
      title: 'every side, and channels',
      fields: { top: 1, bottom: 2, left: 3, right: 4, front: 2, back: 3 },
      inputs: [[2, 3, 2, 2]],
      outputs: [[2, 8, 5, 9]],
      params: 0n,
      macs: 0n,
    },
  ],
});
