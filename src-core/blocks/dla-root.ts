import type { Expr } from '../algebra/expression.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import { dimension, structural, toggle } from '../language/field.ts';
import { concat } from '../operators/tensor.ts';
import { activationField, convUnit, normField } from './conv-unit.ts';
import { numberedPorts } from './detection-fields.ts';
import { closeResidual, unitOf } from './residual.ts';

export const residualRootField = toggle({
  label: 'Residual root',
  help: 'Each root adds its last block to its result.',
  default: false,
});

/** Where an aggregation tree joins its blocks: they are laid side by side and mixed by a 1 × 1 convolution. */
export const dlaRoot = defineBlock({
  id: 'dla-root',
  title: 'DLA root',
  summary: 'Joins maps of one size and mixes their channels with a 1 × 1 convolution.',
  reference:
    'Yu et al., Deep Layer Aggregation, 2017, arXiv 1707.06484; Res2Net-PretrainedModels 13af788, dla.py, Root',
  family: 'block',
  section: 'Residual',
  fields: {
    inputs: structural({ label: 'Inputs', help: 'Maps that are joined.', min: 1, max: 16, default: 2 }),
    outChannels: dimension({
      label: 'Output channels',
      help: 'Channels that leave the root.',
      symbol: 'C_out',
      unit: 'ch',
      min: 1,
      max: 65_536,
      default: 128,
    }),
    residual: { ...residualRootField, label: 'Residual', help: 'Adds the first input to the result.' },
    norm: normField,
    activation: activationField,
  },
  inputs: ({ inputs }) => numberedPorts('in', inputs),
  outputs: onePort('out'),
  expand: ({ inputs, outChannels, residual, ...follows }, maps, graph) => {
    const unit = unitOf(follows);
    const joined = graph.add('concat', concat, { inputs }, ...maps);
    const conv = { outChannels, kernel: 1, ...unit };
    if (!residual) return [graph.add('conv', convUnit, conv, joined)];
    const mixed = graph.add('conv', convUnit, { ...conv, activation: 'none' }, joined);
    return [closeResidual(graph, mixed, maps[0]!, unit)];
  },
  symbolicInputs: ({ inputs, outChannels, residual }, free) =>
    Array.from({ length: inputs }, (_, index): Expr[] => [
      1n,
      residual && index === 0 ? outChannels : free(`C_${index + 1}`),
      free('H'),
      free('W'),
    ]),
  examples: [
    {
      title: 'two blocks',
      fields: { outChannels: 8 },
      inputs: [
        [1, 8, 4, 5],
        [1, 8, 4, 5],
      ],
      outputs: [[1, 8, 4, 5]],
      params: 144n,
      macs: 2_560n,
    },
    {
      title: 'two blocks, the input of their tree and an earlier half; residual',
      fields: { inputs: 4, outChannels: 8, residual: true },
      inputs: [
        [1, 8, 3, 3],
        [1, 8, 3, 3],
        [1, 4, 3, 3],
        [1, 8, 3, 3],
      ],
      outputs: [[1, 8, 3, 3]],
      params: 240n,
      macs: 2_016n,
    },
  ],
});
