import { mul } from '../algebra/expression.ts';
import { channelsOf } from '../language/checks.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import { choice } from '../language/field.ts';
import { conv2d } from '../operators/convolution.ts';
import { anchorList, overLevels } from './anchor-lists.ts';
import { convTower } from './conv-tower.ts';
import { anchorsField, classesField, convsField, levelsField, numberedPorts } from './detection-fields.ts';

const reference =
  'Lin et al., Focal Loss, 2017, arXiv 1708.02002; torchvision detection/retinanet.py RetinaNetHead';
const fields = {
  convs: convsField(4, 1),
  anchors: anchorsField(9),
  classes: classesField(91, 'Scores of each anchor.'),
  norm: choice({
    label: 'Norm',
    help: 'What follows each convolution of the towers; without a norm they have biases.',
    options: ['none', 'group'],
    default: 'none',
  }),
} as const;
const outputs = () => [
  { name: 'scores', label: 'N × anchors × classes' },
  { name: 'boxes', label: 'four corrections of each anchor, N × anchors × 4' },
];

/** The RetinaNet head on one map. */
export const retinanetLevel = defineBlock({
  id: 'retinanet-level',
  title: 'RetinaNet head, one level',
  summary: 'Scores the classes of every anchor of a map and corrects its box, in two towers of convolutions.',
  reference,
  family: 'block',
  section: 'Detection, one stage',
  fields,
  inputs: onePort('in'),
  outputs,
  expand: ({ convs, anchors, classes, norm }, [x], graph) => {
    const tower = { convs, channels: channelsOf(x!.shape), norm, bias: norm === 'none' };
    const seen = graph.add('score-tower', convTower, tower, x!);
    const scores = graph.add('score', conv2d, { outChannels: mul(anchors, classes), bias: true }, seen);
    const placed = graph.add('box-tower', convTower, tower, x!);
    const boxes = graph.add('box', conv2d, { outChannels: mul(4n, anchors), bias: true }, placed);
    return [
      anchorList(graph, 'score', scores, { anchors, values: classes }),
      anchorList(graph, 'box', boxes, { anchors, values: 4n }),
    ];
  },
  symbolicInputs: (_, free) => [[1n, free('C'), free('H'), free('W')]],
  examples: [
    {
      title: 'one convolution a tower, two anchors, three classes',
      fields: { convs: 1, anchors: 2, classes: 3 },
      inputs: [[1, 4, 3, 3]],
      outputs: [
        [1, 18, 3],
        [1, 18, 4],
      ],
      params: 814n,
      macs: 7_128n,
    },
    {
      title: 'with group norms',
      fields: { convs: 1, anchors: 1, classes: 2, norm: 'group' },
      inputs: [[1, 32, 2, 2]],
      outputs: [
        [1, 4, 2],
        [1, 4, 4],
      ],
      params: 20_294n,
      macs: 80_640n,
    },
  ],
});

/** RetinaNet head: one set of weights runs on every level of the pyramid. */
export const retinanetHead = defineBlock({
  id: 'retinanet-head',
  title: 'RetinaNet head',
  summary: 'Scores and corrects every anchor of every level, with the same weights on all levels.',
  reference,
  family: 'block',
  section: 'Detection, one stage',
  fields: { levels: levelsField, ...fields },
  inputs: ({ levels }) => numberedPorts('in', levels),
  outputs,
  expand: ({ levels: _, ...given }, maps, graph) => overLevels(graph, retinanetLevel, given, maps),
  symbolicInputs: ({ levels }, free) =>
    Array.from({ length: levels }, (_, i) => [1n, free('C'), free(`H_${i + 1}`), free(`W_${i + 1}`)]),
  examples: [
    {
      title: 'two levels',
      fields: { levels: 2, convs: 1, anchors: 2, classes: 3 },
      inputs: [
        [1, 4, 3, 3],
        [1, 4, 2, 1],
      ],
      outputs: [
        [1, 22, 3],
        [1, 22, 4],
      ],
      params: 814n,
      macs: 8_712n,
    },
  ],
});
