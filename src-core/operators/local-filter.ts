import { mul } from '../algebra/expression.ts';
import { byAxis } from '../language/axes.ts';
import { channelsOf, requireMap } from '../language/checks.ts';
import { defineOperator, onePort } from '../language/definition.ts';
import { elements } from '../language/facts.ts';
import type { OnnxTensor } from '../language/onnx.ts';
import type { Shape } from '../language/shape.ts';
import { C, H, N, sizeOf, W } from '../language/shape.ts';
import { zeros } from '../language/tensor.ts';
import { py, torchExpression } from '../language/torch.ts';
import { padsOf, windowed } from '../language/window.ts';
import { positionsOf, requireAtOutput } from './at-output.ts';
import { requireGroups } from './channel-groups.ts';
import { filterFields } from './filter-fields.ts';
import { chainFrom, integers, reducing } from './onnx-chain.ts';
import { onnxPads } from './onnx-pads.ts';
import { paddingFields, windowsOf } from './sliding.ts';
import { paddingForm, perAxis } from './torch/padding-form.ts';
import { localFilterCode } from './torch/weighted-code.ts';

/**
 * Filters a map with a kernel for each position, that comes as an input: [N, groups · rows · columns, H_out, W_out], the taps of
 * a group one after another. The channels of a group share it, so nothing is mixed between channels.
 */
