import type { Expr } from '../algebra/expression.ts';
import { mul } from '../algebra/expression.ts';
import { channelsOf } from '../language/checks.ts';
import type { GraphBuilder } from '../language/definition.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import type { Values } from '../language/field.ts';
import { dimensions } from '../language/field.ts';
import type { Wire } from '../language/wire.ts';
import { conv2d } from '../operators/convolution.ts';
import { epsilonField } from '../operators/epsilon.ts';
import { momentumField } from '../operators/momentum.ts';
import { concat } from '../operators/tensor.ts';
import { anchorList } from './anchor-lists.ts';
import { activationField, convUnit } from './conv-unit.ts';
import { anchorsField, classesField, numberedPorts } from './detection-fields.ts';
import { separableField, ssdNormField } from './ssd-extra.ts';

const reference =
  'Liu et al., SSD, 2015, arXiv 1512.02325; Sandler et al., MobileNetV2, 2018, arXiv 1801.04381 (SSDLite); torchvision detection/ssd.py SSDHead, ssdlite.py SSDLiteHead';
const fields = {
  classes: classesField(91, 'Scores of each anchor, that of the background among them.'),
  separable: separableField,
  norm: { ...ssdNormField, help: 'What follows the 3 × 3 convolutions where they are separable.' },
  activation: { ...activationField, help: 'What follows them there.' },
  epsilon: epsilonField,
  momentum: momentumField,
} as const;
const outputs = () => [
  { name: 'scores', label: 'N × anchors × classes' },
  { name: 'boxes', label: 'four corrections of each anchor, N × anchors × 4' },
];

/** Guesses `channels` numbers at every position, by one 3 × 3 convolution, or by a separable one. */
function guessed(
  graph: GraphBuilder,
  name: string,
  x: Wire,
  channels: Expr,
  { separable, norm, activation, epsilon, momentum }: Values<typeof fields>,
): Wire {
  if (!separable) return graph.add(name, conv2d, { outChannels: channels, bias: true }, x);
  const own = channelsOf(x.shape);
  const unit = { norm, activation, epsilon, momentum, bias: norm === 'none' };
  const filtered = graph.add(`${name}-depthwise`, convUnit, { outChannels: own, groups: own, ...unit }, x);
  return graph.add(name, conv2d, { outChannels: channels, kernel: 1, bias: true }, filtered);
}

/** The SSD head on one map. */
export const ssdLevel = defineBlock({
  id: 'ssd-level',
  title: 'SSD head, one level',
  summary: 'Scores the classes of every anchor of a map and corrects its box, with one convolution each.',
  reference,
  family: 'block',
  section: 'Detection, one stage',
  fields: { anchors: anchorsField(6), ...fields },
  inputs: onePort('in'),
  outputs,
  expand: ({ anchors, ...v }, [x], graph) => {
    const scores = guessed(graph, 'score', x!, mul(anchors, v.classes), v);
    const boxes = guessed(graph, 'box', x!, mul(4n, anchors), v);
    return [
      anchorList(graph, 'score', scores, { anchors, values: v.classes }),
      anchorList(graph, 'box', boxes, { anchors, values: 4n }),
    ];
  },
  symbolicInputs: (_, free) => [[1n, free('C'), free('H'), free('W')]],
  examples: [
    {
      title: 'two anchors, three classes',
      fields: { anchors: 2, classes: 3 },
      inputs: [[1, 4, 3, 3]],
      outputs: [
        [1, 18, 3],
        [1, 18, 4],
      ],
      params: 518n,
      macs: 4_536n,
    },
    {
      title: 'SSDLite',
      fields: {
        anchors: 2,
        classes: 3,
        separable: true,
        norm: 'batch',
        activation: 'relu6',
        epsilon: '1e-3',
      },
      inputs: [[1, 4, 3, 2]],
      outputs: [
        [1, 12, 3],
        [1, 12, 4],
      ],
      params: 158n,
      macs: 768n,
    },
  ],
});

/** SSD head: every map has convolutions of its own, and anchors as many as suit it. */
export const ssdHead = defineBlock({
  id: 'ssd-head',
  title: 'SSD head',
  summary: 'Scores and corrects every anchor of every map, each map with weights of its own.',
  reference,
  family: 'block',
  section: 'Detection, one stage',
  fields: {
    anchors: dimensions({
      label: 'Anchors',
      help: 'Boxes that are guessed from at each position, one number for each map, the finest first.',
      min: 1,
      max: 64,
      minLength: 1,
      maxLength: 8,
      default: [4, 6, 6, 6, 4, 4],
    }),
    ...fields,
  },
  inputs: ({ anchors }) => numberedPorts('in', anchors.length),
  outputs,
  expand: ({ anchors, ...v }, maps, graph) => {
    const lists = maps.map((map, index) =>
      graph.addAll(`level${index + 1}`, ssdLevel, { ...v, anchors: anchors[index]! }, map),
    );
    const joined = (name: string, output: number) =>
      graph.add(name, concat, { inputs: lists.length }, ...lists.map((list) => list[output]!));
    return [joined('scores', 0), joined('boxes', 1)];
  },
  symbolicInputs: ({ anchors }, free) =>
    anchors.map((_, index): Expr[] => {
      const own = (name: string) => free(`${name}_${index + 1}`);
      return [1n, own('C'), own('H'), own('W')];
    }),
  examples: [
    {
      title: 'two maps, with one anchor and with two',
      fields: { anchors: [1, 2], classes: 3 },
      inputs: [
        [1, 4, 3, 2],
        [1, 5, 2, 1],
      ],
      outputs: [
        [1, 10, 3],
        [1, 10, 4],
      ],
      params: 903n,
      macs: 2_772n,
    },
  ],
});
