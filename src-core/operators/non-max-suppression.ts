import type { Expr } from '../algebra/expression.ts';
import { isInteger, mul } from '../algebra/expression.ts';
import { same } from '../language/checks.ts';
import { defineOperator } from '../language/definition.ts';
import { dimension, structural } from '../language/field.ts';
import type { OnnxContext, OnnxNode } from '../language/onnx.ts';
import { refuse } from '../language/refusal.ts';
import type { Shape } from '../language/shape.ts';
import { N, shapeText, sizeOf } from '../language/shape.ts';
import { zeros } from '../language/tensor.ts';
import { integers } from './onnx-chain.ts';
import { strongest } from './suppression.ts';

function requireScores(boxes: Shape, scores: Shape): void {
  if (boxes.length !== 3 || !same(sizeOf(boxes, 2), 4n)) {
    const got = shapeText(boxes, { batch: true });
    refuse('shape/rank', { port: 'boxes' }, { expected: 'list of boxes (N × B × 4)', got });
  }
  const fits =
    scores.length === 3 &&
    same(sizeOf(scores, N), sizeOf(boxes, N)) &&
    same(sizeOf(scores, 2), sizeOf(boxes, 1));
  if (fits) return;
  const got = shapeText(scores, { batch: true });
  refuse(
    'shape/rank',
    { port: 'scores' },
    { expected: 'score of every class for every box (N × K × B)', got },
  );
}

/** Refuses to keep more than there are: a score for each class and box. */
function requireEnough(detections: Expr, scores: Shape): void {
  const there = mul(sizeOf(scores, 1), sizeOf(scores, 2));
  if (isInteger(there) && isInteger(detections) && detections > there) {
    const data = { min: 1, max: String(there), value: String(detections) };
    refuse('field/out-of-range', { field: 'detections' }, data);
  }
}

/**
 * ONNX gives as many selections as there happen to be. Here their scores are laid back into a tensor of all scores that is
 * zero elsewhere, whose `detections` greatest values have a fixed count.
 */
function lowered(
  { overlap, least }: { readonly overlap: number; readonly least: number },
  io: OnnxContext,
): OnnxNode[] {
  const [boxes, scores] = io.inputs.map((input) => input.name) as [string, string];
  const sizes = io.inputs[1]!.shape as [number, number, number];
  const [images, classes, count] = sizes;
  const [boxesOut, scoresOut, labelsOut] = io.outputs.map((output) => output.name) as [
    string,
    string,
    string,
  ];
  const kept = io.outputs[1]!.shape[1]!;
  const node = (
    suffix: string,
    op: string,
    inputs: readonly string[],
    more: Partial<OnnxNode> = {},
  ): OnnxNode => ({
    op,
    suffix,
    inputs,
    outputs: [io.inner(suffix)],
    ...more,
  });
  const share = (name: string, thousandths: number) =>
    io.constant(name, Float32Array.of(thousandths / 1000), [1]);
  const boxCount = integers(io, 'box-count', [count]);
  const last = integers(io, 'last', [-1]);
  const limits = [integers(io, 'most', [kept]), share('overlap', overlap), share('least', least)];
  return [
    node('selected', 'NonMaxSuppression', [boxes, scores, ...limits]),
    node('strength', 'GatherND', [scores, io.inner('selected')]),
    node('zeros', 'ConstantOfShape', [integers(io, 'sizes', sizes)]),
    node('dense', 'ScatterND', [io.inner('zeros'), io.inner('selected'), io.inner('strength')]),
    node('flat', 'Reshape', [io.inner('dense'), integers(io, 'per-image', [images, classes * count])]),
    node('top', 'TopK', [io.inner('flat'), integers(io, 'kept', [kept])], {
      outputs: [scoresOut, io.inner('place')],
    }),
    // An unused place has score 0; the sign of the score empties its box and label too.
    node('used', 'Sign', [scoresOut]),
    node('class', 'Div', [io.inner('place'), boxCount]),
    node('label', 'Cast', [io.inner('class')], { attributes: { to: 1 } }),
    node('labels', 'Mul', [io.inner('label'), io.inner('used')], { outputs: [labelsOut] }),
    node('box', 'Mod', [io.inner('place'), boxCount]),
    node('index', 'Unsqueeze', [io.inner('box'), last]),
    node('picked', 'GatherND', [boxes, io.inner('index')], { attributes: { batch_dims: 1 } }),
    node('mask', 'Unsqueeze', [io.inner('used'), last]),
    node('boxes', 'Mul', [io.inner('picked'), io.inner('mask')], { outputs: [boxesOut] }),
  ];
}

