import type { Expr } from '../algebra/expression.ts';
import { isInteger, mul, NotSymbolic } from '../algebra/expression.ts';
import { channelsOf } from '../language/checks.ts';
import { defineOperator, onePort } from '../language/definition.ts';
import { dimension, toggle } from '../language/field.ts';
import type { OnnxTensor } from '../language/onnx.ts';
import { resolveValues } from '../language/resolve.ts';
import type { Shape } from '../language/shape.ts';
import { H, N, sizeOf, W } from '../language/shape.ts';
import type { Tensor } from '../language/tensor.ts';
import { elementCount } from '../language/tensor.ts';
import { py } from '../language/torch.ts';
import type { Window } from '../language/window.ts';
import { padsOf } from '../language/window.ts';
import { positionsOf, requireAtOutput } from './at-output.ts';
import { requireGroups } from './channel-groups.ts';
import { conv2d } from './convolution.ts';
import { sampledInOnnx } from './deformable-onnx.ts';
import type { Taps } from './deformable-sampling.ts';
import { sampledTaps } from './deformable-sampling.ts';
import { windowsOf } from './sliding.ts';
import { convolutionForm } from './torch/convolution-form.ts';
import { deformConv } from './torch/weighted-code.ts';

const { standardized: _, paddingMode: __, ...fields } = conv2d.fields;

/** Its windows, filters and counts are those of the convolution that it is where nothing moves. */
const unmoved = <V extends object>(v: V) => ({ ...v, standardized: false, paddingMode: 'zeros' }) as const;

/** The taps along one axis of a map, where nothing moves. */
function tapsOf(size: number, window: Window): Taps {
  const [before] = padsOf(size, window);
  const { stride, dilation = 1, kernel } = window;
  return { count: Number(kernel), place: (at, tap) => at * stride - before + tap * dilation };
}

/** A window padded after the map as before it, which is where the first tap stands. */
function nearPadded(window: Window, size: Expr): Window {
  if (window.padding === 'half' || window.padding === 'none') return window;
  if (!isInteger(size) || !isInteger(window.kernel)) throw new NotSymbolic('padding', []);
  const [before] = padsOf(Number(size), window);
  return { ...window, padding: 'custom', pads: [before, before] };
}

/**
 * Deformable convolution, v1 without a mask and v2 with one: each tap of each window is moved by rows and columns that are drawn
 * as an input, and reads between positions. Offsets are as torchvision and ONNX have them: for each group of channels and each
 * tap, first rows, then columns. A tap may be moved anywhere, so the receptive field is the whole map.
 */
