import { mul } from '../algebra/expression.ts';
import { same } from '../language/checks.ts';
import { defineOperator, onePort } from '../language/definition.ts';
import type { OnnxContext } from '../language/onnx.ts';
import { refuse } from '../language/refusal.ts';
import type { Shape } from '../language/shape.ts';
import { N, shapeText, sizeOf } from '../language/shape.ts';
import type { Tensor } from '../language/tensor.ts';
import { zeros } from '../language/tensor.ts';
import { py, torchExpression } from '../language/torch.ts';
import { borderLinks } from './border.ts';
import { freePartition, freeReverse } from './free-windows.ts';
import type { Link } from './onnx-chain.ts';
import { chain, integers } from './onnx-chain.ts';
import { isFree } from './onnx-sizes.ts';
import { windowPartitionCode, windowReverseCode } from './torch/layout-code.ts';
import type { Side } from './window-layout.ts';
import {
  columnAxis,
  covered,
  lastAxis,
  requireChannelsLast,
  rowAxis,
  sidesOf,
  swapped,
  torchLayout,
  windowArea,
  windowLayoutFields,
  windowsOn,
} from './window-layout.ts';

const reference = 'Liu et al., Swin Transformer, 2021, arXiv 2103.14030';

/** Calls `use` for every value of the windows with its place in the map, or -1 where a window reaches beyond it. */
function eachWindowValue(
  [rows, columns]: readonly [Side, Side],
  { images, channels }: { readonly images: number; readonly channels: number },
  use: (place: number, position: number) => void,
): void {
  let position = 0;
  const along = (side: Side, window: number, at: number): number =>
    (window * side.window + at + side.shift) % covered(side);
  for (let image = 0; image < images; image++) {
    for (let window = 0; window < rows.windows * columns.windows; window++) {
      for (let at = 0; at < rows.window * columns.window; at++) {
        const row = along(rows, Math.floor(window / columns.windows), Math.floor(at / columns.window));
        const column = along(columns, window % columns.windows, at % columns.window);
        const isInside = row < rows.size && column < columns.size;
        const first = ((image * rows.size + row) * columns.size + column) * channels;
        for (let channel = 0; channel < channels; channel++) use(isInside ? first + channel : -1, position++);
      }
    }
  }
}

/** Nodes that read the places of a side in another order, or some of them only; none where that changes nothing. */
function gathered(io: OnnxContext, suffix: string, axis: number, places: readonly number[], size: number) {
  if (places.length === size && places.every((place, at) => place === at)) return [];
  return [{ op: 'Gather', suffix, more: [integers(io, `${suffix}-places`, places)], attributes: { axis } }];
}

const reshaped = (io: OnnxContext, suffix: string, sizes: readonly number[]): Link => ({
  op: 'Reshape',
  suffix,
  more: [integers(io, `${suffix}-sizes`, sizes)],
});

/**
 * Cuts a map [N, H, W, C] into windows [N · windows, positions, C], those of one image in rows. Where they do not fit, zeros
 * fill up the far sides; a shift then rolls the map, so that windows reach over those of the layer before.
 */
export const windowPartition = defineOperator({
  id: 'window-partition',
  title: 'Window partition',
  summary: 'Cuts a map, channels last, into windows, each a sequence of its own.',
  names: ['windows', 'roll', 'cyclic shift', 'swin'],
  reference,
  family: 'tensor',
  section: 'Windows and positions',
  operation: 'none',
  usualCall: () => 'function',
  fields: windowLayoutFields,
  inputs: () => [{ name: 'in', label: 'a map with its channels last' }],
  outputs: onePort('out'),
  shape: (v, [x]) => {
    const map = x as Shape;
    requireChannelsLast('in', map);
    return [[mul(sizeOf(map, N), ...windowsOn(v, map)), windowArea(v), sizeOf(map, lastAxis)]];
  },
  macs: () => 0n,
  evaluate: (v, [x], _, [shape]) => {
    const y = zeros(shape!);
    const sizes = { images: x!.shape[N]!, channels: x!.shape[lastAxis]! };
    eachWindowValue(sidesOf(v, x!.shape), sizes, (place, position) => {
      if (place >= 0) y.data[position] = x!.data[place]!;
    });
    return [y];
  },
  torch: (v) =>
    torchExpression(py.call(windowPartitionCode.name, py.input(), ...torchLayout(v)), windowPartitionCode),
  onnx: (v, io) => {
    const [x] = io.inputs;
    if (isFree(x!, rowAxis, columnAxis)) return freePartition(v, io);
    io.needsFixed(x!, [lastAxis]);
    const channels = x!.shape[lastAxis]!;
    const [rows, columns] = sidesOf(v, x!.shape);
    const missing = [rows, columns].map((side) => covered(side) - side.size) as [number, number];
    const pads = [
      [0, 0],
      [0, missing[0]],
      [0, missing[1]],
      [0, 0],
    ] as const;
    const rolled = (suffix: string, axis: number, side: Side) => {
      const places = Array.from({ length: covered(side) }, (_, at) => (at + side.shift) % covered(side));
      return gathered(io, suffix, axis, places, covered(side));
    };
    return chain(io, [
      ...(missing.some((count) => count > 0) ? borderLinks(io, { border: 'constant', pads }) : []),
      ...rolled('rows', rowAxis, rows),
      ...rolled('columns', columnAxis, columns),
      reshaped(io, 'cut', [-1, rows.windows, rows.window, columns.windows, columns.window, channels]),
      swapped,
      reshaped(io, 'windows', [-1, rows.window * columns.window, channels]),
    ]);
  },
  symbolicInputs: (v, free) => [[1n, mul(v.window, free('h')), mul(v.windowWidth, free('w')), free('C')]],
  examples: [
    {
      title: 'first stage of Swin-T, shifted',
      fields: { shift: 3 },
      inputs: [[2, 14, 21, 6]],
      outputs: [[12, 49, 6]],
      params: 0n,
      macs: 0n,
    },
    {
      title: 'windows of 2 × 3 that do not fit',
      fields: { window: 2, windowWidth: 3, shift: 1, shiftWidth: 2 },
      inputs: [[2, 5, 7, 4]],
      outputs: [[18, 6, 4]],
      params: 0n,
      macs: 0n,
    },
  ],
});

