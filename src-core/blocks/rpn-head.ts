import { mul } from '../algebra/expression.ts';
import { channelsOf } from '../language/checks.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import { conv2d } from '../operators/convolution.ts';
import { anchorList, overLevels } from './anchor-lists.ts';
import { convTower } from './conv-tower.ts';
import { anchorsField, convsField, levelsField, numberedPorts } from './detection-fields.ts';

const reference = 'Ren et al., Faster R-CNN, 2015, arXiv 1506.01497; torchvision detection/rpn.py RPNHead';
const fields = { convs: convsField(1, 1), anchors: anchorsField(3) } as const;
const outputs = () => [
  { name: 'scores', label: 'N × anchors × 1' },
  { name: 'boxes', label: 'four corrections of each anchor, N × anchors × 4' },
];

/** The RPN head on one map. Parameters for C channels: per convolution 9 C² + C, then 5 a (C + 1). */
export const rpnLevel = defineBlock({
  id: 'rpn-level',
  title: 'RPN head, one level',
  summary: 'Scores every anchor of a map as an object and corrects its box.',
  reference,
  family: 'block',
  section: 'Detection',
  fields,
  inputs: onePort('in'),
  outputs,
  expand: ({ convs, anchors }, [x], graph) => {
    const y = graph.add('convs', convTower, { convs, channels: channelsOf(x!.shape) }, x!);
    const guess = { kernel: 1, bias: true } as const;
    const scores = graph.add('score', conv2d, { ...guess, outChannels: anchors }, y);
    const boxes = graph.add('box', conv2d, { ...guess, outChannels: mul(4n, anchors) }, y);
    return [
      anchorList(graph, 'score', scores, { anchors, values: 1n }),
      anchorList(graph, 'box', boxes, { anchors, values: 4n }),
    ];
  },
  symbolicInputs: (_, free) => [[1n, free('C'), free('H'), free('W')]],
  examples: [
    {
      title: 'one level of 4 channels',
      inputs: [[2, 4, 3, 5]],
      outputs: [
        [2, 45, 1],
        [2, 45, 4],
      ],
      params: 223n,
      macs: 6_120n,
    },
  ],
});

/** Region proposal head: one set of weights runs on every level of the pyramid. */
export const rpnHead = defineBlock({
  id: 'rpn-head',
  title: 'RPN head',
  summary:
    'Scores every anchor of every level as an object and corrects its box, with the same weights on all levels.',
  reference,
  family: 'block',
  section: 'Detection',
  fields: { levels: levelsField, ...fields },
  inputs: ({ levels }) => numberedPorts('in', levels),
  outputs,
  expand: ({ levels: _, ...given }, maps, graph) => overLevels(graph, rpnLevel, given, maps),
  symbolicInputs: ({ levels }, free) =>
    Array.from({ length: levels }, (_, i) => [1n, free('C'), free(`H_${i + 1}`), free(`W_${i + 1}`)]),
  examples: [
    {
      title: 'two levels, two convolutions',
      fields: { levels: 2, convs: 2 },
      inputs: [
        [1, 4, 6, 5],
        [1, 4, 3, 3],
      ],
      outputs: [
        [1, 117, 1],
        [1, 117, 4],
      ],
      params: 371n,
      macs: 13_572n,
    },
    {
      title: 'one level',
      fields: { levels: 1, anchors: 1 },
      inputs: [[1, 4, 2, 2]],
      outputs: [
        [1, 4, 1],
        [1, 4, 4],
      ],
      params: 173n,
      macs: 656n,
    },
  ],
});
