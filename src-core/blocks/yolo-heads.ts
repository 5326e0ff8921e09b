import type { Expr } from '../algebra/expression.ts';
import { add, mul } from '../algebra/expression.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import type { Shape } from '../language/shape.ts';
import { C, H, sizeOf, W } from '../language/shape.ts';
import type { Wire } from '../language/wire.ts';
import { sigmoid } from '../operators/activation.ts';
import { conv2d } from '../operators/convolution.ts';
import { permute } from '../operators/permute.ts';
import { reshape } from '../operators/reshape.ts';
import { concat } from '../operators/tensor.ts';
import { addFollowing } from './add-following.ts';
import { convUnit } from './conv-unit.ts';
import { yoloUnit } from './csp-block.ts';
import { anchorsField, classesField, levelsField, numberedPorts, widthField } from './detection-fields.ts';

const levels = { ...levelsField, default: 3 };
const classes = classesField(80, 'Scores of each box.');

/** Four numbers of a box and whether it holds anything stand beside the scores of the classes. */
const beside = 5n;

const maps = (count: number, free: (name: string) => Expr): Expr[][] =>
  Array.from({ length: count }, (_, i) => [1n, free(`C_${i + 1}`), free(`H_${i + 1}`), free(`W_${i + 1}`)]);

/** One 1 × 1 convolution a level, read as one vector for each anchor and position: N × anchors × rows × columns × values. */
export const yolov5Head = defineBlock({
  id: 'yolov5-head',
  title: 'YOLOv5 head',
  summary:
    'Scores and places the anchors of every position with one convolution a level, without decoding them.',
  reference: 'YOLOv5 5081342, models/yolo.py Detect, what it returns in training',
  family: 'block',
  section: 'Detection, one stage',
  fields: { levels, anchors: anchorsField(3), classes },
  inputs: ({ levels: count }) => numberedPorts('in', count),
  outputs: ({ levels: count }) => numberedPorts('out', count),
  expand: ({ anchors, classes: scores }, inputs, graph) =>
    inputs.map((x, index) => {
      const values = add(scores, beside);
      const name = `level${index + 1}`;
      const y = graph.add(name, conv2d, { outChannels: mul(anchors, values), kernel: 1, bias: true }, x);
      const sizesAt = ([map]: readonly Shape[]) => ({
        sizes: [anchors, values, sizeOf(map!, H), sizeOf(map!, W)],
      });
      const apart = addFollowing(graph, `${name}-anchors`, reshape, sizesAt, y);
      return graph.add(`${name}-last`, permute, { order: [0, 1, 3, 4, 2] }, apart);
    }),
  symbolicInputs: ({ levels: count }, free) => maps(count, free),
  examples: [
    {
      title: 'two levels, three classes',
      fields: { levels: 2, anchors: 2, classes: 3 },
      inputs: [
        [1, 4, 4, 6],
        [1, 8, 2, 3],
      ],
      outputs: [
        [1, 2, 4, 6, 8],
        [1, 2, 2, 3, 8],
      ],
      params: 224n,
      macs: 2_304n,
    },
  ],
});

/**
 * Decoupled head: on each level a narrow map goes through two convolutions for the classes and two for the boxes. Boxes
 * leave as the network computes them; the scores are between 0 and 1.
 */
export const yoloxHead = defineBlock({
  id: 'yolox-head',
  title: 'YOLOX head',
  summary: 'Scores and places a box at every position of every level in two branches, and lists them all.',
  reference:
    'Ge et al., YOLOX, 2021, arXiv 2107.08430; YOLOX 6ddff48, yolox/models/yolo_head.py with decode_in_inference off',
  family: 'block',
  section: 'Detection, one stage',
  fields: { levels, channels: widthField(256), classes, ...yoloUnit },
  inputs: ({ levels: count }) => numberedPorts('in', count),
  outputs: onePort('out'),
  expand: ({ channels, classes: scores, ...unit }, inputs, graph) => {
    const lists = inputs.map((x, index): Wire => {
      const name = (what: string) => `level${index + 1}-${what}`;
      const predicted = (what: string, outChannels: Expr, from: Wire) =>
        graph.add(name(what), conv2d, { outChannels, kernel: 1, bias: true }, from);
      const branch = (what: string, from: Wire): Wire =>
        [1, 2].reduce(
          (y, i) => graph.add(name(`${what}-conv${i}`), convUnit, { outChannels: channels, ...unit }, y),
          from,
        );
      const stem = graph.add(name('stem'), convUnit, { outChannels: channels, kernel: 1, ...unit }, x);
      const seen = predicted('class', scores, branch('class', stem));
      const placed = branch('box', stem);
      const boxes = predicted('box', 4n, placed);
      const held = predicted('object', 1n, placed);
      const sure = graph.add(name('object-sure'), sigmoid, {}, held);
      const likely = graph.add(name('class-sure'), sigmoid, {}, seen);
      for (const what of ['object-sure', 'class-sure']) graph.callAs(name(what), 'method');
      const joined = graph.add(name('concat'), concat, { inputs: 3 }, boxes, sure, likely);
      const [values, rows, columns] = [C, H, W].map((axis) => sizeOf(joined.shape, axis)) as [
        Expr,
        Expr,
        Expr,
      ];
      return graph.add(name('list'), reshape, { sizes: [values, 1n, mul(rows, columns)] }, joined);
    });
    const all = graph.add('levels', concat, { inputs: lists.length, axis: 'columns' }, ...lists);
    const list = graph.add('list', reshape, { sizes: [sizeOf(all.shape, C), sizeOf(all.shape, W)] }, all);
    return [graph.add('last', permute, { order: [0, 2, 1] }, list)];
  },
  symbolicInputs: ({ levels: count }, free) => maps(count, free),
  examples: [
    {
      title: 'one list of two levels',
      fields: { levels: 2, channels: 4, classes: 3 },
      inputs: [
        [1, 4, 4, 6],
        [1, 8, 2, 3],
      ],
      outputs: [[1, 30, 8]],
      params: 1_360n,
      macs: 18_816n,
    },
  ],
});
