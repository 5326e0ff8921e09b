import { floorDiv } from '../algebra/rounding.ts';
import { channelsOf } from '../language/checks.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import { structural, toggle } from '../language/field.ts';
import { sum } from '../operators/arithmetic.ts';
import { epsilonField } from '../operators/epsilon.ts';
import { momentumField } from '../operators/momentum.ts';
import { concat } from '../operators/tensor.ts';
import { activationField, convUnit, normField } from './conv-unit.ts';
import { mobileChannels } from './mobile-fields.ts';

/** What follows every convolution of the YOLO family: a batch norm that adds 1e-3 and follows slowly, and SiLU. */
export const yoloUnit = {
  norm: normField,
  activation: { ...activationField, default: 'silu' },
  epsilon: { ...epsilonField, default: 1e-3 },
  momentum: { ...momentumField, default: 0.03 },
} as const;

const shortcut = toggle({
  label: 'Shortcut',
  help: 'Adds the input of each bottleneck to its output.',
  default: true,
});

/** A bottleneck that keeps its width: 1 × 1, then 3 × 3, and the input added where there is a shortcut. */
export const cspBottleneck = defineBlock({
  id: 'csp-bottleneck',
  title: 'CSP bottleneck',
  summary: 'Convolves with 1 × 1 and 3 × 3 at one width and may add the input.',
  reference: 'YOLOv5 5081342, models/common.py Bottleneck; YOLOX 6ddff48, yolox/models/network_blocks.py',
  family: 'block',
  section: 'Detection, one stage',
  fields: { shortcut, ...yoloUnit },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: ({ shortcut: adds, ...unit }, [x], graph) => {
    const outChannels = channelsOf(x!.shape);
    const narrow = graph.add('conv1', convUnit, { outChannels, kernel: 1, ...unit }, x!);
    const y = graph.add('conv2', convUnit, { outChannels, ...unit }, narrow);
    return [adds ? graph.add('add', sum, {}, x!, y) : y];
  },
  symbolicInputs: (_, free) => [[1n, free('C'), free('H'), free('W')]],
  examples: [
    {
      title: 'adds its input',
      inputs: [[1, 4, 5, 3]],
      outputs: [[1, 4, 5, 3]],
      params: 176n,
      macs: 2_400n,
    },
    {
      title: 'without the shortcut',
      fields: { shortcut: false },
      inputs: [[2, 4, 2, 2]],
      outputs: [[2, 4, 2, 2]],
      params: 176n,
      macs: 1_280n,
    },
  ],
});

/**
 * Cross stage partial block with three convolutions (C3): one half of the width goes through bottlenecks, the other past
 * them, and a 1 × 1 convolution joins them.
 */
export const cspBlock = defineBlock({
  id: 'csp-block',
  title: 'CSP block (C3)',
  names: ['C3', 'CSPLayer'],
  summary: 'Sends half of the width through bottlenecks and half past them, and joins both.',
  reference:
    'Wang et al., CSPNet, 2019, arXiv 1911.11929; YOLOv5 5081342, models/common.py C3; YOLOX 6ddff48, CSPLayer',
  family: 'block',
  section: 'Detection, one stage',
  fields: {
    outChannels: { ...mobileChannels, default: 64 },
    depth: structural({
      label: 'Depth',
      help: 'Bottlenecks one after another.',
      unit: 'blocks',
      min: 1,
      max: 200,
      default: 3,
    }),
    shortcut,
    ...yoloUnit,
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: ({ outChannels, depth, shortcut: adds, ...unit }, [x], graph) => {
    const half = { outChannels: floorDiv(outChannels, 2n), kernel: 1, ...unit };
    let y = graph.add('conv1', convUnit, half, x!);
    for (let i = 1; i <= depth; i++) {
      y = graph.add(`block${i}`, cspBottleneck, { shortcut: adds, ...unit }, y);
    }
    const joined = graph.add('concat', concat, {}, y, graph.add('conv2', convUnit, half, x!));
    return [graph.add('conv3', convUnit, { outChannels, kernel: 1, ...unit }, joined)];
  },
  symbolicInputs: (_, free) => [[1n, free('C_in'), free('H'), free('W')]],
  examples: [
    {
      title: 'two bottlenecks',
      fields: { outChannels: 8, depth: 2 },
      inputs: [[1, 6, 4, 4]],
      outputs: [[1, 8, 4, 4]],
      params: 496n,
      macs: 6_912n,
    },
    {
      title: 'no shortcut, ReLU, batch of 2',
      fields: { outChannels: 8, depth: 1, shortcut: false, activation: 'relu' },
      inputs: [[2, 8, 3, 3]],
      outputs: [[2, 8, 3, 3]],
      params: 336n,
      macs: 5_184n,
    },
  ],
});
