import type { Expr } from '../algebra/expression.ts';
import { mul } from '../algebra/expression.ts';
import { byAxis } from '../language/axes.ts';
import { channelsOf, requireChannels, requireMap, same } from '../language/checks.ts';
import { defineOperator, onePort } from '../language/definition.ts';
import { elements } from '../language/facts.ts';
import type { OnnxTensor } from '../language/onnx.ts';
import { refuse } from '../language/refusal.ts';
import { resolveValues } from '../language/resolve.ts';
import type { Shape } from '../language/shape.ts';
import { C, H, N, shapeText, sizeOf, W } from '../language/shape.ts';
import { elementCount, zeros } from '../language/tensor.ts';
import { py, torchExpression } from '../language/torch.ts';
import { windowed } from '../language/window.ts';
import { channelsPerGroup, requireGroups } from './channel-groups.ts';
import { conv2d } from './convolution.ts';
import { filterFields } from './filter-fields.ts';
import { chainFrom, integers } from './onnx-chain.ts';
import { onnxPads } from './onnx-pads.ts';
import type { Sliding } from './sliding.ts';
import { paddingFields, windowsOf } from './sliding.ts';
import { paddingForm, perAxis } from './torch/padding-form.ts';
import { dynamicConv } from './torch/weighted-code.ts';

/** Axes of the filters that come in: [N, C_out, C/g, rows, columns]. */
const [filterAxis, channelAxis, rowAxis, columnAxis] = [1, 2, 3, 4] as const;

type Steps = Omit<Sliding, 'kernel' | 'kernelWidth'>;

/** The windows, whose sides are those of the filters that come in. */
const slidingOf = (v: Steps, filters: Shape) =>
  windowsOf({ ...v, kernel: sizeOf(filters, rowAxis), kernelWidth: sizeOf(filters, columnAxis) });

/** Refuses filters that are not one bank for each image. */
function requireFilters(filters: Shape, images: Expr): void {
  if (filters.length === 5 && same(sizeOf(filters, N), images)) return;
  const got = shapeText(filters, { batch: true });
  refuse(
    'shape/rank',
    { port: 'filters' },
    { expected: 'filters for each image (N × C_out × C/g × k × k)', got },
  );
}

