import type { Expr } from '../algebra/expression.ts';
import { div, mul } from '../algebra/expression.ts';
import type { GraphBuilder } from '../language/definition.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import { dimension, toggle } from '../language/field.ts';
import { refuse } from '../language/refusal.ts';
import type { Shape } from '../language/shape.ts';
import { shapeText, sizeOf } from '../language/shape.ts';
import type { Wire } from '../language/wire.ts';
import { product, sum } from '../operators/arithmetic.ts';
import { requireGroups } from '../operators/channel-groups.ts';
import { constant } from '../operators/constant.ts';
import { linear } from '../operators/linear.ts';
import { parameter } from '../operators/parameter.ts';
import { permute } from '../operators/permute.ts';
import { reshape } from '../operators/reshape.ts';
import { split } from '../operators/tensor.ts';
import { attentionCalls, sourceField } from './attention-calls.ts';
import {
  addedPorts,
  addedShapes,
  biasedField,
  cosineField,
  dotProductAttention,
  maskedField,
  scaledByField,
  talkingField,
} from './dot-product-attention.ts';

export const headsField = dimension({
  label: 'Heads',
  help: 'Parts of the channels that attend each on their own.',
  symbol: 'h',
  min: 1,
  max: 1024,
  default: 4,
});

/** Sizes of a sequence whose channels stand last; refuses other tensors. */
export function sequenceSizes(port: string, shape: Shape): readonly [positions: Expr, channels: Expr] {
  if (shape.length !== 3) {
    const got = shapeText(shape, { batch: true });
    refuse('shape/rank', { port }, { expected: 'sequence with its channels last (N × L × C)', got });
  }
  return [sizeOf(shape, 1), sizeOf(shape, 2)];
}

/**
 * Adds the bias of queries, keys and values, of which that of the keys is stored and not used: a cosine would otherwise
 * learn what the softmax takes back.
 */
function withoutKeyBias(graph: GraphBuilder, channels: Expr, all: Wire): Wire {
  const learned = graph.add('bias', parameter, { sizes: [3n, channels], init: 'zeros' });
  const used = graph.add('used', constant, { sizes: [3n, 1n], values: [1, 0, 1] });
  const kept = graph.add('kept', product, {}, learned, used);
  const row = graph.add('row', reshape, { sizes: [1n, mul(3n, channels)] }, kept);
  return graph.add('shifted', sum, {}, all, row);
}

/**
 * Multi-head self-attention of a sequence [N, L, C]: one linear layer makes queries, keys and values, in this order, as torch's
 * in_proj_weight and timm's qkv hold them, and another mixes what the heads leave.
 */
export const selfAttention = defineBlock({
  id: 'self-attention',
  title: 'Self-attention',
  names: ['multi-head attention', 'MultiheadAttention', 'mhsa'],
  summary: 'Lets all positions of a sequence mix their values, in heads apart from each other.',
  reference: 'Vaswani et al., 2017, arXiv 1706.03762; torch.nn.MultiheadAttention',
  family: 'block',
  section: 'Transformer',
  operation: ({ source }) => (source === 'multi-head' ? 'multi-head-attention' : undefined),
  fields: {
    heads: headsField,
    bias: toggle({
      label: 'Bias',
      help: 'Adds learned numbers to queries, keys and values.',
      default: true,
    }),
    biased: biasedField,
    masked: maskedField,
    scaledBy: scaledByField,
    cosine: {
      ...cosineField,
      help: 'Scores are cosines times a learned number for each head, and keys have no bias, as in Swin V2.',
    },
    talking: talkingField,
    source: sourceField,
  },
  inputs: (v) => [{ name: 'in', label: 'a sequence with its channels last' }, ...addedPorts(v)],
  outputs: onePort('out'),
  expand: ({ heads, bias, ...v }, [x, ...added], graph) => {
    const [positions, channels] = sequenceSizes('in', x!.shape);
    requireGroups(channels, heads, 'heads');
    const { projection } = attentionCalls[v.source];
    const shifted = bias && v.cosine;
    const projected = { outFeatures: mul(3n, channels), bias: bias && !shifted, lastAxis: true };
    let all = graph.add('qkv', linear, projected, x!);
    graph.callAs('qkv', projection);
    if (shifted) all = withoutKeyBias(graph, channels, all);
    const inHeads = [positions, mul(3n, heads), div(channels, heads)];
    const cut = graph.add('heads', reshape, { sizes: inHeads }, all);
    const upright = graph.add('by-head', permute, { order: [0, 2, 1, 3] }, cut);
    const parts = graph.addAll('split', split, { sizes: [heads, heads, heads] }, upright);
    const mixed = graph.add('attention', dotProductAttention, v, ...parts, ...added);
    const flat = graph.add('by-position', permute, { order: [0, 2, 1, 3] }, mixed);
    const joined = graph.add('joined', reshape, { sizes: [positions, channels] }, flat);
    const out = graph.add('project', linear, { outFeatures: channels, lastAxis: true }, joined);
    graph.callAs('project', projection);
    return [out];
  },
  symbolicInputs: (v, free) => {
    const positions = free('L');
    const { heads } = v;
    return [
      [1n, positions, mul(heads, free('d'))],
      ...addedShapes(v, { heads, queries: positions, keys: positions }),
    ];
  },
  examples: [
    {
      title: 'as torch.nn.MultiheadAttention(12, 3)',
      fields: { heads: 3, source: 'multi-head' },
      inputs: [[2, 5, 12]],
      outputs: [[2, 5, 12]],
      params: 624n,
      macs: 6_960n,
    },
    {
      title: 'cosines, no bias of the keys',
      fields: { heads: 3, cosine: true },
      inputs: [[2, 5, 12]],
      outputs: [[2, 5, 12]],
      params: 627n,
      macs: 6_960n,
    },
    {
      title: 'without biases on queries, keys and values, a table on the scores',
      fields: { heads: 2, bias: false, biased: true },
      inputs: [
        [1, 4, 8],
        [1, 2, 4, 4],
      ],
      outputs: [[1, 4, 8]],
      params: 264n,
      macs: 1_280n,
    },
  ],
});
