import { div, mul } from '../algebra/expression.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import { sizeOf } from '../language/shape.ts';
import type { Wire } from '../language/wire.ts';
import { sum } from '../operators/arithmetic.ts';
import { requireGroups } from '../operators/channel-groups.ts';
import { layerNorm } from '../operators/layer-norm.ts';
import { linear } from '../operators/linear.ts';
import { permute } from '../operators/permute.ts';
import { reshape } from '../operators/reshape.ts';
import { slice } from '../operators/slice.ts';
import { concat } from '../operators/tensor.ts';
import { dotProductAttention } from './dot-product-attention.ts';
import { encoderEpsilon } from './encoder-block.ts';
import { layerScaled } from './layer-scale.ts';
import { perceptron, ratioField } from './perceptron.ts';
import { headsField, sequenceSizes } from './self-attention.ts';

const norm = { axis: 'last', epsilon: encoderEpsilon } as const;

/** Block of class attention: a token attends to itself and a sequence that stays as it is, then is widened and narrowed. */
export const classAttentionBlock = defineBlock({
  id: 'class-attention-block',
  title: 'Class attention block',
  names: ['CaiT', 'class token'],
  summary: 'Lets a token attend to itself and to a sequence, then widens and narrows it, adding it twice.',
  reference:
    'Touvron et al., Going deeper with Image Transformers, 2021, arXiv 2103.17239; timm cait.py LayerScaleBlockClassAttn',
  family: 'block',
  section: 'Transformer',
  fields: { heads: headsField, ratio: ratioField },
  inputs: () => [
    { name: 'in', label: 'a sequence with its channels last' },
    { name: 'token', label: 'a sequence of one position' },
  ],
  outputs: onePort('out'),
  expand: ({ heads, ratio }, [x, token], graph) => {
    const [, channels] = sequenceSizes('in', x!.shape);
    sequenceSizes('token', token!.shape);
    requireGroups(channels, heads, 'heads');
    const all = graph.add('concat', concat, {}, token!, x!);
    const normed = graph.add('norm1', layerNorm, norm, all);
    const inHeads = (name: string, y: Wire): Wire => {
      const projected = graph.add(name, linear, { outFeatures: channels, lastAxis: true }, y);
      const sizes = [sizeOf(y.shape, 1), heads, div(channels, heads)];
      const cut = graph.add(`${name}-heads`, reshape, { sizes }, projected);
      return graph.add(`${name}-by-head`, permute, { order: [0, 2, 1, 3] }, cut);
    };
    const query = inHeads('q', graph.add('first', slice, { channels: 1 }, normed));
    const mixed = graph.add(
      'attention',
      dotProductAttention,
      {},
      query,
      inHeads('k', normed),
      inHeads('v', normed),
    );
    const upright = graph.add('by-position', permute, { order: [0, 2, 1, 3] }, mixed);
    const joined = graph.add('joined', reshape, { sizes: [1n, channels] }, upright);
    const attended = graph.add('attended', linear, { outFeatures: channels, lastAxis: true }, joined);
    const y = graph.add('add1', sum, {}, token!, layerScaled(graph, '1', attended));
    const wide = perceptron(graph, graph.add('norm2', layerNorm, norm, y), { ratio });
    return [graph.add('add2', sum, {}, y, layerScaled(graph, '2', wide))];
  },
  symbolicInputs: ({ heads }, free) => {
    const channels = mul(heads, free('d'));
    return [
      [1n, free('L'), channels],
      [1n, 1n, channels],
    ];
  },
  examples: [
    {
      title: 'two images',
      fields: { heads: 2, ratio: 2 },
      inputs: [
        [2, 5, 8],
        [2, 1, 8],
      ],
      outputs: [[2, 1, 8]],
      params: 616n,
      macs: 2_496n,
    },
  ],
});