/** Greedy suppression per class, then the strongest of all classes. Fewer than `detections` leave zeros at the end. */
export const nonMaxSuppression = defineOperator({
  id: 'non-max-suppression',
  title: 'Non-max suppression',
  summary: 'Keeps the strongest boxes of each image that do not overlap a stronger one of their class.',
  family: 'tensor',
  needsSingle: () => true,
  operation: 'non-max-suppression',
  fields: {
    detections: dimension({
      label: 'Detections',
      help: 'Boxes kept for each image; places that are not needed are zero.',
      symbol: 'D',
      min: 1,
      max: 65_536,
      default: 100,
    }),
    overlap: structural({
      label: 'Overlap',
      help: 'A box goes when its intersection over union with a stronger one is above this, in thousandths.',
      unit: '‰',
      min: 0,
      max: 1000,
      default: 500,
    }),
    least: structural({
      label: 'Least score',
      help: 'Boxes whose score is not above this are dropped first, in thousandths.',
      unit: '‰',
      min: 0,
      max: 1000,
      default: 50,
    }),
  },
  inputs: () => [
    { name: 'boxes', label: 'two opposite corners of each box, N × B × 4' },
    { name: 'scores', label: 'of every class for every box, N × K × B' },
  ],
  outputs: () => [
    { name: 'boxes', label: 'N × D × 4' },
    { name: 'scores', label: 'N × D, the strongest first' },
    { name: 'labels', label: 'N × D, counted from 0' },
  ],
  shape: ({ detections }, [boxes, scores]) => {
    requireScores(boxes as Shape, scores as Shape);
    requireEnough(detections, scores as Shape);
    const places = [sizeOf(boxes as Shape, N), detections];
    return [[...places, 4n], places, places];
  },
  macs: () => 0n,
  evaluate: ({ overlap, least }, [boxes, scores], _, shapes) => {
    const results = shapes.map((shape) => zeros(shape));
    const [images, classes, count] = scores!.shape as [number, number, number];
    const kept = shapes[1]![1]!;
    for (let image = 0; image < images; image++) {
      const own = boxes!.data.subarray(image * count * 4, (image + 1) * count * 4);
      const marks = scores!.data.subarray(image * classes * count, (image + 1) * classes * count);
      const found = strongest(own, marks, {
        classes,
        kept,
        overlap: overlap / 1000,
        least: Math.fround(least / 1000),
      });
      for (const [place, { box, label, score }] of found.entries()) {
        const at = image * kept + place;
        results[0]!.data.set(own.subarray(box * 4, box * 4 + 4), at * 4);
        results[1]!.data[at] = score;
        results[2]!.data[at] = label;
      }
    }
    return results;
  },
  onnx: lowered,
  // It stands in torchvision alone, and an exported file imports nothing but torch.
  torch: () => null,
  symbolicInputs: (_, free) => [
    [1n, free('B'), 4n],
    [1n, free('K'), free('B')],
  ],
  examples: [
    {
      title: 'three classes, two images',
      fields: { detections: 8, overlap: 300 },
      inputs: [
        [2, 12, 4],
        [2, 3, 12],
      ],
      outputs: [
        [2, 8, 4],
        [2, 8],
        [2, 8],
      ],
      params: 0n,
      macs: 0n,
    },
    {
      title: 'proposals: one class, more places than boxes are left',
      fields: { detections: 20, overlap: 100 },
      inputs: [
        [1, 20, 4],
        [1, 1, 20],
      ],
      outputs: [
        [1, 20, 4],
        [1, 20],
        [1, 20],
      ],
      params: 0n,
      macs: 0n,
    },
  ],
});
