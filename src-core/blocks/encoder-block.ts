import { mul } from '../algebra/expression.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import type { Wire } from '../language/wire.ts';
import { sum } from '../operators/arithmetic.ts';
import { epsilonField } from '../operators/epsilon.ts';
import { layerNorm } from '../operators/layer-norm.ts';
import { sourceField } from './attention-calls.ts';
import { activationField } from './conv-unit.ts';
import { talkingField } from './dot-product-attention.ts';
import { layerScaled, layerScaleField } from './layer-scale.ts';
import { perceptron, ratioField } from './perceptron.ts';
import { headsField, selfAttention, sequenceSizes } from './self-attention.ts';
import { depthField } from './stage.ts';

/** Every layer norm of a vision transformer adds this to the variance. */
export const encoderEpsilon = 1e-6;

/** Encoder block of a vision transformer: norm, self-attention, add; norm, two linear layers, add. */
export const encoderBlock = defineBlock({
  id: 'encoder-block',
  title: 'Encoder block',
  names: ['transformer encoder', 'vit block'],
  summary:
    'Lets the positions of a sequence attend to each other, then widens and narrows each, adding its input twice.',
  reference:
    'Dosovitskiy et al., An Image is Worth 16x16 Words, 2020, arXiv 2010.11929; torchvision models/vision_transformer.py EncoderBlock',
  family: 'block',
  section: 'Transformer',
  fields: {
    heads: headsField,
    ratio: ratioField,
    activation: { ...activationField, help: 'What stands between the two linear layers.', default: 'gelu' },
    epsilon: { ...epsilonField, default: encoderEpsilon },
    talking: talkingField,
    layerScale: layerScaleField,
    source: sourceField,
  },
  inputs: () => [{ name: 'in', label: 'a sequence with its channels last' }],
  outputs: onePort('out'),
  expand: ({ heads, ratio, activation, epsilon, talking, layerScale, source }, [x], graph) => {
    sequenceSizes('in', x!.shape);
    const norm = { axis: 'last', epsilon } as const;
    const normed = graph.add('norm1', layerNorm, norm, x!);
    const attended = graph.add('attention', selfAttention, { heads, talking, source }, normed);
    const scaled = (suffix: string, z: Wire): Wire => (layerScale ? layerScaled(graph, suffix, z) : z);
    const y = graph.add('add1', sum, {}, scaled('1', attended), x!);
    const wide = perceptron(graph, graph.add('norm2', layerNorm, norm, y), { ratio, activation });
    return [graph.add('add2', sum, {}, y, scaled('2', wide))];
  },
  symbolicInputs: ({ heads }, free) => [[1n, free('L'), mul(heads, free('d'))]],
  examples: [
    {
      title: 'two images, 3 heads',
      fields: { heads: 3, ratio: 2, source: 'multi-head' },
      inputs: [[2, 5, 12]],
      outputs: [[2, 5, 12]],
      params: 1_284n,
      macs: 12_720n,
    },
    {
      title: 'talking heads and layer scale, as in CaiT',
      fields: { heads: 3, ratio: 2, talking: true, layerScale: true },
      inputs: [[2, 5, 12]],
      outputs: [[2, 5, 12]],
      params: 1_332n,
      macs: 13_620n,
    },
  ],
});

/** Encoder blocks one after another; width and positions stay. */
export const encoderStage = defineBlock({
  id: 'encoder-stage',
  title: 'Encoder stage',
  summary: 'Repeats the encoder block.',
  reference: encoderBlock.reference!,
  family: 'block',
  section: 'Transformer',
  fields: { depth: depthField, ...encoderBlock.fields },
  inputs: () => [{ name: 'in', label: 'a sequence with its channels last' }],
  outputs: onePort('out'),
  expand: ({ depth, ...values }, [x], graph) => {
    let y = x!;
    for (let i = 1; i <= depth; i++) y = graph.add(`block${i}`, encoderBlock, values, y);
    return [y];
  },
  symbolicInputs: ({ heads }, free) => [[1n, free('L'), mul(heads, free('d'))]],
  examples: [
    {
      title: 'two copies',
      fields: { depth: 2, heads: 2, ratio: 1 },
      inputs: [[1, 3, 4]],
      outputs: [[1, 3, 4]],
      params: 272n,
      macs: 720n,
    },
  ],
});
