import { defineBlock, onePort } from '../language/definition.ts';
import { pickLevel } from '../operators/pick-level.ts';
import { roiAlign } from '../operators/roi-align.ts';

const { levels, stride, side } = pickLevel.fields;
const { size, samples, aligned } = roiAlign.fields;

/**
 * RoI align on a pyramid: each box is cut out of the level of its size. Every level cuts out all boxes and one is kept, so
 * that sizes do not hang on where the boxes lie; runtimes that sort the boxes by level do a part of that work.
 */
export const pyramidRoiAlign = defineBlock({
  id: 'pyramid-roi-align',
  title: 'Pyramid RoI align',
  summary: 'Cuts a small map of fixed size for every box out of the level of its size.',
  reference: 'Lin et al., 2016, arXiv 1612.03144; torchvision ops/poolers.py MultiScaleRoIAlign',
  family: 'pool',
  section: 'Detection',
  fields: { levels, stride, size, samples, aligned, side },
  inputs: (v) => [
    ...Array.from({ length: v.levels }, (_, index) => ({ name: `in${index + 1}` })),
    { name: 'boxes', label: 'x1, y1, x2, y2 in pixels of the image' },
  ],
  outputs: onePort('out'),
  expand: (v, wires, graph) => {
    const boxes = wires[v.levels]!;
    const cut = { size: v.size, samples: v.samples, aligned: v.aligned };
    const regions = wires
      .slice(0, v.levels)
      .map((map, index) =>
        graph.add(`level${index + 1}`, roiAlign, { ...cut, stride: v.stride * 2 ** index }, map, boxes),
      );
    const choice = { levels: v.levels, stride: v.stride, side: v.side };
    return [graph.add('pick', pickLevel, choice, boxes, ...regions)];
  },
  symbolicInputs: (v, free) => [
    ...Array.from({ length: v.levels }, (_, i) => [1n, free('C'), free(`H_${i + 1}`), free(`W_${i + 1}`)]),
    [free('R'), 4n],
  ],
  examples: [
    {
      title: 'two levels',
      fields: { levels: 2, stride: 1, size: 3, side: 1 },
      inputs: [
        [1, 3, 8, 7],
        [1, 3, 4, 4],
        [20, 4],
      ],
      outputs: [[20, 3, 3, 3]],
      params: 0n,
      macs: 0n,
    },
  ],
});
