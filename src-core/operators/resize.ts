import { byAxis } from '../language/axes.ts';
import { requireMap } from '../language/checks.ts';
import { defineOperator, onePort } from '../language/definition.ts';
import { choice, dimension, structural, toggle } from '../language/field.ts';
import type { OnnxAttribute } from '../language/onnx.ts';
import type { Shape } from '../language/shape.ts';
import { C, H, N, sizeOf, W } from '../language/shape.ts';
import { zeros } from '../language/tensor.ts';
import { freeResize, resizedTo } from './free-resize.ts';
import { likeField, likePorts, likeShapes } from './like.ts';
import type { Link } from './onnx-chain.ts';
import { chain, integers } from './onnx-chain.ts';
import { isFree } from './onnx-sizes.ts';
import type { ResampleMode, Resized, Taps } from './resampling.ts';
import { cubicSteepness, nearestRows, repeatsEvenly, resampleModes, tapsOf } from './resampling.ts';
import type { ResizeValues } from './resized-axes.ts';
import { isByFraction, leavesAsIs, resizedAxes, resizeWindows, target } from './resized-axes.ts';
import { resizeForm } from './torch/resize-form.ts';

const hasLike = ({ to, like }: Pick<ResizeValues, 'to' | 'like'>): boolean => to === 'input' || like;

/** Whether the sizes alone give the step, so that it need not be written down. */
const isBySizes = ({ size, count, step }: Resized): boolean => step === size / count;

/** The scale that a runtime is handed: rounded to 32 bits, and a bit more where it would otherwise lose a row to that. */
function onnxScale({ size, count, step }: Resized): number {
  const scale = Math.fround(1 / step);
  return Math.floor(Math.fround(scale * size)) < count ? Math.fround(scale * (1 + 2 ** -23)) : scale;
}

const side = (label: string, symbol: string) =>
  dimension({
    label,
    help: `${label} of the result where it goes to a size.`,
    symbol,
    unit: 'px',
    min: 1,
    max: 65_536,
    default: 32,
  });

/** How ONNX names the modes that blend values. */
const cubic = { mode: 'cubic', cubic_coeff_a: { float: cubicSteepness } } as const;
const halfPixel = { coordinate_transformation_mode: 'half_pixel' } as const;
const alignCorners = { coordinate_transformation_mode: 'align_corners' } as const;
const blending = {
  bilinear: { mode: 'linear', ...halfPixel },
  'bilinear-corners': { mode: 'linear', ...alignCorners },
  bicubic: { ...cubic, ...halfPixel },
  'bicubic-corners': { ...cubic, ...alignCorners },
} as const;
const repeating = { mode: 'nearest', coordinate_transformation_mode: 'asymmetric', nearest_mode: 'floor' };

/** The modes as tools that count know them: aligned corners cost nothing. */
const wayOf = {
  nearest: 'nearest',
  'nearest-exact': 'nearest-exact',
  bilinear: 'bilinear',
  'bilinear-corners': 'bilinear',
  bicubic: 'bicubic',
  'bicubic-corners': 'bicubic',
} as const;

const repeats = (mode: ResampleMode): mode is 'nearest' | 'nearest-exact' =>
  mode === 'nearest' || mode === 'nearest-exact';

/** How ONNX names a mode. */
const attributesOf = (mode: ResampleMode): Readonly<Record<string, OnnxAttribute>> =>
  repeats(mode) ? repeating : blending[mode];

