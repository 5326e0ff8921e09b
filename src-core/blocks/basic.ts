import type { Expr } from '../algebra/expression.ts';
import type { GraphBuilder } from '../language/definition.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import { toggle } from '../language/field.ts';
import type { Wire } from '../language/wire.ts';
import type { Attention } from './attention.ts';
import { attend } from './attention.ts';
import { convUnit } from './conv-unit.ts';
import type { ResidualShape, ResidualUnit, shortcuts } from './residual.ts';
import {
  closeResidual,
  firstField,
  opensOnce,
  planesField,
  requireResidual,
  residualInput,
  residualShortcut,
  residualUnit,
  shortcutField,
  strideField,
  unitOf,
} from './residual.ts';
import { groupKernel } from './split-fields.ts';

/** Whether the first copy's shortcut is a projection: not where a stage keeps both size and channels. */
export const projectField = toggle({
  label: 'Projection',
  help: 'The first copy projects its shortcut; off where the stage keeps size and channels.',
  default: true,
});

export const basicPlanes = {
  ...planesField,
  help: 'Channels of both convolutions; as many leave the block.',
};

interface BasicSizes {
  readonly planes: Expr;
  readonly stride: number;
  readonly dilation: number;
  readonly first: boolean;
  readonly project: boolean;
}

/** What a basic block is as a residual copy: it leaves as many channels as it has planes. */
export const basicShape = (v: BasicSizes): ResidualShape => ({
  outChannels: v.planes,
  stride: v.first ? v.stride : 1,
  dilation: v.dilation,
  projects: v.first && v.project,
});

interface BasicBody extends BasicSizes, ResidualUnit {
  readonly k: Expr;
  readonly shortcut: (typeof shortcuts)[number];
  readonly attention: Attention;
}

/** What a first convolution is given: its stride and dilation, and what follows it. */
interface Opening extends ResidualUnit {
  readonly k: Expr;
  readonly stride: number;
  readonly dilation: number;
}

/**
 * What basic blocks share: opens with the stride, convolves to the planes, weighs by the attention and adds the shortcut.
 * `open` is one convolution to the planes unless a block has another.
 */
export function basicBody(
  graph: GraphBuilder,
  x: Wire,
  v: BasicBody,
  open = (opening: Opening): Wire => openingConv(graph, x, v.planes, opening),
): Wire {
  const residual = basicShape(v);
  requireResidual(residual, x);
  const unit = unitOf(v);
  const { k, dilation } = v;
  const opened = open({ k, dilation, stride: residual.stride, ...unit });
  const second = { outChannels: v.planes, kernel: k, dilation, ...unit, activation: 'none' } as const;
  const weighed = attend(graph, graph.add('conv2', convUnit, second, opened), v);
  return closeResidual(graph, weighed, residualShortcut(graph, x, residual, v.shortcut, unit), unit);
}

/** The first convolution of a basic block. */
export const openingConv = (graph: GraphBuilder, x: Wire, outChannels: Expr, { k, ...step }: Opening): Wire =>
  graph.add('conv1', convUnit, { outChannels, kernel: k, ...step }, x);

/** ResNet basic block: two k × k convolutions and an addition, as in ResNet-18 and -34. */
export const basic = defineBlock({
  id: 'basic',
  title: 'Basic block',
  summary: 'Convolves twice with k × k and adds the input.',
  reference: 'He et al., Deep Residual Learning, 2015, arXiv 1512.03385',
  family: 'block',
  section: 'Residual',
  fields: {
    planes: basicPlanes,
    k: groupKernel,
    stride: strideField,
    first: firstField,
    project: projectField,
    shortcut: shortcutField,
    ...residualUnit,
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: (v, [x], graph) => [basicBody(graph, x!, v)],
  repeated: opensOnce,
  symbolicInputs: (v, free) => [residualInput(basicShape(v), free)],
  examples: [
    {
      title: 'layer1.0 of ResNet-18',
      fields: { project: false },
      inputs: [[1, 64, 8, 8]],
      outputs: [[1, 64, 8, 8]],
      params: 73_984n,
      macs: 4_718_592n,
    },
    {
      title: 'layer2.0 of ResNet-18',
      fields: { planes: 128, stride: 2 },
      inputs: [[1, 64, 8, 8]],
      outputs: [[1, 128, 4, 4]],
      params: 230_144n,
      macs: 3_670_016n,
    },
    {
      title: 'a shortcut without weights, as on CIFAR; odd map',
      fields: { planes: 32, stride: 2, shortcut: 'pad' },
      inputs: [[1, 16, 7, 7]],
      outputs: [[1, 32, 4, 4]],
      params: 13_952n,
      macs: 221_184n,
    },
  ],
});
