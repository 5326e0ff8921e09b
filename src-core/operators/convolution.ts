import { mul } from '../algebra/expression.ts';
import { byAxis } from '../language/axes.ts';
import { channelsOf, requireMap } from '../language/checks.ts';
import { defineOperator, onePort } from '../language/definition.ts';
import { elements } from '../language/facts.ts';
import type { Shape } from '../language/shape.ts';
import { H, N, sizeOf, W } from '../language/shape.ts';
import { elementCount, zeros } from '../language/tensor.ts';
import { padsOf, windowed } from '../language/window.ts';
import { borderedPositions } from './border.ts';
import { channelsPerGroup, requireGroups } from './channel-groups.ts';
import { filterFields } from './filter-fields.ts';
import { chain } from './onnx-chain.ts';
import { borderOf, paddedInOnnx, paddingModeField, requirePaddable } from './padding-mode.ts';
import { paddingFields, windowsOf } from './sliding.ts';
import { standardized, standardizedField, standardizedInOnnx } from './standardized-weights.ts';
import { convolutionForm } from './torch/convolution-form.ts';
import { stdConv } from './torch/weighted-code.ts';

/** 2-D convolution; the filters of each group see C/groups channels. */
export const conv2d = defineOperator({
  id: 'conv2d',
  title: 'Conv2d',
  names: ['weight standardization', 'ws', 'padding_mode', 'dilated', 'atrous', 'depthwise'],
  summary: 'Slides a bank of learned k × k filters over the map.',
  family: 'conv',
  operation: 'convolution',
  particulars: ({ standardized }) => ({ isDerived: standardized }),
  fields: {
    outChannels: filterFields.outChannels,
    ...byAxis('kernel', filterFields.kernel),
    ...byAxis('stride', filterFields.stride),
    ...paddingFields(255),
    ...byAxis('dilation', filterFields.dilation),
    groups: filterFields.groups,
    bias: filterFields.bias,
    standardized: standardizedField,
    paddingMode: paddingModeField,
  },
  adapts: (channels) => ({
    title: '1 × 1 convolution',
    fields: { outChannels: channels, kernel: 1, bias: false },
  }),
  inputs: onePort('in'),
  outputs: onePort('out'),
  shape: (v, [x]) => {
    const map = x as Shape;
    requireMap('in', map);
    requireGroups(channelsOf(map), v.groups);
    requireGroups(v.outChannels, v.groups);
    const [rows, columns] = windowsOf(v);
    const [height, width] = [windowed(sizeOf(map, H), rows), windowed(sizeOf(map, W), columns)];
    requirePaddable(v.paddingMode, sizeOf(map, H), rows);
    requirePaddable(v.paddingMode, sizeOf(map, W), columns);
    return [[sizeOf(map, N), v.outChannels, height, width]];
  },
  weights: (v, [x]) => ({
    weight: {
      shape: [v.outChannels, channelsPerGroup(channelsOf(x as Shape), v.groups), v.kernel, v.kernelWidth],
      part: 'conv',
      init: 'kaiming',
      trainable: true,
    },
    ...(v.bias && { bias: { shape: [v.outChannels], part: 'bias', init: 'zeros', trainable: true } }),
  }),
  macs: (v, [x], [y]) =>
    mul(elements(y as Shape), channelsPerGroup(channelsOf(x as Shape), v.groups), v.kernel, v.kernelWidth),
  evaluate: (v, [x], weights, [outShape]) => {
    const [n, c, h, w] = x!.shape as [number, number, number, number];
    const y = zeros(outShape!);
    const [, oc, oh, ow] = outShape as [number, number, number, number];
    const k = Number(v.kernel);
    const kw = Number(v.kernelWidth);
    const border = borderOf(v.paddingMode);
    const [rows, columns] = windowsOf(v);
    const rowAt = borderedPositions(border, h, padsOf(h, rows));
    const columnAt = borderedPositions(border, w, padsOf(w, columns));
    const perGroup = c / Number(v.groups);
    const outPerGroup = oc / Number(v.groups);
    const kernel = (v.standardized ? standardized(weights.weight!) : weights.weight!).data;
    const bias = weights.bias?.data;
    const { data } = x!;
    const mapSize = h * w;
    const filterSize = k * kw;
    // What a window covers of the map: places in a map, and in a filter. The border is zeros.
    const places = new Int32Array(filterSize);
    const taps = new Int32Array(filterSize);
    for (let i = 0; i < oh; i++) {
      for (let j = 0; j < ow; j++) {
        let covered = 0;
        for (let u = 0; u < k; u++) {
          const row = rowAt[i * v.stride + u * v.dilation]!;
          if (row < 0) continue;
          for (let t = 0; t < kw; t++) {
            const column = columnAt[j * v.strideWidth + t * v.dilationWidth]!;
            if (column < 0) continue;
            places[covered] = row * w + column;
            taps[covered++] = u * kw + t;
          }
        }
        for (let b = 0; b < n; b++) {
          for (let o = 0; o < oc; o++) {
            let sum = bias?.[o] ?? 0;
            let map = (b * c + Math.floor(o / outPerGroup) * perGroup) * mapSize;
            let filter = o * perGroup * filterSize;
            for (let q = 0; q < perGroup; q++, map += mapSize, filter += filterSize)
              for (let at = 0; at < covered; at++)
                sum += data[map + places[at]!]! * kernel[filter + taps[at]!]!;
            y.data[((b * oc + o) * oh + i) * ow + j] = sum;
          }
        }
      }
    }
    return [y];
  },
  scaledChannels: (v, [, ...filter]) => {
    const size = elementCount(filter);
    const channelOf = (place: number) => Math.floor(place / size);
    return v.standardized ? null : { values: { ...v, bias: true }, channelOf };
  },
  torch: (v, { inputs: [x] }) => {
    const code = v.standardized ? [stdConv(2)] : [];
    return convolutionForm(v, x as Shape, windowsOf(v), { name: code[0]?.name ?? 'nn.Conv2d', code });
  },
  onnx: (v, io) => {
    const { links, attributes } = paddedInOnnx(io, v.paddingMode, windowsOf(v));
    const weight = v.standardized ? standardizedInOnnx(io) : { name: io.weight('weight'), nodes: [] };
    const link = {
      op: 'Conv',
      suffix: 'conv',
      more: [weight.name, ...(v.bias ? [io.weight('bias')] : [])],
      attributes: {
        dilations: [v.dilation, v.dilationWidth].map(BigInt),
        group: v.groups as bigint,
        kernel_shape: [v.kernel as bigint, v.kernelWidth as bigint],
        ...attributes,
        strides: [v.stride, v.strideWidth].map(BigInt),
      },
    };
    return chain(io, [...links, link], weight.nodes);
  },
  windows: windowsOf,
  symbolicInputs: (_, free) => [[1n, free('C_in'), free('H'), free('W')]],
  examples: [
    {
      title: '3 × 3, stride 1',
      fields: { outChannels: 64 },
      inputs: [[1, 64, 56, 56]],
      outputs: [[1, 64, 56, 56]],
      params: 36_864n,
      macs: 115_605_504n,
    },
    {
      title: '7 × 7, stride 2',
      fields: { outChannels: 64, kernel: 7, stride: 2 },
      inputs: [[1, 3, 224, 224]],
      outputs: [[1, 64, 112, 112]],
      params: 9_408n,
      macs: 118_013_952n,
    },
    {
      title: 'depthwise with bias, odd map',
      fields: { outChannels: 6, groups: 6, stride: 2, bias: true },
      inputs: [[2, 6, 9, 7]],
      outputs: [[2, 6, 5, 4]],
      params: 60n,
      macs: 2_160n,
    },
    {
      title: '1 × 7 as in Inception',
      fields: { outChannels: 5, kernel: 1, kernelWidth: 7 },
      inputs: [[1, 3, 9, 9]],
      outputs: [[1, 5, 9, 9]],
      params: 105n,
      macs: 8_505n,
    },
    {
      title: 'same padding, even kernel, uneven map',
      fields: { outChannels: 4, kernel: 4, stride: 2, padding: 'same' },
      inputs: [[1, 2, 9, 10]],
      outputs: [[1, 4, 5, 5]],
      params: 128n,
      macs: 3_200n,
    },
    {
      title: 'custom padding by rows and columns',
      fields: { outChannels: 2, kernel: 2, padding: 'custom', pad: 1, padWidth: 3 },
      inputs: [[1, 2, 5, 4]],
      outputs: [[1, 2, 6, 9]],
      params: 16n,
      macs: 864n,
    },
    {
      title: 'dilated, no padding',
      fields: { outChannels: 4, dilation: 2, padding: 'none' },
      inputs: [[1, 2, 9, 9]],
      outputs: [[1, 4, 5, 5]],
      params: 72n,
      macs: 1_800n,
    },
    {
      title: 'mirrored at the edge',
      fields: { outChannels: 4, kernel: 5, bias: true, paddingMode: 'reflect' },
      inputs: [[2, 3, 5, 7]],
      outputs: [[2, 4, 5, 7]],
      params: 304n,
      macs: 21_000n,
    },
    {
      title: 'rolled up along columns, custom padding',
      fields: { outChannels: 2, padding: 'custom', pad: 0, padWidth: 2, paddingMode: 'circular' },
      inputs: [[1, 2, 5, 6]],
      outputs: [[1, 2, 3, 8]],
      params: 36n,
      macs: 864n,
    },
    {
      title: 'the edge repeated, same padding',
      fields: { outChannels: 2, kernel: 4, stride: 3, padding: 'same', paddingMode: 'replicate' },
      inputs: [[1, 2, 5, 8]],
      outputs: [[1, 2, 2, 3]],
      params: 64n,
      macs: 384n,
    },
    {
      title: 'standardized weights, in groups',
      fields: { outChannels: 6, groups: 2, standardized: true },
      inputs: [[1, 4, 5, 6]],
      outputs: [[1, 6, 5, 6]],
      params: 108n,
      macs: 3240n,
    },
    {
      title: 'stride and dilation by rows and columns',
      fields: { outChannels: 6, padding: 'none', stride: 2, strideWidth: 3, dilationWidth: 2 },
      inputs: [[1, 3, 32, 32]],
      outputs: [[1, 6, 15, 10]],
      params: 162n,
      macs: 24_300n,
    },
    {
      title: 'same padding by rows and columns',
      fields: { outChannels: 2, kernelWidth: 4, stride: 1, strideWidth: 3, padding: 'same' },
      inputs: [[1, 2, 5, 8]],
      outputs: [[1, 2, 5, 3]],
      params: 48n,
      macs: 720n,
    },
    {
      title: 'custom padding on each side',
      fields: { outChannels: 2, padding: 'custom', pad: 1, padWidth: 0, padBottom: 2, padRight: 3 },
      inputs: [[1, 2, 5, 4]],
      outputs: [[1, 2, 6, 5]],
      params: 36n,
      macs: 1_080n,
    },
    {
      title: 'custom padding, one number',
      fields: { outChannels: 2, padding: 'custom', pad: 2 },
      inputs: [[1, 2, 5, 4]],
      outputs: [[1, 2, 7, 6]],
      params: 36n,
      macs: 1_512n,
    },
  ],
});
