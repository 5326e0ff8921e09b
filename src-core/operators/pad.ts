import { add } from '../algebra/expression.ts';
import { requireMap } from '../language/checks.ts';
import { defineOperator, onePort } from '../language/definition.ts';
import { choice, real, structural } from '../language/field.ts';
import type { Shape } from '../language/shape.ts';
import { sizeOf } from '../language/shape.ts';
import { zeros } from '../language/tensor.ts';
import { shifted } from '../language/window.ts';
import { borderedPositions, borderLinks, borders, requireBorder } from './border.ts';
import { chain } from './onnx-chain.ts';
import { stridesOf } from './strides.ts';

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

/** Positions added before and after each axis of the map. */
const padsOfMap = (v: Sides): readonly (readonly [before: number, after: number])[] => [
  [0, 0],
  [v.front, v.back],
  [v.top, v.bottom],
  [v.left, v.right],
];

/** Surrounds a map as PyTorch's F.pad does; also with channels, as the parameterless shortcuts of ResNet need. */
export const pad = defineOperator({
  id: 'pad',
  title: 'Pad',
  names: [
    'reflection pad',
    'replication pad',
    'circular pad',
    'zero pad',
    'ReflectionPad2d',
    'ReplicationPad2d',
    'ConstantPad2d',
    'ZeroPad2d',
  ],
  summary: 'Surrounds the map with zeros, another number, or what the map itself holds.',
  family: 'tensor',
  operation: 'none',
  fields: {
    top: side('Top', 'Rows added above.'),
    bottom: side('Bottom', 'Rows added below.'),
    left: side('Left', 'Columns added on the left.'),
    right: side('Right', 'Columns added on the right.'),
    front: side('Front', 'Channels added before the first.', 'ch'),
    back: side('Back', 'Channels added after the last.', 'ch'),
    mode: choice({
      label: 'Mode',
      help: 'constant adds one number; reflect mirrors the map without repeating its edge; replicate repeats the edge; circular goes on at the other side.',
      options: borders,
      default: 'constant',
    }),
    value: real({
      label: 'Value',
      help: 'The number that constant adds.',
      min: -1e12,
      max: 1e12,
      default: 0,
    }),
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  shape: (v, [x]) => {
    const map = x as Shape;
    requireMap('in', map);
    const pads = padsOfMap(v);
    pads.forEach((pair, axis) => {
      requireBorder(v.mode, sizeOf(map, axis), pair);
    });
    return [map.map((size, axis) => add(size, BigInt(pads[axis]![0] + pads[axis]![1])))];
  },
  macs: () => 0n,
  passesThrough: (v) => padsOfMap(v).every(([before, after]) => before === 0 && after === 0),
  evaluate: (v, [x], _, [shape]) => {
    const from = padsOfMap(v).map((pair, axis) => borderedPositions(v.mode, x!.shape[axis]!, pair));
    const steps = stridesOf(x!.shape);
    const starts = stridesOf(shape!);
    const y = zeros(shape!);
    for (let at = 0; at < y.data.length; at++) {
      const positions = from.map((along, axis) => along[Math.floor(at / starts[axis]!) % along.length]!);
      const isMap = positions.every((position) => position >= 0);
      const place = positions.reduce((sum, position, axis) => sum + position * steps[axis]!, 0);
      y.data[at] = isMap ? x!.data[place]! : v.value;
    }
    return [y];
  },
  windows: (v) => [shifted(v.top), shifted(v.left)],
  onnx: (v, io) => chain(io, borderLinks(io, { border: v.mode, pads: padsOfMap(v), value: v.value })),
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
    {
      title: 'mirrored by 3 on each side, as in style transfer',
      fields: { top: 3, bottom: 3, left: 3, right: 3, mode: 'reflect' },
      inputs: [[1, 3, 4, 5]],
      outputs: [[1, 3, 10, 11]],
      params: 0n,
      macs: 0n,
    },
    {
      title: 'the edge repeated, further than the map is wide',
      fields: { top: 1, left: 4, right: 2, back: 1, mode: 'replicate' },
      inputs: [[2, 2, 3, 2]],
      outputs: [[2, 3, 4, 8]],
      params: 0n,
      macs: 0n,
    },
    {
      title: 'rolled up along columns, as panoramas are',
      fields: { top: 1, left: 2, right: 5, mode: 'circular' },
      inputs: [[1, 2, 3, 5]],
      outputs: [[1, 2, 4, 12]],
      params: 0n,
      macs: 0n,
    },
    {
      title: 'a number other than zero',
      fields: { top: 1, right: 2, value: -1.5 },
      inputs: [[1, 2, 3, 3]],
      outputs: [[1, 2, 4, 5]],
      params: 0n,
      macs: 0n,
    },
  ],
});