/** Resampling of a map as PyTorch's interpolate computes it, without antialiasing. */
export const resize = defineOperator({
  id: 'resize',
  title: 'Resize',
  names: ['interpolate', 'upsample', 'downsample', 'scale_factor', 'align_corners', 'half_pixel'],
  summary: 'Brings a map to another number of rows and columns.',
  family: 'tensor',
  operation: 'resize',
  // A module has no second input.
  usualCall: ({ to }) => (to === 'input' ? 'function' : 'module'),
  particulars: ({ mode, to }) => ({
    resampling: { mode: wayOf[mode], to },
  }),
  fields: {
    mode: choice({
      label: 'Mode',
      help: 'nearest repeats values, nearest-exact those nearest to pixel centres; bilinear and bicubic blend between pixel centres, as half_pixel says; with -corners the corner pixels stay in place, as align_corners says.',
      options: resampleModes,
      default: 'nearest',
    }),
    to: choice({
      label: 'To',
      help: 'A multiple of the map, a size, or the size of a second input.',
      options: ['factor', 'size', 'input'],
      default: 'factor',
    }),
    ...byAxis(
      'factor',
      dimension({
        label: 'Factor',
        help: 'Rows and columns are multiplied by it where the map goes to a factor.',
        symbol: 'f',
        unit: '×',
        min: 1,
        max: 64,
        default: 2,
      }),
    ),
    rows: side('Rows', 'h'),
    columns: side('Columns', 'w'),
    ...byAxis(
      'divisor',
      structural({
        label: 'Divisor',
        help: 'Divides the factor: 3 and 2 make a map 1.5 times as large, rounded down.',
        min: 1,
        max: 64,
        default: 1,
      }),
    ),
    recompute: toggle({
      label: 'Recompute factor',
      help: 'Steps by what the rounded sizes come to instead of the factor, as recompute_scale_factor does.',
      default: false,
    }),
    like: likeField,
  },
  inputs: (v) => likePorts({ like: hasLike(v) }),
  outputs: onePort('out'),
  shape: (v, inputs) => {
    const [x, like] = inputs as readonly [Shape, Shape?];
    requireMap('in', x);
    if (v.to === 'input') requireMap('like', like as Shape);
    return [[sizeOf(x, N), sizeOf(x, C), ...target(v, inputs)]];
  },
  macs: () => 0n,
  // ONNX takes scales in single precision alone.
  needsSingle: isByFraction,
  // To a size it runs whatever the size is, as in PyTorch: whether it changes anything is no property of a formula.
  passesThrough: leavesAsIs,
  evaluate: (v, [x], _, [shape]) => {
    const [n, c, oh, ow] = shape as [number, number, number, number];
    const [h, w] = x!.shape.slice(2) as [number, number];
    const y = zeros(shape!);
    const [rows, columns] = resizedAxes(v, [h, w], [oh, ow]).map((axis) => tapsOf(v.mode, axis)) as [
      Taps[],
      Taps[],
    ];
    for (let plane = 0; plane < n * c; plane++) {
      for (const [i, down] of rows.entries()) {
        for (const [j, across] of columns.entries()) {
          let sum = 0;
          for (const [row, share] of down) {
            for (const [column, weight] of across)
              sum += share * weight * x!.data[(plane * h + row) * w + column]!;
          }
          y.data[(plane * oh + i) * ow + j] = sum;
        }
      }
    }
    return [y];
  },
  windows: resizeWindows,
  torch: resizeForm,
  onnx: (v, io) => {
    if (isFree(io.outputs[0]!, H, W) || isFree(io.inputs[0]!, H, W)) {
      const isPlain = v.mode !== 'nearest-exact' && !isByFraction(v) && (v.to !== 'factor' || !v.recompute);
      if (!isPlain) for (const tensor of [io.inputs[0]!, io.outputs[0]!]) io.needsFixed(tensor, [H, W]);
      return freeResize(v, io, attributesOf(v.mode));
    }
    const [h, w] = io.inputs[0]!.shape.slice(2) as [number, number];
    const { shape } = io.outputs[0]!;
    const axes = resizedAxes(v, [h, w], [shape[H]!, shape[W]!]);
    const { mode } = v;
    // Runtimes divide by the rounded scale, which lands beside the wanted row where the scale is no whole number.
    if (repeats(mode) && !axes.every((axis) => repeatsEvenly(nearestRows(mode, axis), axis))) {
      const gathered = (suffix: string, axis: number, resized: Resized): Link => ({
        op: 'Gather',
        suffix,
        more: [integers(io, suffix, nearestRows(mode, resized))],
        attributes: { axis },
      });
      return chain(io, [gathered('rows', H, axes[0]), gathered('columns', W, axes[1])]);
    }
    const attributes = attributesOf(mode);
    if (axes.every(isBySizes)) {
      const sizes = resizedTo(io, () => ({ name: integers(io, 'target', shape.slice(H)), nodes: [] }));
      const more = ['', '', sizes.name];
      return chain(io, [{ op: 'Resize', suffix: 'resize', more, attributes }], sizes.nodes);
    }
    const scales = Float32Array.of(1, 1, ...axes.map(onnxScale));
    const more = ['', io.constant('scales', scales, [4])];
    return chain(io, [{ op: 'Resize', suffix: 'resize', more, attributes }]);
  },
  symbolicInputs: (v, free) => [
    [1n, free('C'), free('H'), free('W')],
    ...likeShapes({ like: hasLike(v) }, free),
  ],
  examples: [
    { title: 'twice as large', inputs: [[1, 4, 3, 5]], outputs: [[1, 4, 6, 10]], params: 0n, macs: 0n },
    {
      title: 'nearest, to the size of a finer level',
      fields: { to: 'input' },
      inputs: [
        [2, 4, 3, 4],
        [2, 6, 5, 7],
      ],
      outputs: [[2, 4, 5, 7]],
      params: 0n,
      macs: 0n,
    },
    {
      title: 'bilinear, to a size',
      fields: { mode: 'bilinear', to: 'size', rows: 9, columns: 5 },
      inputs: [[1, 3, 4, 7]],
      outputs: [[1, 3, 9, 5]],
      params: 0n,
      macs: 0n,
    },
    {
      title: 'bilinear, corners kept',
      fields: { mode: 'bilinear-corners', factor: 3 },
      inputs: [[2, 3, 4, 5]],
      outputs: [[2, 3, 12, 15]],
      params: 0n,
      macs: 0n,
    },
    {
      title: 'bilinear, to one pixel',
      fields: { mode: 'bilinear', to: 'size', rows: 1, columns: 1 },
      inputs: [[1, 2, 4, 4]],
      outputs: [[1, 2, 1, 1]],
      params: 0n,
      macs: 0n,
    },
    {
      title: 'one and a half times as large, the factor kept',
      fields: { mode: 'bilinear', factor: 3, divisor: 2 },
      inputs: [[1, 2, 5, 4]],
      outputs: [[1, 2, 7, 6]],
      params: 0n,
      macs: 0n,
    },
    {
      title: 'two thirds as large, the factor recomputed',
      fields: { mode: 'bicubic', factor: 2, divisor: 3, recompute: true },
      inputs: [[1, 2, 10, 8]],
      outputs: [[1, 2, 6, 5]],
      params: 0n,
      macs: 0n,
    },
    {
      title: 'rows and columns by factors of their own, one of them a fraction',
      fields: { mode: 'bilinear', factor: 2, factorWidth: 3, divisor: 1, divisorWidth: 2 },
      inputs: [[1, 2, 3, 5]],
      outputs: [[1, 2, 6, 7]],
      params: 0n,
      macs: 0n,
    },
    {
      title: 'rows kept, columns repeated',
      fields: { factor: 1, factorWidth: 3 },
      inputs: [[1, 2, 3, 4]],
      outputs: [[1, 2, 3, 12]],
      params: 0n,
      macs: 0n,
    },
    {
      title: 'bicubic, corners kept',
      fields: { mode: 'bicubic-corners', to: 'size', rows: 9, columns: 3 },
      inputs: [[2, 2, 4, 5]],
      outputs: [[2, 2, 9, 3]],
      params: 0n,
      macs: 0n,
    },
    {
      title: 'nearest to pixel centres',
      fields: { mode: 'nearest-exact', factor: 3, divisor: 4 },
      inputs: [[1, 2, 9, 7]],
      outputs: [[1, 2, 6, 5]],
      params: 0n,
      macs: 0n,
    },
  ],
});
