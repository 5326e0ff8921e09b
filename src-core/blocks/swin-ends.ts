import type { GraphBuilder } from '../language/definition.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import type { Wire } from '../language/wire.ts';
import { conv2d } from '../operators/convolution.ts';
import { layerNorm } from '../operators/layer-norm.ts';
import { linear } from '../operators/linear.ts';
import { permute } from '../operators/permute.ts';
import { globalAvgPool } from '../operators/pooling.ts';
import { flatten } from '../operators/reshape.ts';
import { convnextStem } from './convnext-ends.ts';
import { head } from './head.ts';

const reference =
  'Liu et al., Swin Transformer, 2021, arXiv 2103.14030; torchvision models/swin_transformer.py SwinTransformer';

/** A layer norm of the channels of each position, written on a map whose channels stand last, as torchvision's source has it. */
function channelsNormed(graph: GraphBuilder, x: Wire): Wire {
  const last = graph.add('channels-last', permute, { order: [0, 2, 3, 1] }, x);
  const normed = graph.add('norm', layerNorm, { axis: 'last' }, last);
  return graph.add('channels-first', permute, { order: [0, 3, 1, 2] }, normed);
}

/** The first layer of Swin: patches that do not overlap become positions. */
export const swinStem = defineBlock({
  id: 'swin-stem',
  title: 'Swin stem',
  names: ['patch embedding', 'patch partition'],
  summary: 'Convolves patches that do not overlap, and norms the channels of each.',
  reference,
  family: 'block',
  section: 'Stems and heads',
  fields: convnextStem.fields,
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: ({ outChannels, patch }, [x], graph) => {
    const window = { kernel: patch, stride: patch, padding: 'none' } as const;
    return [channelsNormed(graph, graph.add('conv', conv2d, { ...window, outChannels, bias: true }, x!))];
  },
  symbolicInputs: (_, free) => [[1n, free('C_in'), free('H'), free('W')]],
  examples: [
    {
      title: 'Swin-T',
      inputs: [[1, 3, 16, 18]],
      outputs: [[1, 96, 4, 4]],
      params: 4_896n,
      macs: 73_728n,
    },
  ],
});

/** Layer norm, global average pool and a linear classifier; the softmax is not included. */
export const swinHead = defineBlock({
  id: 'swin-head',
  title: 'Swin head',
  summary: 'Norms the channels of each position, averages them and scores the classes with one linear layer.',
  reference,
  family: 'linear',
  section: 'Stems and heads',
  fields: head.fields,
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: ({ classes }, [x], graph) => {
    const pooled = graph.add('pool', globalAvgPool, {}, channelsNormed(graph, x!));
    return [graph.add('fc', linear, { outFeatures: classes }, graph.add('flatten', flatten, {}, pooled))];
  },
  symbolicInputs: (_, free) => [[1n, free('C_in'), free('H'), free('W')]],
  examples: [
    {
      title: 'Swin-T',
      inputs: [[1, 768, 7, 7]],
      outputs: [[1, 1000]],
      params: 770_536n,
      macs: 768_000n,
    },
  ],
});