export const localFilter = defineOperator({
  id: 'local-filter',
  title: 'Local filter',
  names: ['involution', 'kernel per position', 'spatially varying', 'dynamic filter'],
  summary: 'Filters each position with a kernel of its own; the kernels come as an input.',
  reference: 'Li et al., Involution, 2021, arXiv 2103.06255',
  family: 'conv',
  needsSingle: () => true,
  operation: 'local-filter',
  usualCall: () => 'function',
  fields: {
    ...byAxis('kernel', filterFields.kernel),
    ...byAxis('stride', filterFields.stride),
    ...paddingFields(255),
    ...byAxis('dilation', filterFields.dilation),
    groups: {
      ...filterFields.groups,
      help: 'Parts of the channels; those of one part share the kernel of a position.',
    },
  },
  inputs: () => [
    { name: 'in' },
    { name: 'kernels', label: 'a number for each group and tap, at each position' },
  ],
  outputs: onePort('out'),
  shape: (v, [x, kernels]) => {
    const map = x as Shape;
    requireMap('in', map);
    requireGroups(channelsOf(map), v.groups);
    const [rows, columns] = windowsOf(v);
    const sides = [windowed(sizeOf(map, H), rows), windowed(sizeOf(map, W), columns)];
    const output = [sizeOf(map, N), channelsOf(map), ...sides];
    requireAtOutput('kernels', kernels as Shape, mul(v.groups, v.kernel, v.kernelWidth), output);
    return [output];
  },
  macs: (v, _, [y]) => mul(elements(y as Shape), v.kernel, v.kernelWidth),
  evaluate: (v, [x, kernels], _, [shape]) => {
    const y = zeros(shape!);
    const [, channels, h, w] = x!.shape as [number, number, number, number];
    const [oh, ow] = shape!.slice(H) as [number, number];
    const [k, kw] = [Number(v.kernel), Number(v.kernelWidth)];
    const [rows, columns] = windowsOf(v);
    const [[above], [left]] = [padsOf(h, rows), padsOf(w, columns)];
    const groups = Number(v.groups);
    for (let at = 0; at < y.data.length; at++) {
      const [i, j] = [Math.floor(at / ow) % oh, at % ow];
      const plane = Math.floor(at / (oh * ow));
      const image = Math.floor(plane / channels);
      const group = Math.floor(((plane % channels) * groups) / channels);
      let sum = 0;
      for (let tap = 0; tap < k * kw; tap++) {
        const row = i * v.stride - above + Math.floor(tap / kw) * v.dilation;
        const column = j * v.strideWidth - left + (tap % kw) * v.dilationWidth;
        if (row < 0 || row >= h || column < 0 || column >= w) continue;
        const kernel = ((image * groups + group) * k * kw + tap) * oh * ow + i * ow + j;
        sum += x!.data[(plane * h + row) * w + column]! * kernels!.data[kernel]!;
      }
      y.data[at] = sum;
    }
    return [y];
  },
  torch: (v) => {
    const windows = windowsOf(v);
    const { padding, ahead, code = [] } = paddingForm(windows);
    const run = py.call(
      localFilterCode.name,
      ahead ? ahead(py.input()) : py.input(),
      py.input(1),
      py.named('kernel', perAxis(windows.map(({ kernel }) => kernel))),
      py.named('stride', perAxis(windows.map(({ stride }) => BigInt(stride)))),
      py.named('padding', padding),
      py.named('dilation', perAxis(windows.map(({ dilation }) => BigInt(dilation ?? 1)))),
      py.named('groups', v.groups),
    );
    return torchExpression(run, localFilterCode, ...code);
  },
  onnx: (v, io) => {
    const [x, kernels] = io.inputs as readonly [OnnxTensor, OnnxTensor];
    const output = io.outputs[0]!;
    io.needsFixed(x, [C, H, W]);
    const [channels, h, w] = x.shape.slice(C) as [number, number, number];
    const [oh, ow] = output.shape.slice(H) as [number, number];
    const [k, kw] = [Number(v.kernel), Number(v.kernelWidth)];
    const [groups, taps] = [Number(v.groups), k * kw];
    const reshape = (suffix: string, sizes: readonly number[]) => ({
      op: 'Reshape',
      suffix,
      more: [integers(io, `${suffix}-sizes`, sizes)],
    });
    // A filter for each tap, 1 there and 0 elsewhere, lays the taps of a window out as channels.
    const pick = Float32Array.from({ length: taps * taps }, (_, at) =>
      Math.floor(at / taps) === at % taps ? 1 : 0,
    );
    const lay = {
      op: 'Conv',
      suffix: 'taps',
      more: [io.constant('pick', pick, [taps, 1, k, kw])],
      attributes: {
        dilations: [v.dilation, v.dilationWidth].map(BigInt),
        kernel_shape: [BigInt(k), BigInt(kw)],
        ...onnxPads(io, windowsOf(v)),
        strides: [v.stride, v.strideWidth].map(BigInt),
      },
    };
    const sum = reducing(io, 'ReduceSum', [3], { keep: false, name: 'tap-axis' });
    return [
      ...chainFrom(io, kernels.name, [reshape('kernels', [-1, groups, 1, taps, oh, ow])]),
      ...chainFrom(
        io,
        x.name,
        [
          reshape('planes', [-1, 1, h, w]),
          lay,
          reshape('groups', [-1, groups, channels / groups, taps, oh, ow]),
          { op: 'Mul', suffix: 'weighed', more: [io.inner('kernels')] },
          { op: 'ReduceSum', suffix: 'sum', ...sum },
          reshape('map', [-1, channels, oh, ow]),
        ],
        output.name,
      ),
    ];
  },
  windows: windowsOf,
  readsOthersInPlace: true,
  symbolicInputs: (v, free) => {
    const [h, w] = [free('H'), free('W')];
    const [rows, columns] = windowsOf(v);
    const taps = mul(v.groups, v.kernel, v.kernelWidth);
    return [
      [1n, mul(v.groups, free('c')), h, w],
      [1n, taps, positionsOf(h, rows), positionsOf(w, columns)],
    ];
  },
  examples: [
    {
      title: '7 × 7, 2 groups',
      fields: { kernel: 7, groups: 2 },
      inputs: [
        [1, 6, 8, 9],
        [1, 98, 8, 9],
      ],
      outputs: [[1, 6, 8, 9]],
      params: 0n,
      macs: 21_168n,
    },
    {
      title: 'strided windows of 2 × 3, dilated, two images',
      fields: { kernel: 2, kernelWidth: 3, stride: 2, padding: 'custom', pad: 1, dilationWidth: 2 },
      inputs: [
        [2, 3, 5, 6],
        [2, 6, 3, 2],
      ],
      outputs: [[2, 3, 3, 2]],
      params: 0n,
      macs: 216n,
    },
  ],
});
