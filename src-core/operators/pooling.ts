import type { Expr } from '../algebra/expression.ts';
import { requireMap } from '../language/checks.ts';
import { defineOperator, onePort } from '../language/definition.ts';
import { toggle } from '../language/field.ts';
import type { Shape } from '../language/shape.ts';
import { C, H, N, sizeOf, W } from '../language/shape.ts';
import type { Tensor } from '../language/tensor.ts';
import { zeros } from '../language/tensor.ts';
import { torchModule } from '../language/torch.ts';
import type { Window } from '../language/window.ts';
import { eachWindow, inside, onnxWindow, poolFields, poolShape } from './pool-window.ts';
import { windowsOf } from './sliding.ts';
import { avgPoolForm, poolForm } from './torch/pool-form.ts';

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
      inside(x!, { plane, rows, columns }, (value) => {
        sum += value;
        count += 1;
      });
      const area = (rows[1] - rows[0]) * (columns[1] - columns[0]);
      y.data[at] = sum / (v.countPadding ? area : count);
    });
    return [y];
  },
  torch: (v) => avgPoolForm('nn.AvgPool2d', poolForm(windowsOf(v), 0), v),
  onnx: (v, io) => {
    const { attributes, overhang, overhangs, pads } = onnxWindow(v, io);
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
    {
      title: 'rows and columns apart, ceil mode along both',
      fields: { kernelWidth: 5, strideWidth: 4, padding: 'custom', pad: 1, padWidth: 2, ceil: true },
      inputs: [[1, 2, 8, 8]],
      outputs: [[1, 2, 5, 3]],
      params: 0n,
      macs: 0n,
    },
    {
      title: 'uneven padding, counted',
      fields: { stride: 2, padding: 'custom', pad: 1, padWidth: 0, padRight: 1, ceil: true },
      inputs: [[1, 2, 6, 7]],
      outputs: [[1, 2, 4, 4]],
      params: 0n,
      macs: 0n,
    },
  ],
});

/** What the two global pools share: one value per channel, read through a window as large as the map. */
const globalPool = {
  family: 'pool',
  fields: {},
  inputs: onePort('in'),
  outputs: onePort('out'),
  shape: (_: unknown, [x]: readonly Shape[]) => {
    requireMap('in', x as Shape);
    return [[sizeOf(x as Shape, N), sizeOf(x as Shape, C), 1n, 1n]];
  },
  macs: () => 0n,
  windows: (_: unknown, [x]: readonly Shape[]): readonly [Window, Window] => [
    { kernel: sizeOf(x as Shape, H), stride: 1, padding: 'none' },
    { kernel: sizeOf(x as Shape, W), stride: 1, padding: 'none' },
  ],
  symbolicInputs: (_: unknown, free: (name: string) => Expr) => [[1n, free('C'), free('H'), free('W')]],
  examples: [
    {
      title: 'before a classifier',
      inputs: [[1, 2048, 7, 7]],
      outputs: [[1, 2048, 1, 1]],
      params: 0n,
      macs: 0n,
    },
    {
      title: 'a batch of uneven maps',
      inputs: [[2, 3, 5, 4]],
      outputs: [[2, 3, 1, 1]],
      params: 0n,
      macs: 0n,
    },
  ],
} as const;

/** The values of each channel of each image. */
const planes = ({ shape, data }: Tensor): Float32Array[] => {
  const area = shape[H]! * shape[W]!;
  return Array.from({ length: shape[N]! * shape[C]! }, (_, plane) =>
    data.subarray(plane * area, (plane + 1) * area),
  );
};

export const globalAvgPool = defineOperator({
  ...globalPool,
  id: 'global-avg-pool',
  needsSingle: () => true,
  title: 'Global average pool',
  summary: 'Averages each channel over the whole map.',
  operation: 'adaptive-average-pool',
  evaluate: (_, [x], __, [shape]) => {
    const means = planes(x!).map((plane) => plane.reduce((sum, value) => sum + value, 0) / plane.length);
    return [{ shape: shape!, data: Float32Array.from(means) }];
  },
  torch: () => torchModule('nn.AdaptiveAvgPool2d', 1),
  onnx: (_, io) => [
    { op: 'GlobalAveragePool', inputs: [io.inputs[0]!.name], outputs: [io.outputs[0]!.name] },
  ],
});

export const globalMaxPool = defineOperator({
  ...globalPool,
  id: 'global-max-pool',
  title: 'Global max pool',
  summary: 'Keeps the largest value of each channel.',
  operation: 'adaptive-max-pool',
  evaluate: (_, [x], __, [shape]) => {
    const largest = planes(x!).map((plane) => plane.reduce((a, b) => Math.max(a, b)));
    return [{ shape: shape!, data: Float32Array.from(largest) }];
  },
  torch: () => torchModule('nn.AdaptiveMaxPool2d', 1),
  onnx: (_, io) => [{ op: 'GlobalMaxPool', inputs: [io.inputs[0]!.name], outputs: [io.outputs[0]!.name] }],
});
