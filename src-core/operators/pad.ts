import type { Expr } from '../algebra/expression.ts';
import { add, isInteger } from '../algebra/expression.ts';
import { requireMap } from '../language/checks.ts';
import { defineOperator, onePort } from '../language/definition.ts';
import { choice, dimension, real } from '../language/field.ts';
import type { OnnxContext, OnnxSizes } from '../language/onnx.ts';
import type { Shape } from '../language/shape.ts';
import { C, H, sizeOf, W } from '../language/shape.ts';
import { zeros } from '../language/tensor.ts';
import { py, torchExpression } from '../language/torch.ts';
import { shifted } from '../language/window.ts';
import { borderedPositions, borderLinks, borders, padLink, requireBorder } from './border.ts';
import { likeField, likePorts, likeShapes } from './like.ts';
import { chain, integers } from './onnx-chain.ts';
import { joined, sizeOfField } from './onnx-sizes.ts';
import { stridesOf } from './strides.ts';

const side = (label: string, help: string, symbol: string, unit = 'px') =>
  dimension({ label, help, symbol, unit, min: 0, max: 65_536, default: 0 });

/** The fields for what is added before and after each axis of the map after the batch. */
const axisSides = [
  ['front', 'back'],
  ['top', 'bottom'],
  ['left', 'right'],
] as const;
type Sides = Readonly<Record<(typeof axisSides)[number][number], Expr>>;

/** Positions added before and after each axis of the map. */
const padsOfMap = (v: Sides): readonly (readonly [before: Expr, after: Expr])[] => [
  [0n, 0n],
  ...axisSides.map(([before, after]) => [v[before], v[after]] as const),
];

/** The same as numbers; null where one is a symbol. */
function numbersOf(pair: readonly [Expr, Expr]): readonly [before: number, after: number] | null {
  const [before, after] = pair;
  return isInteger(before) && isInteger(after) ? [Number(before), Number(after)] : null;
}

const fixedPads = (v: Sides) => padsOfMap(v).map((pair) => numbersOf(pair) as readonly [number, number]);

/** The pads as ONNX takes them, where one of them is known only when the file runs; null where all are fixed. */
function freePads(v: Sides, io: OnnxContext): OnnxSizes | null {
  const free = new Map(axisSides.flat().map((name) => [name, io.size(name)]));
  if ([...free.values()].every((size) => size === null)) return null;
  const along = (end: 0 | 1) =>
    axisSides.map((sides) => sizeOfField(io, sides[end], v[sides[end]], free.get(sides[end]) ?? null));
  const batch = (suffix: string) => ({ name: integers(io, suffix, [0]), nodes: [] });
  return joined(io, 'pads', [batch('before'), ...along(0), batch('after'), ...along(1)]);
}

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
    top: side('Top', 'Rows added above.', 'p_t'),
    bottom: side('Bottom', 'Rows added below.', 'p_b'),
    left: side('Left', 'Columns added on the left.', 'p_l'),
    right: side('Right', 'Columns added on the right.', 'p_r'),
    front: side('Front', 'Channels added before the first.', 'p_f', 'ch'),
    back: side('Back', 'Channels added after the last.', 'p_k', 'ch'),
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
    like: likeField,
  },
  inputs: likePorts,
  outputs: onePort('out'),
  shape: (v, [x]) => {
    const map = x as Shape;
    requireMap('in', map);
    const pads = padsOfMap(v);
    pads.forEach((pair, axis) => {
      const fixed = numbersOf(pair);
      if (fixed !== null) requireBorder(v.mode, sizeOf(map, axis), fixed);
    });
    return [map.map((size, axis) => add(size, ...pads[axis]!))];
  },
  macs: () => 0n,
  passesThrough: (v) =>
    padsOfMap(v)
      .flat()
      .every((count) => count === 0n),
  evaluate: (v, [x], _, [shape]) => {
    const from = fixedPads(v).map((pair, axis) => borderedPositions(v.mode, x!.shape[axis]!, pair));
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
  windows: ({ top, left }) =>
    isInteger(top) && isInteger(left) ? [shifted(Number(top)), shifted(Number(left))] : null,
  // Borders other than constant ones reach channels only where an axis stands before the batch.
  torch: (v) => {
    const { top, bottom, left, right, front, back, mode } = v;
    const isMap = front === 0n && back === 0n;
    const pads = [left, right, top, bottom, ...(isMap ? [] : [front, back])];
    const isLifted = !isMap && mode !== 'constant';
    const padded = py.call(
      'F.pad',
      isLifted ? py.method(py.input(), 'unsqueeze', 0) : py.input(),
      pads,
      py.named('mode', mode, 'constant'),
      py.named('value', mode === 'constant' ? v.value : 0, 0),
    );
    return torchExpression(isLifted ? py.method(padded, 'squeeze', 0) : padded);
  },
  onnx: (v, io) => {
    const { mode: border, value } = v;
    const pads = freePads(v, io);
    if (pads !== null && border === 'circular') for (const x of io.inputs) io.needsFixed(x, [C, H, W]);
    if (pads === null || border === 'circular')
      return chain(io, borderLinks(io, { border, pads: fixedPads(v), value }));
    return chain(io, [padLink(io, { border, pads: pads.name, value })], pads.nodes);
  },
  symbolicInputs: (v, free) => [[1n, free('C'), free('H'), free('W')], ...likeShapes(v, free)],
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
