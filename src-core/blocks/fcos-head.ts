import { channelsOf } from '../language/checks.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import { relu } from '../operators/activation.ts';
import { conv2d } from '../operators/convolution.ts';
import { anchorList, overLevels } from './anchor-lists.ts';
import { convTower } from './conv-tower.ts';
import { classesField, convsField, levelsField, numberedPorts } from './detection-fields.ts';

const reference = 'Tian et al., FCOS, 2019, arXiv 1904.01355; torchvision detection/fcos.py FCOSHead';
const fields = { convs: convsField(4, 1), classes: classesField(91, 'Scores of each position.') } as const;
const outputs = () => [
  { name: 'scores', label: 'N × positions × classes' },
  { name: 'boxes', label: 'distances to the four sides, N × positions × 4' },
  { name: 'centres', label: 'how central a position is, N × positions × 1' },
];

/** The FCOS head on one map: every position is one place to look at, so that there are no anchors. */
export const fcosLevel = defineBlock({
  id: 'fcos-level',
  title: 'FCOS head, one level',
  summary: 'Scores the classes of every position, how far its box reaches, and how central it is.',
  reference,
  family: 'block',
  section: 'Detection, one stage',
  fields,
  inputs: onePort('in'),
  outputs,
  expand: ({ convs, classes }, [x], graph) => {
    const tower = { convs, channels: channelsOf(x!.shape), norm: 'group' } as const;
    const seen = graph.add('score-tower', convTower, tower, x!);
    const scores = graph.add('score', conv2d, { outChannels: classes, bias: true }, seen);
    const placed = graph.add('box-tower', convTower, tower, x!);
    const sides = graph.add('box', conv2d, { outChannels: 4, bias: true }, placed);
    const boxes = graph.add('box-act', relu, {}, sides);
    graph.callAs('box-act', 'function');
    const centres = graph.add('centre', conv2d, { outChannels: 1, bias: true }, placed);
    return [
      anchorList(graph, 'score', scores, { anchors: 1n, values: classes }),
      anchorList(graph, 'box', boxes, { anchors: 1n, values: 4n }),
      anchorList(graph, 'centre', centres, { anchors: 1n, values: 1n }),
    ];
  },
  symbolicInputs: (_, free) => [[1n, free('C'), free('H'), free('W')]],
  examples: [
    {
      title: 'one convolution a tower, three classes',
      fields: { convs: 1, classes: 3 },
      inputs: [[1, 32, 2, 3]],
      outputs: [
        [1, 6, 3],
        [1, 6, 4],
        [1, 6, 1],
      ],
      params: 20_936n,
      macs: 124_416n,
    },
  ],
});

/** FCOS head: one set of weights runs on every level of the pyramid. */
export const fcosHead = defineBlock({
  id: 'fcos-head',
  title: 'FCOS head',
  summary:
    'Scores, boxes and centre-ness of every position of every level, with the same weights on all levels.',
  reference,
  family: 'block',
  section: 'Detection, one stage',
  fields: { levels: levelsField, ...fields },
  inputs: ({ levels }) => numberedPorts('in', levels),
  outputs,
  expand: ({ levels: _, ...given }, maps, graph) => overLevels(graph, fcosLevel, given, maps),
  symbolicInputs: ({ levels }, free) =>
    Array.from({ length: levels }, (_, i) => [1n, free('C'), free(`H_${i + 1}`), free(`W_${i + 1}`)]),
  examples: [
    {
      title: 'two levels',
      fields: { levels: 2, convs: 1, classes: 3 },
      inputs: [
        [1, 32, 2, 3],
        [1, 32, 1, 2],
      ],
      outputs: [
        [1, 8, 3],
        [1, 8, 4],
        [1, 8, 1],
      ],
      params: 20_936n,
      macs: 165_888n,
    },
  ],
});
