import { channelsOf } from '../language/checks.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import { conv2d } from '../operators/convolution.ts';
import { epsilonField } from '../operators/epsilon.ts';
import { momentumField } from '../operators/momentum.ts';
import { activationField, convUnit, normField } from './conv-unit.ts';

const { outChannels, kernel, kernelWidth, stride, strideWidth, dilation, dilationWidth, bias } =
  conv2d.fields;

/** A convolution cut into a depthwise k × k one and a 1 × 1 one, with nothing between them. */
export const separableConv = defineBlock({
  id: 'separable-conv',
  title: 'Separable conv',
  summary: 'Filters each channel on its own with k × k, then mixes the channels with 1 × 1.',
  reference: 'Chollet, Xception, 2016, arXiv 1610.02357; segmentation_models.pytorch 5006616 SeparableConv2d',
  family: 'conv',
  section: 'Building parts',
  fields: {
    outChannels,
    kernel,
    kernelWidth,
    stride,
    strideWidth,
    dilation,
    dilationWidth,
    bias: {
      ...bias,
      help: 'Adds one learned number per filter of the 1 × 1 convolution; off when a norm follows.',
    },
    norm: normField,
    activation: activationField,
    epsilon: epsilonField,
    momentum: momentumField,
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: (
    { outChannels: channels, bias: biased, norm, activation, epsilon, momentum, ...window },
    [x],
    graph,
  ) => {
    const own = channelsOf(x!.shape);
    const filtered = graph.add('depthwise', conv2d, { ...window, outChannels: own, groups: own }, x!);
    const unit = { outChannels: channels, kernel: 1, bias: biased, norm, activation, epsilon, momentum };
    return [graph.add('pointwise', convUnit, unit, filtered)];
  },
  symbolicInputs: (_, free) => [[1n, free('C_in'), free('H'), free('W')]],
  examples: [
    {
      title: 'rows and columns apart',
      fields: { outChannels: 8, kernelWidth: 5, strideWidth: 2, dilation: 2, dilationWidth: 1 },
      inputs: [[1, 4, 6, 5]],
      outputs: [[1, 8, 6, 3]],
      params: 108n,
      macs: 1_656n,
    },
    {
      title: 'dilated by 2',
      fields: { outChannels: 8, dilation: 2 },
      inputs: [[1, 4, 6, 5]],
      outputs: [[1, 8, 6, 5]],
      params: 84n,
      macs: 2_040n,
    },
  ],
});
