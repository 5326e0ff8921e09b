import { mul } from '../algebra/expression.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import { dimension } from '../language/field.ts';
import { conv2d } from '../operators/convolution.ts';
import { concat } from '../operators/tensor.ts';
import { activationField, hasBias, normField } from './conv-unit.ts';
import { behindConvolution, normAct } from './norm-act.ts';
import { groupDilation, groupKernel } from './split-fields.ts';
import { stageOf } from './stage.ts';

/**
 * Dense layer of a DenseNet-B: norm, activation and 1 × 1 convolution to `bottleneck` times the growth g, norm,
 * activation and k × k convolution to g channels, which join the input.
 * Convolution weights: b*g*C_in + b*g² k².
 */
export const denseLayer = defineBlock({
  id: 'dense-layer',
  title: 'Dense layer',
  summary: 'Makes a few new maps from all that came before, and joins them to it.',
  reference: 'Huang et al., DenseNet, 2016, arXiv 1608.06993; torchvision models/densenet.py',
  family: 'block',
  section: 'Inception, dense, VGG',
  fields: {
    growth: dimension({
      label: 'Growth g',
      help: 'Channels that each layer adds.',
      symbol: 'g',
      unit: 'ch',
      min: 1,
      max: 4_096,
      default: 32,
    }),
    bottleneck: dimension({
      label: 'Bottleneck b',
      help: 'The 1 × 1 convolution leaves this many times the growth.',
      symbol: 'b',
      min: 1,
      max: 64,
      default: 4,
    }),
    k: groupKernel,
    dilation: groupDilation,
    norm: normField,
    activation: activationField,
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: ({ growth, bottleneck, k, dilation, ...unit }, [x], graph) => {
    let y = normAct(graph, '1', unit, x!);
    y = graph.add(
      'conv1',
      conv2d,
      { outChannels: mul(bottleneck, growth), kernel: 1, bias: hasBias(false, unit.norm) },
      y,
    );
    y = normAct(graph, '2', { ...unit, norm: behindConvolution(unit.norm) }, y);
    y = graph.add('conv2', conv2d, { outChannels: growth, kernel: k, dilation }, y);
    return [graph.add('concat', concat, { inputs: 2 }, x!, y)];
  },
  repeated: { first: {}, others: {} },
  symbolicInputs: (_, free) => [[1n, free('C_in'), free('H'), free('W')]],
  examples: [
    {
      title: 'the first of DenseNet-121',
      inputs: [[1, 64, 4, 4]],
      outputs: [[1, 96, 4, 4]],
      params: 45_440n,
      macs: 720_896n,
    },
    {
      title: 'narrow, dilated, frozen norms',
      fields: { growth: 3, bottleneck: 2, dilation: 2, norm: 'frozen' },
      inputs: [[2, 8, 5, 4]],
      outputs: [[2, 11, 5, 4]],
      params: 210n,
      macs: 8_400n,
    },
  ],
});

export const denseStage = {
  ...stageOf(denseLayer, {
    id: 'dense-stage',
    title: 'Dense block',
    examples: [
      {
        title: 'three layers',
        fields: { growth: 4 },
        inputs: [[1, 8, 4, 4]],
        outputs: [[1, 20, 4, 4]],
        params: 2_472n,
        macs: 36_864n,
      },
    ],
  }),
  summary: 'Repeats the Dense layer: every copy reads the channels of all before it and adds its own.',
};