/** A convolution whose filters are no weights: each image comes with its own, as CondConv and dynamic convolution make them. */
export const dynamicConv2d = defineOperator({
  id: 'dynamic-conv2d',
  title: 'Dynamic Conv2d',
  names: ['CondConv', 'dynamic convolution', 'dynamic weights', 'F.conv2d'],
  summary: 'Convolves each image with filters of its own, which come as an input.',
  reference: 'Yang et al., CondConv, 2019, arXiv 1904.04971; Chen et al., 2019, arXiv 1912.03458',
  family: 'conv',
  operation: 'dynamic-convolution',
  usualCall: () => 'function',
  fields: {
    ...byAxis('stride', filterFields.stride),
    ...paddingFields(255),
    ...byAxis('dilation', filterFields.dilation),
    groups: filterFields.groups,
  },
  inputs: () => [{ name: 'in' }, { name: 'filters', label: 'N × C_out × C/g × rows × columns' }],
  outputs: onePort('out'),
  shape: (v, [x, weights]) => {
    const [map, filters] = [x as Shape, weights as Shape];
    requireMap('in', map);
    requireFilters(filters, sizeOf(map, N));
    requireGroups(channelsOf(map), v.groups);
    requireGroups(sizeOf(filters, filterAxis), v.groups);
    requireChannels('filters', sizeOf(filters, channelAxis), channelsPerGroup(channelsOf(map), v.groups));
    const [rows, columns] = slidingOf(v, filters);
    const sides = [windowed(sizeOf(map, H), rows), windowed(sizeOf(map, W), columns)];
    return [[sizeOf(map, N), sizeOf(filters, filterAxis), ...sides]];
  },
  macs: (_, [, filters], [y]) => mul(elements(y as Shape), ...(filters as Shape).slice(channelAxis)),
  evaluate: (v, [x, filters], _, [shape]) => {
    const y = zeros(shape!);
    const [images, ...bank] = filters!.shape as [number, ...number[]];
    const values = resolveValues(conv2d, {
      ...v,
      outChannels: shape![C]!,
      kernel: bank[2]!,
      kernelWidth: bank[3]!,
    });
    const part = (data: Float32Array, image: number) => {
      const size = data.length / images;
      return data.subarray(image * size, (image + 1) * size);
    };
    for (let image = 0; image < images; image++) {
      const one = { shape: [1, ...x!.shape.slice(1)], data: part(x!.data, image) };
      const weight = { shape: bank, data: part(filters!.data, image) };
      const [result] = conv2d.evaluate(values, [one], { weight }, [[1, ...shape!.slice(1)]]);
      y.data.set(result!.data, (image * elementCount(shape!)) / images);
    }
    return [y];
  },
  torch: (v, { inputs: [, filters] }) => {
    const windows = slidingOf(v, filters as Shape);
    const { padding, ahead, code = [] } = paddingForm(windows);
    const run = py.call(
      dynamicConv.name,
      ahead ? ahead(py.input()) : py.input(),
      py.input(1),
      py.named('stride', perAxis(windows.map(({ stride }) => BigInt(stride)))),
      py.named('padding', padding),
      py.named('dilation', perAxis(windows.map(({ dilation }) => BigInt(dilation ?? 1)))),
      py.named('groups', v.groups),
    );
    return torchExpression(run, dynamicConv, ...code);
  },
  onnx: (v, io) => {
    const [x, filters] = io.inputs as readonly [OnnxTensor, OnnxTensor];
    const output = io.outputs[0]!;
    // The images become groups of one convolution, so there must be a number of them.
    io.needsFixed(x, [N, C, H, W]);
    const [images, ...map] = x.shape as [number, ...number[]];
    const [, ...bank] = filters.shape;
    const reshape = (suffix: string, sizes: readonly number[]) => ({
      op: 'Reshape',
      suffix,
      more: [integers(io, `${suffix}-sizes`, sizes)],
    });
    const windows = slidingOf(
      v,
      filters.shape.map((size) => BigInt(size)),
    );
    const conv = {
      op: 'Conv',
      suffix: 'conv',
      more: [io.inner('bank')],
      attributes: {
        dilations: [v.dilation, v.dilationWidth].map(BigInt),
        group: Number(v.groups) * images,
        kernel_shape: bank.slice(-2).map(BigInt),
        ...onnxPads(io, windows),
        strides: [v.stride, v.strideWidth].map(BigInt),
      },
    };
    return [
      ...chainFrom(io, filters.name, [reshape('bank', [images * bank[0]!, ...bank.slice(1)])]),
      ...chainFrom(
        io,
        x.name,
        [
          reshape('side-by-side', [1, images * map[0]!, ...map.slice(1)]),
          conv,
          reshape('images', output.shape),
        ],
        output.name,
      ),
    ];
  },
  symbolicInputs: (v, free) => {
    const ofGroup = free('c');
    return [
      [1n, mul(v.groups, ofGroup), free('H'), free('W')],
      [1n, mul(v.groups, free('f')), ofGroup, 3n, 3n],
    ];
  },
  examples: [
    {
      title: '3 × 3, a bank for each of two images',
      inputs: [
        [2, 4, 6, 5],
        [2, 6, 4, 3, 3],
      ],
      outputs: [[2, 6, 6, 5]],
      params: 0n,
      macs: 12_960n,
    },
    {
      title: 'depthwise, strided, 1 × 5',
      fields: { groups: 3, stride: 2 },
      inputs: [
        [2, 3, 7, 8],
        [2, 3, 1, 1, 5],
      ],
      outputs: [[2, 3, 4, 4]],
      params: 0n,
      macs: 480n,
    },
  ],
});
