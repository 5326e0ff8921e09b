import { defineBlock } from '../language/definition.ts';
import { convUnit } from './conv-unit.ts';
import { dlaFields, dlaInputs, dlaShapes } from './dla-bottleneck.ts';
import { closeResidual, firstField, unitOf } from './residual.ts';

/** The basic block of Deep Layer Aggregation: its shortcut comes in from the tree. */
export const dlaBasic = defineBlock({
  id: 'dla-basic',
  title: 'DLA basic block',
  summary: 'Convolves twice with k × k and adds the shortcut.',
  reference: 'Yu et al., Deep Layer Aggregation, 2017, arXiv 1707.06484; timm models/dla.py, DlaBasic',
  family: 'block',
  section: 'Residual',
  fields: {
    planes: { ...dlaFields.planes, help: 'Channels of both convolutions; as many leave the block.' },
    k: dlaFields.k,
    stride: dlaFields.stride,
    first: { ...firstField, label: 'Opens a tree', help: 'The first block of a tree steps.' },
    dilation: dlaFields.dilation,
    norm: dlaFields.norm,
    activation: dlaFields.activation,
  },
  inputs: dlaInputs,
  outputs: () => [{ name: 'out' }],
  expand: (v, [x, shortcut], graph) => {
    const unit = unitOf(v);
    const conv = { outChannels: v.planes, kernel: v.k, dilation: v.dilation, ...unit };
    const opened = graph.add('conv1', convUnit, { ...conv, stride: v.first ? v.stride : 1 }, x!);
    const closed = graph.add('conv2', convUnit, { ...conv, activation: 'none' }, opened);
    return [closeResidual(graph, closed, shortcut!, unit)];
  },
  symbolicInputs: dlaShapes,
  examples: [
    {
      title: 'opens level 2 of DLA-34',
      fields: { planes: 64, stride: 2 },
      inputs: [
        [1, 32, 8, 8],
        [1, 64, 4, 4],
      ],
      outputs: [[1, 64, 4, 4]],
      params: 55_552n,
      macs: 884_736n,
    },
  ],
});
