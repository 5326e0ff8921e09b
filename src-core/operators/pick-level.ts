import { toText } from '../algebra/print.ts';
import { requireSameShapes, same } from '../language/checks.ts';
import { defineOperator, onePort } from '../language/definition.ts';
import { structural } from '../language/field.ts';
import type { OnnxNode } from '../language/onnx.ts';
import { refuse } from '../language/refusal.ts';
import type { Shape } from '../language/shape.ts';
import { N, shapeText, sizeOf } from '../language/shape.ts';
import { elementCount, zeros } from '../language/tensor.ts';
import { py, torchExpression } from '../language/torch.ts';
import { integers, reducing } from './onnx-chain.ts';
import { pickLevelCode } from './torch/layout-code.ts';

interface Levels {
  readonly levels: number;
  readonly stride: number;
  readonly side: number;
}

/**
 * The least areas from which a box belongs to the second level, the third, …: the square of `side` times its stride. It
 * is floor(4 + log2(sqrt(area) / 224)) of the paper for a side of 14, written without the logarithm.
 */
const leastAreas = ({ levels, stride, side }: Levels): number[] =>
  Array.from({ length: levels - 1 }, (_, index) => (side * stride * 2 ** (index + 1)) ** 2);

/** Refuses unless there is one box for each region. */
function requireBoxes(boxes: Shape, regions: Shape): void {
  if (boxes.length !== 2 || !same(sizeOf(boxes, 1), 4n)) {
    const got = shapeText(boxes, { batch: true });
    refuse('shape/rank', { port: 'boxes' }, { expected: 'list of boxes (R × 4)', got });
  }
  const [expected, got] = [sizeOf(regions, N), sizeOf(boxes, N)];
  if (!same(got, expected)) {
    const data = { expected: `${toText(expected)} boxes`, got: toText(got) };
    refuse('shape/mismatch', { port: 'boxes' }, data);
  }
}

/** Takes each box's region from the level that suits its size, where all levels have cut one out for every box. */
export const pickLevel = defineOperator({
  id: 'pick-level',
  title: 'Pick level',
  summary: 'Keeps for every box the region that was cut out of the level of its size.',
  reference: 'Lin et al., 2016, arXiv 1612.03144, eq. 1; torchvision ops/poolers.py LevelMapper',
  family: 'tensor',
  needsSingle: () => true,
  operation: 'none',
  fields: {
    levels: structural({
      label: 'Levels',
      help: 'Levels that regions were cut out of, the finest first.',
      min: 1,
      max: 8,
      default: 4,
    }),
    stride: structural({
      label: 'Finest stride',
      help: 'Pixels of the image between neighbouring positions of the finest level; each next one has twice as many.',
      unit: 'px',
      min: 1,
      max: 1024,
      default: 4,
    }),
    side: structural({
      label: 'Least side',
      help: 'A box goes to the coarsest level on which its side is at least this many positions.',
      unit: 'px',
      min: 1,
      max: 256,
      default: 14,
    }),
  },
  inputs: ({ levels }) => [
    { name: 'boxes', label: 'x1, y1, x2, y2 in pixels of the image' },
    ...Array.from({ length: levels }, (_, index) => ({ name: `in${index + 1}` })),
  ],
  outputs: onePort('out'),
  shape: ({ levels }, [boxes, ...regions]) => {
    const ports = Array.from({ length: levels }, (_, index) => `in${index + 1}`);
    requireSameShapes(ports, regions);
    requireBoxes(boxes as Shape, regions[0] as Shape);
    return [regions[0] as Shape];
  },
  macs: () => 0n,
  evaluate: (v, [boxes, ...regions], _, [shape]) => {
    const y = zeros(shape!);
    const size = elementCount(shape!.slice(1));
    for (let box = 0; box < shape![N]!; box++) {
      const [left, top, right, bottom] = boxes!.data.subarray(box * 4, box * 4 + 4) as unknown as number[];
      const area = Math.fround(Math.fround(right! - left!) * Math.fround(bottom! - top!));
      const level = leastAreas(v).filter((least) => area >= least).length;
      y.data.set(regions[level]!.data.subarray(box * size, (box + 1) * size), box * size);
    }
    return [y];
  },
  torch: (v) => {
    const levels = Array.from({ length: v.levels }, (_, index) => py.input(index + 1));
    const areas = py.named('areas', leastAreas(v));
    return torchExpression(py.call(pickLevelCode.name, py.input(0), ...levels, areas), pickLevelCode);
  },
  onnx: (v, io) => {
    const [boxes, first, ...others] = io.inputs.map(({ name }) => name);
    const rank = io.outputs[0]!.shape.length;
    const out = io.outputs[0]!.name;
    if (others.length === 0) return [{ op: 'Identity', inputs: [first!], outputs: [out] }];
    const corner = (suffix: string, start: number): OnnxNode => ({
      op: 'Slice',
      suffix,
      inputs: [
        boxes!,
        integers(io, `${suffix}-start`, [start]),
        integers(io, `${suffix}-end`, [start + 2]),
        integers(io, `${suffix}-axis`, [1]),
      ],
      outputs: [io.inner(suffix)],
    });
    const node = (suffix: string, op: string, inputs: readonly string[], attributes = {}): OnnxNode => ({
      op,
      suffix,
      inputs,
      outputs: [io.inner(suffix)],
      attributes,
    });
    const ones = Array.from({ length: rank - 1 }, () => 1);
    const product = reducing(io, 'ReduceProd', [1], { keep: true, name: 'area-axes' });
    const nodes: OnnxNode[] = [
      corner('first', 0),
      corner('last', 2),
      node('sides', 'Sub', [io.inner('last'), io.inner('first')]),
      node('areas', 'ReduceProd', [io.inner('sides'), ...product.more], product.attributes),
      node('area', 'Reshape', [io.inner('areas'), integers(io, 'area-sizes', [-1, ...ones])]),
    ];
    let kept = first!;
    for (const [index, least] of leastAreas(v).entries()) {
      const level = index + 2;
      const limit = io.constant(`least${level}`, Float32Array.of(least), []);
      const result = level === v.levels ? out : io.inner(`pick${level}`);
      nodes.push(node(`is${level}`, 'GreaterOrEqual', [io.inner('area'), limit]));
      const inputs = [io.inner(`is${level}`), others[index]!, kept];
      nodes.push({ op: 'Where', suffix: `pick${level}`, inputs, outputs: [result] });
      kept = result;
    }
    return nodes;
  },
  symbolicInputs: ({ levels }, free) => [
    [free('R'), 4n],
    ...Array.from({ length: levels }, () => [free('R'), free('C'), free('p'), free('p')]),
  ],
  examples: [
    {
      title: 'three levels, boxes of all sizes',
      fields: { levels: 3, stride: 1, side: 1 },
      inputs: [
        [60, 4],
        [60, 2, 3, 3],
        [60, 2, 3, 3],
        [60, 2, 3, 3],
      ],
      outputs: [[60, 2, 3, 3]],
      params: 0n,
      macs: 0n,
    },
    {
      title: 'one level',
      fields: { levels: 1 },
      inputs: [
        [5, 4],
        [5, 2, 3, 3],
      ],
      outputs: [[5, 2, 3, 3]],
      params: 0n,
      macs: 0n,
    },
  ],
});
