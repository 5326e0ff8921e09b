import { defineBlock, onePort } from '../language/definition.ts';
import { dimension, structural } from '../language/field.ts';
import { conv2d } from '../operators/convolution.ts';
import { layerNorm } from '../operators/layer-norm.ts';
import { linear } from '../operators/linear.ts';
import { globalAvgPool } from '../operators/pooling.ts';
import { flatten } from '../operators/reshape.ts';
import { convnextEpsilon } from './convnext-block.ts';
import { head } from './head.ts';

const reference =
  'Liu et al., A ConvNet for the 2020s, 2022, arXiv 2201.03545; torchvision models/convnext.py ConvNeXt';

/** The first layer of ConvNeXt: patches that do not overlap become positions. */
export const convnextStem = defineBlock({
  id: 'convnext-stem',
  title: 'ConvNeXt stem',
  summary: 'Convolves patches that do not overlap, and norms the channels of each.',
  reference,
  family: 'block',
  section: 'Stems and heads',
  fields: {
    outChannels: dimension({
      label: 'Output channels',
      help: 'Channels that leave the stem.',
      symbol: 'C_out',
      unit: 'ch',
      min: 1,
      max: 65_536,
      default: 96,
    }),
    patch: structural({
      label: 'Patch',
      help: 'Side length of a patch, and the step to the next.',
      unit: 'px',
      min: 1,
      max: 64,
      default: 4,
    }),
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: ({ outChannels, patch }, [x], graph) => {
    const window = { kernel: patch, stride: patch, padding: 'none' } as const;
    const y = graph.add('conv', conv2d, { ...window, outChannels, bias: true }, x!);
    return [graph.add('norm', layerNorm, { epsilon: convnextEpsilon }, y)];
  },
  symbolicInputs: (_, free) => [[1n, free('C_in'), free('H'), free('W')]],
  examples: [
    {
      title: 'ConvNeXt-T',
      inputs: [[1, 3, 16, 18]],
      outputs: [[1, 96, 4, 4]],
      params: 4_896n,
      macs: 73_728n,
    },
  ],
});

/** Global average pool, layer norm and a linear classifier; the softmax is not included. */
export const convnextHead = defineBlock({
  id: 'convnext-head',
  title: 'ConvNeXt head',
  summary: 'Averages each channel, norms the averages and scores the classes with one linear layer.',
  reference,
  family: 'linear',
  section: 'Stems and heads',
  fields: head.fields,
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: ({ classes }, [x], graph) => {
    const pooled = graph.add('pool', globalAvgPool, {}, x!);
    const normed = graph.add('norm', layerNorm, { epsilon: convnextEpsilon }, pooled);
    return [graph.add('fc', linear, { outFeatures: classes }, graph.add('flatten', flatten, {}, normed))];
  },
  symbolicInputs: (_, free) => [[1n, free('C_in'), free('H'), free('W')]],
  examples: [
    {
      title: 'ConvNeXt-T',
      inputs: [[1, 768, 7, 7]],
      outputs: [[1, 1000]],
      params: 770_536n,
      macs: 768_000n,
    },
  ],
});