export const deformConv2d = defineOperator({
  id: 'deform-conv2d',
  title: 'Deformable Conv2d',
  names: ['deformable convolution', 'dcn', 'dcnv2', 'modulated'],
  summary:
    'Convolves values read at moved positions; the offsets, and weights for each value, come as inputs.',
  reference:
    'Dai et al., Deformable Convolutional Networks, 2017, arXiv 1703.06211; with a mask Zhu et al., 2018, arXiv 1811.11168',
  family: 'conv',
  needsSingle: () => true,
  operation: 'deformable-convolution',
  particulars: ({ modulated }) => ({ isModulated: modulated }),
  fields: {
    ...fields,
    offsetGroups: dimension({
      label: 'Offset groups',
      help: 'Parts of the input channels that move apart from each other.',
      symbol: 'd',
      min: 1,
      max: 1_048_576,
      default: 1,
    }),
    modulated: toggle({
      label: 'Mask',
      help: 'Weighs each value that is read by a number of a second input, as version 2 does.',
      default: false,
    }),
  },
  inputs: ({ modulated }) => [
    { name: 'in' },
    { name: 'offset', label: 'rows and columns for each offset group and tap' },
    ...(modulated ? [{ name: 'mask', label: 'a weight for each offset group and tap' }] : []),
  ],
  outputs: onePort('out'),
  shape: (v, [x, offset, mask]) => {
    const [output] = conv2d.shape(unmoved(v), [x as Shape]) as readonly [Shape];
    requireGroups(channelsOf(x as Shape), v.offsetGroups, 'offsetGroups');
    const taps = mul(v.offsetGroups, v.kernel, v.kernelWidth);
    requireAtOutput('offset', offset as Shape, mul(2n, taps), output);
    if (mask !== undefined) requireAtOutput('mask', mask, taps, output);
    return [output];
  },
  weights: (v, inputs) => conv2d.weights!(unmoved(v), inputs),
  macs: (v, inputs, outputs) => conv2d.macs(unmoved(v), inputs, outputs),
  evaluate: (v, [x, offset, mask], { weight, bias }, shapes) => {
    const [rows, columns] = windowsOf(v);
    const taps = [tapsOf(x!.shape[H]!, rows), tapsOf(x!.shape[W]!, columns)] as const;
    const read = sampledTaps([x!, offset!, mask], Number(v.offsetGroups), taps);
    const [filters, ...filter] = weight!.shape as [number, ...number[]];
    const pointwise: Tensor = { shape: [filters, elementCount(filter), 1, 1], data: weight!.data };
    const { outChannels, groups } = v;
    const values = resolveValues(conv2d, { outChannels, groups, kernel: 1, bias: v.bias });
    return conv2d.evaluate(values, [read], { weight: pointwise, ...(bias && { bias }) }, shapes);
  },
  scaledChannels: (v, [, ...filter]) => {
    const size = elementCount(filter);
    return { values: { ...v, bias: true }, channelOf: (place) => Math.floor(place / size) };
  },
  // The offsets say how many positions there are, so that the class needs the padding before the map alone.
  torch: (v, { inputs: [x] }) => {
    const windows = windowsOf(v).map((window, axis) => nearPadded(window, sizeOf(x as Shape, H + axis)));
    const form = convolutionForm(unmoved(v), x as Shape, windows, {
      name: deformConv.name,
      more: [py.named('offset_groups', v.offsetGroups, 1n)],
      code: [deformConv],
    });
    const inputs = [0, 1, ...(v.modulated ? [2] : [])].map((index) => py.input(index));
    return form.kind === 'module' ? { ...form, run: py.call(py.self, ...inputs) } : null;
  },
  onnx: (v, io) => {
    const [x, offset, mask] = io.inputs as readonly [OnnxTensor, OnnxTensor, OnnxTensor?];
    const [rows, columns] = windowsOf(v);
    const [h, w] = [x.shape[H]!, x.shape[W]!];
    if (io.opset < 19) {
      return sampledInOnnx(io, {
        offsetGroups: Number(v.offsetGroups),
        groups: Number(v.groups),
        taps: [tapsOf(h, rows), tapsOf(w, columns)],
        bias: v.bias,
      });
    }
    // The operator has no rule for a padding that follows the size of the map.
    if (v.padding === 'same') io.needsFixed(x, [H, W]);
    const [above, below] = padsOf(h, rows);
    const [left, right] = padsOf(w, columns);
    const bias = v.bias ? io.weight('bias') : '';
    return [
      {
        op: 'DeformConv',
        inputs: [
          x.name,
          io.weight('weight'),
          offset.name,
          ...(mask ? [bias, mask.name] : v.bias ? [bias] : []),
        ],
        outputs: [io.outputs[0]!.name],
        attributes: {
          dilations: [v.dilation, v.dilationWidth].map(BigInt),
          group: v.groups as bigint,
          kernel_shape: [v.kernel as bigint, v.kernelWidth as bigint],
          offset_group: v.offsetGroups as bigint,
          pads: [above, left, below, right].map(BigInt),
          strides: [v.stride, v.strideWidth].map(BigInt),
        },
      },
    ];
  },
  symbolicInputs: (v, free) => {
    const map = [1n, free('C_in'), free('H'), free('W')];
    const [rows, columns] = windowsOf(v);
    const positions = [positionsOf(sizeOf(map, H), rows), positionsOf(sizeOf(map, W), columns)];
    const taps = mul(v.offsetGroups, v.kernel, v.kernelWidth);
    const perTap = (channels: Expr): Shape => [sizeOf(map, N), channels, ...positions];
    return [map, perTap(mul(2n, taps)), ...(v.modulated ? [perTap(taps)] : [])];
  },
  examples: [
    {
      title: 'version 1, 3 × 3',
      fields: { outChannels: 8 },
      inputs: [
        [1, 4, 8, 8],
        [1, 18, 8, 8],
      ],
      outputs: [[1, 8, 8, 8]],
      params: 288n,
      macs: 18_432n,
    },
    {
      title: 'version 2, strided, with bias, an odd map',
      fields: { outChannels: 6, stride: 2, bias: true, modulated: true },
      inputs: [
        [2, 4, 7, 6],
        [2, 18, 4, 3],
        [2, 9, 4, 3],
      ],
      outputs: [[2, 6, 4, 3]],
      params: 222n,
      macs: 5_184n,
    },
    {
      title: 'groups, two offset groups, a window of 2 × 3, dilated, padded by side',
      fields: {
        outChannels: 6,
        kernel: 2,
        kernelWidth: 3,
        dilationWidth: 2,
        groups: 2,
        offsetGroups: 2,
        padding: 'custom',
        pad: 1,
        padWidth: 0,
        padRight: 2,
        modulated: true,
      },
      inputs: [
        [1, 4, 5, 6],
        [1, 24, 6, 4],
        [1, 12, 6, 4],
      ],
      outputs: [[1, 6, 6, 4]],
      params: 72n,
      macs: 1_728n,
    },
    {
      title: 'same padding',
      fields: { outChannels: 3, stride: 2, padding: 'same' },
      inputs: [
        [1, 2, 6, 5],
        [1, 18, 3, 3],
      ],
      outputs: [[1, 3, 3, 3]],
      params: 54n,
      macs: 486n,
    },
  ],
});
