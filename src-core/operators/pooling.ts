import { requireMap } from '../language/checks.ts';
import type { OnnxContext } from '../language/definition.ts';
import { defineOperator, onePort } from '../language/definition.ts';
import { choice, structural, toggle } from '../language/field.ts';
import { refuse } from '../language/refusal.ts';
import type { Shape } from '../language/shape.ts';
import { C, H, N, sizeOf, W } from '../language/shape.ts';
import type { Tensor } from '../language/tensor.ts';
import { zeros } from '../language/tensor.ts';
import type { Padding, Window } from '../language/window.ts';
import { paddingHelp, paddings, padsOf, windowed } from '../language/window.ts';

interface PoolValues {
  readonly kernel: number;
  readonly stride: number;
  readonly padding: Padding;
  readonly pad: number;
  readonly ceil: boolean;
}

const poolFields = {
  kernel: structural({
    label: 'Kernel',
    help: 'Side length of the window.',
    unit: 'px',
    min: 1,
    max: 255,
    default: 3,
  }),
  stride: structural({
    label: 'Stride',
    help: 'Step between windows.',
    unit: 'px',
    min: 1,
    max: 64,
    default: 2,
  }),
  padding: choice({
    label: 'Padding',
    help: paddingHelp,
    options: paddings,
    default: 'half',
  }),
  pad: structural({
    label: 'Pad',
    help: 'Rows and columns added on each side under custom padding; at most half the kernel.',
    unit: 'px',
    min: 0,
    max: 127,
    default: 0,
  }),
  ceil: toggle({ label: 'Ceil mode', help: 'Keeps a last window that hangs over the edge.', default: false }),
} as const;

const windowOf = (v: PoolValues): Window => ({ ...v, kernel: BigInt(v.kernel) });

const windowsOf = (v: PoolValues): readonly [Window, Window] => [windowOf(v), windowOf(v)];

function poolShape(v: PoolValues, [x]: readonly Shape[]): Shape[] {
  const map = x as Shape;
  requireMap('in', map);
  // A window that lies in the padding alone would have no value; PyTorch draws the same line.
  const widest = Math.floor(v.kernel / 2);
  if (v.padding === 'custom' && v.pad > widest) {
    refuse('field/out-of-range', { field: 'pad' }, { min: 0, max: widest, value: v.pad });
  }
  const window = windowOf(v);
  return [
    [sizeOf(map, N), sizeOf(map, C), windowed(sizeOf(map, H), window), windowed(sizeOf(map, W), window)],
  ];
}

/**
 * Pads of an ONNX pool: the far side also covers what the last window of ceil mode needs beyond the padding. That window
 * starts inside the map, so the far pad stays smaller than the kernel.
 */
function onnxWindow(v: PoolValues, io: OnnxContext) {
  const along = (axis: number) => {
    const size = io.inputs[0]!.shape[axis]!;
    const [before, after] = padsOf(size, windowOf(v));
    const covered = (io.outputs[0]!.shape[axis]! - 1) * v.stride + v.kernel;
    return { before, after, overhang: Math.max(0, covered - size - before - after) };
  };
  const [rows, columns] = [along(H), along(W)];
  return {
    pads: [rows.before, columns.before, rows.after, columns.after].map(BigInt),
    overhangs: rows.overhang > 0 || columns.overhang > 0,
    attributes: {
      kernel_shape: [BigInt(v.kernel), BigInt(v.kernel)],
      strides: [BigInt(v.stride), BigInt(v.stride)],
      pads: [rows.before, columns.before, rows.after + rows.overhang, columns.after + columns.overhang].map(
        BigInt,
      ),
    },
  };
}

/** Calls `visit` for each output position with the part of the window inside the map. */
function eachWindow(
  v: PoolValues,
  x: Tensor,
  y: Tensor,
  visit: (plane: number, rows: [number, number], columns: [number, number], at: number) => void,
): void {
  const [n, c, h, w] = x.shape as [number, number, number, number];
  const [, , oh, ow] = y.shape as [number, number, number, number];
  const [above, below] = padsOf(h, windowOf(v));
  const [before, after] = padsOf(w, windowOf(v));
  for (let plane = 0; plane < n * c; plane++) {
    for (let i = 0; i < oh; i++) {
      for (let j = 0; j < ow; j++) {
        const top = i * v.stride - above;
        const left = j * v.stride - before;
        const rows: [number, number] = [top, Math.min(top + v.kernel, h + below)];
        const columns: [number, number] = [left, Math.min(left + v.kernel, w + after)];
        visit(plane, rows, columns, (plane * oh + i) * ow + j);
      }
    }
  }
}

/** Runs over the values of a window that lie inside the map. */
function inside(
  x: Tensor,
  plane: number,
  rows: [number, number],
  columns: [number, number],
  use: (v: number) => void,
) {
  const [, , h, w] = x.shape as [number, number, number, number];
  for (let i = Math.max(0, rows[0]); i < Math.min(h, rows[1]); i++) {
    for (let j = Math.max(0, columns[0]); j < Math.min(w, columns[1]); j++)
      use(x.data[(plane * h + i) * w + j]!);
  }
}

