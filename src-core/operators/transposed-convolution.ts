import type { Expr } from '../algebra/expression.ts';
import { add, isInteger, mul, sub } from '../algebra/expression.ts';
import { toText } from '../algebra/print.ts';
import { channelsOf, requireMap } from '../language/checks.ts';
import { defineOperator, onePort } from '../language/definition.ts';
import { elements } from '../language/facts.ts';
import { structural } from '../language/field.ts';
import { refuse } from '../language/refusal.ts';
import type { Shape } from '../language/shape.ts';
import { H, N, sizeOf, W } from '../language/shape.ts';
import { zeros } from '../language/tensor.ts';
import type { Window } from '../language/window.ts';
import { channelsPerGroup, requireGroups } from './channel-groups.ts';
import { filterFields } from './filter-fields.ts';

interface Spread {
  readonly kernel: Expr;
  readonly stride: number;
  readonly pad: number;
  readonly outputPadding: number;
  readonly dilation: number;
}

/** (size - 1) stride - 2 pad + dilation (k - 1) + output padding + 1; refuses a map of which the padding leaves nothing. */
function spread(size: Expr, v: Spread): Expr {
  const taps = mul(BigInt(v.dilation), sub(v.kernel, 1n));
  const result = add(mul(sub(size, 1n), BigInt(v.stride)), taps, BigInt(v.outputPadding - 2 * v.pad + 1));
  if (isInteger(result) && result < 1n) {
    refuse('shape/nothing-left', { field: 'pad' }, { size: toText(add(result, BigInt(2 * v.pad))) });
  }
  return result;
}

/** 2-D transposed convolution, as PyTorch's: the gradient of a convolution with respect to its input. */
export const transposedConv2d = defineOperator({
  id: 'transposed-conv2d',
  title: 'Transposed conv2d',
  summary: 'Spreads every value of the map through learned k × k filters, which enlarges the map.',
  reference:
    'Dumoulin and Visin, A guide to convolution arithmetic for deep learning, 2016, arXiv 1603.07285',
  family: 'conv',
  operation: 'transposed-convolution',
  fields: {
    outChannels: filterFields.outChannels,
    kernel: { ...filterFields.kernel, default: 2 },
    stride: { ...filterFields.stride, help: 'Step between the spread windows.', default: 2 },
    pad: structural({
      label: 'Pad',
      help: 'Rows and columns cut off the result on each side.',
      unit: 'px',
      min: 0,
      max: 255,
      default: 0,
    }),
    outputPadding: structural({
      label: 'Output padding',
      help: 'Rows and columns added at the far side; less than the stride.',
      unit: 'px',
      min: 0,
      max: 63,
      default: 0,
    }),
    dilation: filterFields.dilation,
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
    // PyTorch allows as much as the dilation, onnxruntime does not.
    const most = v.stride - 1;
    if (v.outputPadding > most) {
      refuse('field/out-of-range', { field: 'outputPadding' }, { min: 0, max: most, value: v.outputPadding });
    }
    return [[sizeOf(map, N), v.outChannels, spread(sizeOf(map, H), v), spread(sizeOf(map, W), v)]];
  },
  weights: (v, [x]) => ({
    weight: {
      shape: [channelsOf(x as Shape), channelsPerGroup(v.outChannels, v.groups), v.kernel, v.kernel],
      part: 'conv',
      init: 'kaiming',
      trainable: true,
    },
    ...(v.bias && { bias: { shape: [v.outChannels], part: 'bias', init: 'zeros', trainable: true } }),
  }),
  macs: (v, [x]) => mul(elements(x as Shape), channelsPerGroup(v.outChannels, v.groups), v.kernel, v.kernel),
  evaluate: (v, [x], { weight, bias }, [outShape]) => {
    const y = zeros(outShape!);
    const [n, c, h, w] = x!.shape as [number, number, number, number];
    const [, oc, oh, ow] = outShape as [number, number, number, number];
    const k = Number(v.kernel);
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
          const i = row * v.stride - v.pad + u * v.dilation;
          if (i < 0 || i >= oh) continue;
          for (let t = 0; t < k; t++) {
            const j = column * v.stride - v.pad + t * v.dilation;
            if (j < 0 || j >= ow) continue;
            const factor = weight!.data[((channel * outPerGroup + q) * k + u) * k + t]!;
            y.data[((image * oc + firstOut + q) * oh + i) * ow + j]! += x!.data[at]! * factor;
          }
        }
      }
    }
    return [y];
  },
  // Only without a step does it read as a convolution does: the filter turned round, so that the padding is what is left.
  windows: (v) => {
    if (v.stride !== 1 || !isInteger(v.kernel)) return null;
    const pad = v.dilation * (Number(v.kernel) - 1) - v.pad;
    const window: Window = { kernel: v.kernel, stride: 1, padding: 'custom', pad, dilation: v.dilation };
    return [window, window];
  },
  onnx: (v, io) => {
    const pair = (size: number) => [BigInt(size), BigInt(size)];
    return [
      {
        op: 'ConvTranspose',
        inputs: [io.inputs[0]!.name, io.weight('weight'), ...(v.bias ? [io.weight('bias')] : [])],
        outputs: [io.outputs[0]!.name],
        attributes: {
          dilations: pair(v.dilation),
          group: v.groups as bigint,
          kernel_shape: [v.kernel as bigint, v.kernel as bigint],
          output_padding: pair(v.outputPadding),
          pads: [...pair(v.pad), ...pair(v.pad)],
          strides: pair(v.stride),
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
  ],
});
