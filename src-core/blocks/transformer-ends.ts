import { add, mul } from '../algebra/expression.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import { dimension, structural, toggle } from '../language/field.ts';
import { sizeOf } from '../language/shape.ts';
import type { Wire } from '../language/wire.ts';
import { product, sum } from '../operators/arithmetic.ts';
import { broadcastTo } from '../operators/broadcast-to.ts';
import { constant } from '../operators/constant.ts';
import { conv2d } from '../operators/convolution.ts';
import { layerNorm } from '../operators/layer-norm.ts';
import { linear } from '../operators/linear.ts';
import { parameter } from '../operators/parameter.ts';
import { permute } from '../operators/permute.ts';
import { flatten, reshape } from '../operators/reshape.ts';
import { slice } from '../operators/slice.ts';
import { concat } from '../operators/tensor.ts';
import { convnextStem } from './convnext-ends.ts';
import { encoderEpsilon } from './encoder-block.ts';
import { head } from './head.ts';
import { sequenceSizes } from './self-attention.ts';

const reference =
  'Dosovitskiy et al., An Image is Worth 16x16 Words, 2020, arXiv 2010.11929; torchvision models/vision_transformer.py VisionTransformer';

/** Patches of an image as a sequence [N, L, C], learned tokens ahead of them, and a learned table of positions. */
export const patchEmbedding = defineBlock({
  id: 'patch-embedding',
  title: 'Patch embedding',
  names: ['vit stem', 'class token', 'positions'],
  summary:
    'Convolves patches that do not overlap into a sequence, puts learned tokens ahead and adds learned positions.',
  reference,
  family: 'block',
  section: 'Stems and heads',
  fields: {
    outChannels: dimension({ ...convnextStem.fields.outChannels, default: 768 }),
    patch: structural({ ...convnextStem.fields.patch, default: 16 }),
    tokens: structural({
      label: 'Tokens',
      help: 'Learned tokens ahead of the patches, the same for all images; a classifier reads the first.',
      min: 0,
      max: 64,
      default: 1,
    }),
    positions: toggle({
      label: 'Positions',
      help: 'Adds a learned table of positions, whose size is that of the sequence.',
      default: true,
    }),
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: ({ outChannels, patch, tokens, positions }, [x], graph) => {
    const window = { kernel: patch, stride: patch, padding: 'none' } as const;
    const map = graph.add('conv', conv2d, { ...window, outChannels, bias: true }, x!);
    const count = mul(sizeOf(map.shape, 2), sizeOf(map.shape, 3));
    const rows = graph.add('sequence', reshape, { sizes: [outChannels, count] }, map);
    let y = graph.add('channels-last', permute, { order: [0, 2, 1] }, rows);
    if (tokens > 0) {
      const learned = graph.add('token', parameter, { sizes: [BigInt(tokens), outChannels] });
      y = graph.add('concat', concat, {}, graph.add('for-each', broadcastTo, {}, learned, y), y);
    }
    if (!positions) return [y];
    const sizes = [add(count, BigInt(tokens)), outChannels];
    const table = graph.add('positions', parameter, { sizes, init: 'normal' });
    return [graph.add('add', sum, {}, y, table)];
  },
  symbolicInputs: ({ patch }, free) => [
    [1n, free('C_in'), mul(BigInt(patch), free('h')), mul(BigInt(patch), free('w'))],
  ],
  examples: [
    {
      title: 'ViT-B/16 on a small image',
      inputs: [[1, 3, 32, 48]],
      outputs: [[1, 7, 768]],
      params: 596_736n,
      macs: 3_538_944n,
    },
    {
      title: 'two images, two tokens',
      fields: { outChannels: 6, patch: 2, tokens: 2 },
      inputs: [[2, 3, 4, 6]],
      outputs: [[2, 8, 6]],
      params: 138n,
      macs: 864n,
    },
  ],
});

/**
 * Layer norm of a sequence, and a linear classifier of its first token; the softmax is not included. A distilled network has
 * another for its second token, and answers with the mean of both.
 */
export const tokenHead = defineBlock({
  id: 'token-head',
  title: 'Token head',
  names: ['vit head', 'class token', 'distillation token'],
  summary: 'Norms a sequence and scores the classes with one linear layer on its first token.',
  reference,
  family: 'linear',
  section: 'Stems and heads',
  fields: {
    ...head.fields,
    distilled: toggle({
      label: 'Distilled',
      help: 'Scores the second token too, which learned from a teacher, and takes the mean of both.',
      default: false,
    }),
  },
  inputs: () => [{ name: 'in', label: 'a sequence with its channels last' }],
  outputs: onePort('out'),
  expand: ({ classes, distilled }, [x], graph) => {
    sequenceSizes('in', x!.shape);
    const normed = graph.add('norm', layerNorm, { axis: 'last', epsilon: encoderEpsilon }, x!);
    const scored = (suffix: string, start: bigint): Wire => {
      const token = graph.add(`token${suffix}`, slice, { start, channels: 1 }, normed);
      const flat = graph.add(`flatten${suffix}`, flatten, {}, token);
      return graph.add(`fc${suffix}`, linear, { outFeatures: classes }, flat);
    };
    const scores = scored('', 0n);
    if (!distilled) return [scores];
    const both = graph.add('both', sum, {}, scores, scored('-distilled', 1n));
    return [graph.add('mean', product, {}, both, graph.add('half', constant, { values: [0.5] }))];
  },
  symbolicInputs: (_, free) => [[1n, free('L'), free('C')]],
  examples: [
    {
      title: 'two images',
      fields: { classes: 10 },
      inputs: [[2, 5, 12]],
      outputs: [[2, 10]],
      params: 154n,
      macs: 240n,
    },
    {
      title: 'distilled',
      fields: { classes: 10, distilled: true },
      inputs: [[2, 5, 12]],
      outputs: [[2, 10]],
      params: 284n,
      macs: 480n,
    },
  ],
});
