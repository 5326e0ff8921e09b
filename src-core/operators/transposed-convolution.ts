import { mul } from '../algebra/expression.ts';
import { byAxis } from '../language/axes.ts';
import { channelsOf, requireMap } from '../language/checks.ts';
import { defineOperator, onePort } from '../language/definition.ts';
import { elements } from '../language/facts.ts';
import { structural } from '../language/field.ts';
import type { Shape } from '../language/shape.ts';
import { H, N, sizeOf, W } from '../language/shape.ts';
import { elementCount, zeros } from '../language/tensor.ts';
import { channelsPerGroup, requireGroups } from './channel-groups.ts';
import { filterFields } from './filter-fields.ts';
import type { Trim } from './spread.ts';
import {
  requireShortPadding,
  slidingOf,
  spreadPaddingFields,
  spreadSize,
  spreadsOf,
  trimOf,
  turned,
} from './spread.ts';
import { transposedForm } from './torch/transposed-form.ts';

/** 2-D transposed convolution, as PyTorch's: the gradient of a convolution with respect to its input. */
export const transposedConv2d = defineOperator({
  id: 'transposed-conv2d',
  title: 'Transposed conv2d',
  summary: 'Spreads every value of the map through learned k × k filters, which enlarges the map.',
  reference:
    'Dumoulin and Visin, A guide to convolution arithmetic for deep learning, 2016, arXiv 1603.07285',
  family: 'conv',
  operation: 'transposed-convolution',
  particulars: (v) => {
    const [rows, columns] = spreadsOf(v);
    return { sliding: [slidingOf(rows), slidingOf(columns)] };
  },
  fields: {
    outChannels: filterFields.outChannels,
    ...byAxis('kernel', { ...filterFields.kernel, default: 2 }),
    ...byAxis('stride', { ...filterFields.stride, help: 'Step between the spread windows.', default: 2 }),
    ...spreadPaddingFields,
    ...byAxis(
      'outputPadding',
      structural({
        label: 'Output padding',
        help: 'Added at the far side, less than the stride; same padding adds what is missing by itself.',
        unit: 'px',
        min: 0,
        max: 63,
        default: 0,
      }),
    ),
    ...byAxis('dilation', filterFields.dilation),
    groups: filterFields.groups,
    bias: filterFields.bias,
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  shape: (v, [x]) => {
    const map = x as Shape;
    requireMap('in', map);
    requireGroups(channelsOf(map), v.groups);
    requireGroups(v.outChannels, v.groups);
    const spreads = spreadsOf(v);
    spreads.forEach(requireShortPadding);
    const [rows, columns] = spreads;
    return [
      [sizeOf(map, N), v.outChannels, spreadSize(sizeOf(map, H), rows), spreadSize(sizeOf(map, W), columns)],
    ];
  },
  weights: (v, [x]) => ({
    weight: {
      shape: [channelsOf(x as Shape), channelsPerGroup(v.outChannels, v.groups), v.kernel, v.kernelWidth],
      part: 'conv',
      init: 'kaiming',
      trainable: true,
    },
    ...(v.bias && { bias: { shape: [v.outChannels], part: 'bias', init: 'zeros', trainable: true } }),
  }),
  macs: (v, [x]) =>
    mul(elements(x as Shape), channelsPerGroup(v.outChannels, v.groups), v.kernel, v.kernelWidth),
  evaluate: (v, [x], { weight, bias }, [outShape]) => {
    const y = zeros(outShape!);
    const [n, c, h, w] = x!.shape as [number, number, number, number];
    const [, oc, oh, ow] = outShape as [number, number, number, number];
    const [k, kw] = [Number(v.kernel), Number(v.kernelWidth)];
    const [above, left] = spreadsOf(v).map((axis) => trimOf(axis).pads[0]) as [number, number];
    const groups = Number(v.groups);
    const outPerGroup = oc / groups;
    for (let i = 0; i < y.data.length; i++) y.data[i] = bias?.data[Math.floor(i / (oh * ow)) % oc] ?? 0;
    for (let at = 0; at < n * c * h * w; at++) {
      const column = at % w;
      const row = Math.floor(at / w) % h;
      const channel = Math.floor(at / (w * h)) % c;
      const image = Math.floor(at / (w * h * c));
      const firstOut = Math.floor(channel / (c / groups)) * outPerGroup;
      for (let q = 0; q < outPerGroup; q++) {
        for (let u = 0; u < k; u++) {
          const i = row * v.stride - above + u * v.dilation;
          if (i < 0 || i >= oh) continue;
          for (let t = 0; t < kw; t++) {
            const j = column * v.strideWidth - left + t * v.dilationWidth;
            if (j < 0 || j >= ow) continue;
            const factor = weight!.data[((channel * outPerGroup + q) * k + u) * kw + t]!;
            y.data[((image * oc + firstOut + q) * oh + i) * ow + j]! += x!.data[at]! * factor;
          }
        }
      }
    }
    return [y];
  },
  windows: (v) => {
    const [rows, columns] = spreadsOf(v).map(turned);
    return rows && columns ? [rows, columns] : null;
  },
  scaledChannels: (v, [channels, perGroup, ...kernel]) => {
    const area = elementCount(kernel);
    const inputs = channels! / Number(v.groups);
    const channelOf = (place: number) => {
      const filter = Math.floor(place / area);
      const group = Math.floor(filter / perGroup! / inputs);
      return group * perGroup! + (filter % perGroup!);
    };
    return { values: { ...v, bias: true }, channelOf };
  },
  torch: (v, { inputs: [x] }) => transposedForm('nn.ConvTranspose2d', v, x as Shape, spreadsOf(v)),
  onnx: (v, io) => {
    const [rows, columns] = spreadsOf(v).map(trimOf) as [Trim, Trim];
    return [
      {
        op: 'ConvTranspose',
        inputs: [io.inputs[0]!.name, io.weight('weight'), ...(v.bias ? [io.weight('bias')] : [])],
        outputs: [io.outputs[0]!.name],
        attributes: {
          dilations: [v.dilation, v.dilationWidth].map(BigInt),
          group: v.groups as bigint,
          kernel_shape: [v.kernel as bigint, v.kernelWidth as bigint],
          output_padding: [rows, columns].map(({ outputPadding }) => BigInt(outputPadding)),
          // The sides hang on no size of the map, so that they can be written out.
          pads: [rows.pads[0], columns.pads[0], rows.pads[1], columns.pads[1]].map(BigInt),
          strides: [v.stride, v.strideWidth].map(BigInt),
        },
      },
    ];
  },
  symbolicInputs: (_, free) => [[1n, free('C_in'), free('H'), free('W')]],
  examples: [
    {
      title: '2 × 2, stride 2, of a mask head',
      fields: { outChannels: 256, bias: true },
      inputs: [[1, 256, 14, 14]],
      outputs: [[1, 256, 28, 28]],
      params: 262_400n,
      macs: 51_380_224n,
    },
    {
      title: '4 × 4, stride 2, of a keypoint head',
      fields: { outChannels: 17, kernel: 4, pad: 1 },
      inputs: [[1, 8, 7, 7]],
      outputs: [[1, 17, 14, 14]],
      params: 2_176n,
      macs: 106_624n,
    },
    {
      title: 'groups, output padding and dilation',
      fields: { outChannels: 6, kernel: 3, stride: 3, pad: 1, outputPadding: 2, dilation: 2, groups: 2 },
      inputs: [[2, 4, 3, 4]],
      outputs: [[2, 6, 11, 14]],
      params: 108n,
      macs: 2_592n,
    },
    {
      title: 'rows and columns apart',
      fields: {
        outChannels: 3,
        kernel: 3,
        kernelWidth: 4,
        stride: 2,
        strideWidth: 3,
        outputPadding: 1,
        outputPaddingWidth: 2,
        dilation: 2,
        dilationWidth: 1,
      },
      inputs: [[1, 2, 4, 5]],
      outputs: [[1, 3, 12, 18]],
      params: 72n,
      macs: 1_440n,
    },
    {
      title: 'same padding: the odd row cut at the far side, columns added where windows leave a gap',
      fields: { outChannels: 3, kernel: 5, kernelWidth: 2, stride: 2, strideWidth: 3, padding: 'same' },
      inputs: [[1, 2, 4, 5]],
      outputs: [[1, 3, 8, 15]],
      params: 60n,
      macs: 1_200n,
    },
    {
      title: 'no padding, whatever Pad says',
      fields: { outChannels: 2, kernel: 3, padding: 'none', pad: 1, outputPadding: 1 },
      inputs: [[1, 2, 3, 4]],
      outputs: [[1, 2, 8, 10]],
      params: 36n,
      macs: 432n,
    },
    {
      title: 'cut on each side',
      fields: { outChannels: 2, kernel: 4, pad: 1, padWidth: 2, padBottom: 0, padRight: 3 },
      inputs: [[1, 2, 4, 5]],
      outputs: [[1, 2, 9, 7]],
      params: 64n,
      macs: 1_280n,
    },
  ],
});