export const maxPool = defineOperator({
  id: 'max-pool',
  title: 'Max pool',
  summary: 'Keeps the largest value of each window.',
  family: 'pool',
  operation: 'max-pool',
  fields: poolFields,
  inputs: onePort('in'),
  outputs: onePort('out'),
  shape: poolShape,
  macs: () => 0n,
  evaluate: (v, [x], _, [shape]) => {
    const y = zeros(shape!);
    eachWindow(v, x!, y, (plane, rows, columns, at) => {
      let largest = Number.NEGATIVE_INFINITY;
      inside(x!, plane, rows, columns, (value) => {
        largest = Math.max(largest, value);
      });
      y.data[at] = largest;
    });
    return [y];
  },
  onnx: (v, io) => [
    {
      op: 'MaxPool',
      inputs: [io.inputs[0]!.name],
      outputs: [io.outputs[0]!.name],
      attributes: onnxWindow(v, io).attributes,
    },
  ],
  windows: windowsOf,
  symbolicInputs: (_, free) => [[1n, free('C'), free('H'), free('W')]],
  examples: [
    { title: 'stem pool', inputs: [[1, 64, 112, 112]], outputs: [[1, 64, 56, 56]], params: 0n, macs: 0n },
    {
      title: 'ceil mode, odd map',
      fields: { kernel: 2, padding: 'none', ceil: true },
      inputs: [[1, 3, 7, 5]],
      outputs: [[1, 3, 4, 3]],
      params: 0n,
      macs: 0n,
    },
  ],
});

export const avgPool = defineOperator({
  id: 'avg-pool',
  title: 'Average pool',
  summary: 'Averages each window.',
  family: 'pool',
  operation: 'average-pool',
  fields: {
    ...poolFields,
    countPadding: toggle({
      label: 'Count padding',
      help: 'Padded zeros count into the average.',
      default: true,
    }),
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  shape: poolShape,
  macs: () => 0n,
  evaluate: (v, [x], _, [shape]) => {
    const y = zeros(shape!);
    eachWindow(v, x!, y, (plane, rows, columns, at) => {
      let sum = 0;
      let count = 0;
      inside(x!, plane, rows, columns, (value) => {
        sum += value;
        count += 1;
      });
      const area = (rows[1] - rows[0]) * (columns[1] - columns[0]);
      y.data[at] = sum / (v.countPadding ? area : count);
    });
    return [y];
  },
  onnx: (v, io) => {
    const { attributes, overhangs, pads } = onnxWindow(v, io);
    const [x, y] = [io.inputs[0]!.name, io.outputs[0]!.name];
    if (!v.countPadding || !overhangs || pads.every((pad) => pad === 0n)) {
      const count_include_pad = v.countPadding && !overhangs ? 1n : 0n;
      return [
        { op: 'AveragePool', inputs: [x], outputs: [y], attributes: { ...attributes, count_include_pad } },
      ];
    }
    // The padding counts and the overhang does not, as in PyTorch. One ONNX node cannot say so: far pads count alike, and
    // under ceil_mode a window that starts in the padding stays. So the padding becomes part of the map.
    const [above, left, below, right] = pads as [bigint, bigint, bigint, bigint];
    const ends = io.constant('pads', [0n, 0n, above, left, 0n, 0n, below, right], [8]);
    const overhang = attributes.pads.map((pad, index) => pad - pads[index]!);
    return [
      { op: 'Pad', suffix: 'pad', inputs: [x, ends], outputs: [io.inner('pad')] },
      {
        op: 'AveragePool',
        suffix: 'pool',
        inputs: [io.inner('pad')],
        outputs: [y],
        attributes: { ...attributes, pads: overhang, count_include_pad: 0n },
      },
    ];
  },
  windows: windowsOf,
  symbolicInputs: (_, free) => [[1n, free('C'), free('H'), free('W')]],
  examples: [
    {
      title: '3 × 3, padding counted',
      fields: { stride: 1 },
      inputs: [[1, 4, 5, 5]],
      outputs: [[1, 4, 5, 5]],
      params: 0n,
      macs: 0n,
    },
    {
      title: '2 × 2 of a pooled shortcut, odd map',
      fields: { kernel: 2, padding: 'none', ceil: true, countPadding: false },
      inputs: [[1, 4, 7, 5]],
      outputs: [[1, 4, 4, 3]],
      params: 0n,
      macs: 0n,
    },
    {
      title: 'ceil mode: a window over the edge stays, one that starts in the padding goes',
      fields: { stride: 7, ceil: true },
      inputs: [[1, 2, 7, 6]],
      outputs: [[1, 2, 2, 1]],
      params: 0n,
      macs: 0n,
    },
  ],
});

export const globalAvgPool = defineOperator({
  id: 'global-avg-pool',
  title: 'Global average pool',
  summary: 'Averages each channel over the whole map.',
  family: 'pool',
  operation: 'adaptive-average-pool',
  fields: {},
  inputs: onePort('in'),
  outputs: onePort('out'),
  shape: (_, [x]) => {
    requireMap('in', x as Shape);
    return [[sizeOf(x as Shape, N), sizeOf(x as Shape, C), 1n, 1n]];
  },
  macs: () => 0n,
  evaluate: (_, [x]) => {
    const [n, c, h, w] = x!.shape as [number, number, number, number];
    const y = zeros([n, c, 1, 1]);
    const area = h * w;
    for (let plane = 0; plane < n * c; plane++) {
      let sum = 0;
      for (let i = plane * area; i < (plane + 1) * area; i++) sum += x!.data[i]!;
      y.data[plane] = sum / area;
    }
    return [y];
  },
  onnx: (_, io) => [
    { op: 'GlobalAveragePool', inputs: [io.inputs[0]!.name], outputs: [io.outputs[0]!.name] },
  ],
  windows: (_, [x]) => [
    { kernel: sizeOf(x as Shape, H), stride: 1, padding: 'none' },
    { kernel: sizeOf(x as Shape, W), stride: 1, padding: 'none' },
  ],
  symbolicInputs: (_, free) => [[1n, free('C'), free('H'), free('W')]],
  examples: [
    {
      title: 'before a classifier',
      inputs: [[1, 2048, 7, 7]],
      outputs: [[1, 2048, 1, 1]],
      params: 0n,
      macs: 0n,
    },
  ],
});
