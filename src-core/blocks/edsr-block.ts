import { channelsOf } from '../language/checks.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import { real } from '../language/field.ts';
import { product, sum } from '../operators/arithmetic.ts';
import { constant } from '../operators/constant.ts';
import { conv2d } from '../operators/convolution.ts';
import { activate } from './activate.ts';
import { activationField } from './conv-unit.ts';
import { groupKernel } from './split-fields.ts';
import { stageOf } from './stage.ts';

/** Residual block of super-resolution: two convolutions without norms, weakened by a fixed factor and added to the input. */
export const edsrBlock = defineBlock({
  id: 'edsr-block',
  title: 'EDSR block',
  summary: 'Convolves twice without norms, multiplies by a fixed factor and adds the input.',
  reference: 'Lim et al., EDSR, 2017, arXiv 1707.02921; EDSR-PyTorch 3dd71ae, src/model/common.py ResBlock',
  family: 'block',
  section: 'Residual',
  fields: {
    k: groupKernel,
    scale: real({
      label: 'Residual scale',
      help: 'What the convolved map is multiplied by before the addition; at 1 nothing is.',
      min: -1e6,
      max: 1e6,
      default: 1,
    }),
    activation: { ...activationField, help: 'What follows the first convolution.' },
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: ({ k: kernel, scale, activation }, [x], graph) => {
    const conv = { outChannels: channelsOf(x!.shape), kernel, bias: true };
    let y = activate(graph, 'act', activation, graph.add('conv1', conv2d, conv, x!));
    y = graph.add('conv2', conv2d, conv, y);
    if (scale !== 1) {
      y = graph.add('scale', product, {}, y, graph.add('factor', constant, { values: [scale] }));
      graph.callAs('scale', 'method');
    }
    return [graph.add('add', sum, {}, y, x!)];
  },
  repeated: { first: {}, others: {} },
  symbolicInputs: (_, free) => [[1n, free('C'), free('H'), free('W')]],
  examples: [
    {
      title: 'as it is',
      inputs: [[1, 4, 5, 6]],
      outputs: [[1, 4, 5, 6]],
      params: 296n,
      macs: 8_640n,
    },
    {
      title: 'scaled by a tenth, batch of 2',
      fields: { scale: 0.1 },
      inputs: [[2, 4, 3, 3]],
      outputs: [[2, 4, 3, 3]],
      params: 296n,
      macs: 5_184n,
    },
  ],
});

export const edsrStage = stageOf(edsrBlock, {
  id: 'edsr-stage',
  title: 'EDSR stage',
  examples: [
    {
      title: 'two copies',
      fields: { depth: 2 },
      inputs: [[1, 4, 5, 6]],
      outputs: [[1, 4, 5, 6]],
      params: 592n,
      macs: 17_280n,
    },
  ],
});