/** Puts windows together to the map that they were cut from: [N · windows, positions, C] to [N, H, W, C]. */
export const windowReverse = defineOperator({
  id: 'window-reverse',
  title: 'Window reverse',
  summary: 'Puts windows together to a map again, as a window partition of the same fields cut it.',
  names: ['unwindow', 'swin'],
  reference,
  family: 'tensor',
  section: 'Windows and positions',
  operation: 'none',
  usualCall: () => 'function',
  fields: windowLayoutFields,
  inputs: () => [
    { name: 'in', label: 'windows' },
    { name: 'like', label: 'the map that was cut; its values are not read' },
  ],
  outputs: onePort('out'),
  shape: (v, [x, like]) => {
    const [windows, map] = [x as Shape, like as Shape];
    requireChannelsLast('like', map);
    const expected = [mul(sizeOf(map, N), ...windowsOn(v, map)), windowArea(v)];
    const fits = windows.length === 3 && expected.every((size, axis) => same(size, sizeOf(windows, axis)));
    if (!fits) {
      const got = shapeText(windows, { batch: true });
      refuse(
        'shape/mismatch',
        { port: 'in' },
        { expected: `${shapeText(expected, { batch: true })} × C`, got },
      );
    }
    return [[...map.slice(0, lastAxis), sizeOf(windows, 2)]];
  },
  macs: () => 0n,
  evaluate: (v, [x, like], _, [shape]) => {
    const y: Tensor = zeros(shape!);
    const sizes = { images: shape![N]!, channels: shape![lastAxis]! };
    eachWindowValue(sidesOf(v, like!.shape), sizes, (place, position) => {
      if (place >= 0) y.data[place] = x!.data[position]!;
    });
    return [y];
  },
  torch: (v) =>
    torchExpression(
      py.call(windowReverseCode.name, py.input(0), py.input(1), ...torchLayout(v)),
      windowReverseCode,
    ),
  onnx: (v, io) => {
    const [output] = io.outputs;
    if (isFree(output!, rowAxis, columnAxis)) return freeReverse(v, io);
    io.needsFixed(output!, [lastAxis]);
    const channels = output!.shape[lastAxis]!;
    const [rows, columns] = sidesOf(v, output!.shape);
    const back = (suffix: string, axis: number, side: Side) => {
      const whole = covered(side);
      const places = Array.from({ length: side.size }, (_, at) => (at - side.shift + whole) % whole);
      return gathered(io, suffix, axis, places, whole);
    };
    return chain(io, [
      reshaped(io, 'windows', [-1, rows.windows, columns.windows, rows.window, columns.window, channels]),
      swapped,
      reshaped(io, 'map', [-1, covered(rows), covered(columns), channels]),
      ...back('rows', rowAxis, rows),
      ...back('columns', columnAxis, columns),
    ]);
  },
  symbolicInputs: (v, free) => {
    const map = [1n, mul(v.window, free('h')), mul(v.windowWidth, free('w')), free('C')];
    return [[mul(...windowsOn(v, map)), windowArea(v), free('C')], map];
  },
  examples: [
    {
      title: 'shifted windows of two images',
      fields: { shift: 3 },
      inputs: [
        [12, 49, 6],
        [2, 14, 21, 6],
      ],
      outputs: [[2, 14, 21, 6]],
      params: 0n,
      macs: 0n,
    },
    {
      title: 'windows of 2 × 3 that reach beyond the map',
      fields: { window: 2, windowWidth: 3, shift: 1, shiftWidth: 2 },
      inputs: [
        [18, 6, 8],
        [2, 5, 7, 4],
      ],
      outputs: [[2, 5, 7, 8]],
      params: 0n,
      macs: 0n,
    },
  ],
});
