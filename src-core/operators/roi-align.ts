import type { Expr } from '../algebra/expression.ts';
import { isInteger, mul } from '../algebra/expression.ts';
import { toText } from '../algebra/print.ts';
import { requireMap, same } from '../language/checks.ts';
import { defineOperator, onePort } from '../language/definition.ts';
import { dimension, structural, toggle } from '../language/field.ts';
import type { OnnxNode } from '../language/onnx.ts';
import { refuse } from '../language/refusal.ts';
import type { Shape } from '../language/shape.ts';
import { C, N, shapeText, sizeOf } from '../language/shape.ts';
import { zeros } from '../language/tensor.ts';
import { integers } from './onnx-chain.ts';
import { regionMean } from './roi-sampling.ts';

/** How many boxes there are: rows of [R, 4], or those of every image in [N, D, 4]. */
function boxCount(boxes: Shape, images: Expr): Expr {
  const rank = boxes.length;
  const fits =
    (rank === 2 || rank === 3) &&
    same(sizeOf(boxes, rank - 1), 4n) &&
    (rank === 2 || same(sizeOf(boxes, N), images));
  if (!fits) {
    refuse(
      'shape/rank',
      { port: 'boxes' },
      { expected: 'list of boxes (R × 4, or N × R × 4)', got: shapeText(boxes, { batch: true }) },
    );
  }
  const count = mul(...boxes.slice(0, -1));
  if (isInteger(count) && isInteger(images) && count % images !== 0n) {
    refuse('shape/not-divisible', { port: 'boxes' }, { value: toText(count), divisor: toText(images) });
  }
  return count;
}

/** onnxruntime 1.30 does not run the RoiAlign of opset 22. */
const lastOpset = 21;

/**
 * Region-of-interest align of Mask R-CNN: averages bilinear samples of each bin of each box, as torchvision does.
 * Boxes are x1, y1, x2, y2 in pixels of the image; the first R/N of them lie in the first image, and so on. Where the
 * number of samples follows from the box its corners are put in order first: runtimes fail on a box turned inside out.
 */
export const roiAlign = defineOperator({
  id: 'roi-align',
  title: 'RoI align',
  summary: 'Cuts a small map of fixed size out of a feature map for every box.',
  reference: 'He et al., Mask R-CNN, 2017, arXiv 1703.06870',
  family: 'pool',
  needsSingle: () => true,
  operation: 'roi-align',
  fields: {
    size: dimension({
      label: 'Size',
      help: 'Rows and columns of each small map.',
      symbol: 'p',
      unit: 'px',
      min: 1,
      max: 256,
      default: 7,
    }),
    stride: structural({
      label: 'Map stride',
      help: 'Pixels of the image between neighbouring positions of the map.',
      unit: 'px',
      min: 1,
      max: 1024,
      default: 16,
    }),
    samples: structural({
      label: 'Samples',
      help: 'Samples along each side of a bin; 0 takes one for every position that the bin covers.',
      min: 0,
      max: 16,
      default: 2,
    }),
    aligned: toggle({
      label: 'Aligned',
      help: 'Moves boxes by half a position, so that they meet pixel centres.',
      default: false,
    }),
  },
  inputs: () => [{ name: 'in' }, { name: 'boxes', label: 'x1, y1, x2, y2 in pixels of the image' }],
  outputs: onePort('out'),
  shape: ({ size }, [x, boxes]) => {
    requireMap('in', x as Shape);
    const count = boxCount(boxes as Shape, sizeOf(x as Shape, N));
    return [[count, sizeOf(x as Shape, C), size, size]];
  },
  macs: () => 0n,
  evaluate: ({ stride, samples, aligned }, [x, boxes], _, [shape]) => {
    const [count, channels, size] = shape as [number, number, number];
    const y = zeros(shape!);
    const perImage = count / x!.shape[N]!;
    for (let box = 0; box < count; box++) {
      const corners = boxes!.data.subarray(box * 4, box * 4 + 4);
      const mean = regionMean(x!, corners, { size, stride, samples, aligned });
      for (let channel = 0; channel < channels; channel++) {
        const plane = Math.floor(box / perImage) * channels + channel;
        for (let bin = 0; bin < size * size; bin++)
          y.data[(box * channels + channel) * size * size + bin] = mean(
            plane,
            Math.floor(bin / size),
            bin % size,
          );
      }
    }
    return [y];
  },
  // It stands in torchvision alone, and an exported file imports nothing but torch.
  torch: () => null,
  onnx: ({ stride, samples, aligned }, io) => {
    const [x, boxes] = io.inputs as readonly [(typeof io.inputs)[number], (typeof io.inputs)[number]];
    const [count, , size] = io.outputs[0]!.shape as [number, number, number];
    const images = Array.from({ length: count }, (_, box) => Math.floor((box * x.shape[N]!) / count));
    io.needsOpset(aligned ? 16 : 13, lastOpset);
    const ahead: OnnxNode[] = [];
    const step = (suffix: string, op: string, inputs: readonly string[], axis?: number): string => {
      const attributes = axis !== undefined && { attributes: { axis } };
      ahead.push({ op, suffix, inputs, outputs: [io.inner(suffix)], ...attributes });
      return io.inner(suffix);
    };
    let list = boxes.name;
    if (boxes.shape.length === 3) list = step('list', 'Reshape', [list, integers(io, 'sizes', [count, 4])]);
    if (samples === 0) {
      const [start, middle, end] = [0, 2, 4].map((column) => integers(io, `column-${column}`, [column]));
      const axes = integers(io, 'axes', [1]);
      const first = step('first', 'Slice', [list, start!, middle!, axes]);
      const last = step('last', 'Slice', [list, middle!, end!, axes]);
      list = step(
        'ordered',
        'Concat',
        [step('least', 'Min', [first, last]), step('most', 'Max', [first, last])],
        1,
      );
    }
    const align: OnnxNode = {
      op: 'RoiAlign',
      inputs: [x.name, list, integers(io, 'images', images)],
      outputs: [io.outputs[0]!.name],
      attributes: {
        // Before opset 16 the boxes of all files were as they are where they are not aligned, and there was no word for it.
        ...(io.opset >= 16 && {
          coordinate_transformation_mode: aligned ? 'half_pixel' : 'output_half_pixel',
        }),
        output_height: size,
        output_width: size,
        sampling_ratio: samples,
        spatial_scale: { float: 1 / stride },
      },
    };
    return ahead.length === 0 ? [align] : [...ahead, { ...align, suffix: 'align' }];
  },
  symbolicInputs: (_, free) => [
    [1n, free('C'), free('H'), free('W')],
    [free('R'), 4n],
  ],
  examples: [
    {
      title: 'box head of a detector',
      fields: { stride: 1 },
      inputs: [
        [1, 3, 9, 8],
        [5, 4],
      ],
      outputs: [[5, 3, 7, 7]],
      params: 0n,
      macs: 0n,
    },
    {
      title: 'aligned, boxes of two images',
      fields: { size: 3, stride: 1, samples: 0, aligned: true },
      inputs: [
        [2, 4, 6, 5],
        [2, 3, 4],
      ],
      outputs: [[6, 4, 3, 3]],
      params: 0n,
      macs: 0n,
    },
  ],
});
