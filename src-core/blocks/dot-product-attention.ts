import type { Expr } from '../algebra/expression.ts';
import { isInteger, mul } from '../algebra/expression.ts';
import type { GraphBuilder } from '../language/definition.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import { choice, toggle } from '../language/field.ts';
import { refuse } from '../language/refusal.ts';
import type { Shape } from '../language/shape.ts';
import { shapeText, sizeOf } from '../language/shape.ts';
import type { Wire } from '../language/wire.ts';
import { product, sum } from '../operators/arithmetic.ts';
import { constant } from '../operators/constant.ts';
import { linear } from '../operators/linear.ts';
import { matmul } from '../operators/matmul.ts';
import { permute } from '../operators/permute.ts';
import { reshape } from '../operators/reshape.ts';
import { softmax } from '../operators/softmax.ts';
import { addFollowing } from './add-following.ts';
import { attentionCalls, sourceField } from './attention-calls.ts';
import { cosineScores } from './cosine-scores.ts';

export const biasedField = toggle({
  label: 'Score bias',
  help: 'Adds a tensor to the scores, as a table of relative positions; it comes as an input.',
  default: false,
});

export const maskedField = toggle({
  label: 'Window mask',
  help: 'Adds a mask to the scores of each window of an image; it comes as an input.',
  default: false,
});

export const scaledByField = choice({
  label: 'Scaled by',
  help: 'What the scores are divided by the root of: the channels of a head, or those of all heads as in MaxViT.',
  options: ['head', 'all-heads'],
  default: 'head',
});

export const cosineField = toggle({
  label: 'Cosine',
  help: 'Scores are cosines times a learned number for each head, as in Swin V2.',
  default: false,
});

export const talkingField = toggle({
  label: 'Talking heads',
  help: 'A linear layer mixes the scores of all heads ahead of the softmax, another the weights behind it, as in CaiT.',
  default: false,
});

interface Added {
  readonly biased: boolean;
  readonly masked: boolean;
}

/** The inputs whose values are added to scores. */
export const addedPorts = ({ biased, masked }: Added) => [
  ...(biased
    ? [{ name: 'bias', label: 'added to the scores of all heads; spread as an addition does' }]
    : []),
  ...(masked ? [{ name: 'mask', label: '1 × windows × 1 × queries × keys' }] : []),
];

/** Symbolic shapes of these inputs. */
export const addedShapes = (
  { biased, masked }: Added,
  { heads, queries, keys }: { readonly heads: Expr; readonly queries: Expr; readonly keys: Expr },
): readonly Shape[] => [
  ...(biased ? [[1n, heads, queries, keys]] : []),
  ...(masked ? [[1n, 1n, 1n, queries, keys]] : []),
];

/** Refuses what is no tensor of heads. */
function requireHeads(port: string, shape: Shape): void {
  if (shape.length === 4) return;
  const got = shapeText(shape, { batch: true });
  refuse('shape/rank', { port }, { expected: 'heads (N × heads × positions × channels)', got });
}

/** 1/sqrt(d). It is in no count, so a formula in which d is a symbol needs no number of it. */
const scaleOf = (channels: Expr): number => (isInteger(channels) ? 1 / Math.sqrt(Number(channels)) : 1);

/** How well each query meets each key: their product, divided by the root of their channels. */
function dotScores(graph: GraphBuilder, scale: number, q: Wire, k: Wire): Wire {
  const root = graph.add('root', constant, { values: [scale] });
  return graph.add('scores', matmul, { transposed: true }, graph.add('scaled', product, {}, q, root), k);
}

/** What a linear layer over the heads makes of their scores or weights: Shazeer et al., 2020, arXiv 2003.02436. */
function talked(graph: GraphBuilder, name: string, heads: Expr, x: Wire): Wire {
  const last = graph.add(`${name}-last`, permute, { order: [0, 2, 3, 1] }, x);
  const mixed = graph.add(`${name}-mixed`, linear, { outFeatures: heads, lastAxis: true }, last);
  return graph.add(`${name}-first`, permute, { order: [0, 3, 1, 2] }, mixed);
}

/** Scaled dot-product attention: softmax(q k^T / sqrt(d)) v for each head, all [N, heads, positions, channels]. */
export const dotProductAttention = defineBlock({
  id: 'dot-product-attention',
  title: 'Dot-product attention',
  names: ['scaled dot product attention', 'sdpa'],
  summary: 'Mixes the values of all positions by how well their keys meet a query.',
  reference: 'Vaswani et al., Attention Is All You Need, 2017, arXiv 1706.03762',
  family: 'block',
  section: 'Transformer',
  fields: {
    biased: biasedField,
    masked: maskedField,
    scaledBy: scaledByField,
    cosine: cosineField,
    talking: talkingField,
    source: sourceField,
  },
  inputs: (v) => [{ name: 'q' }, { name: 'k' }, { name: 'v' }, ...addedPorts(v)],
  outputs: onePort('out'),
  expand: ({ biased, masked, scaledBy, cosine, talking, source }, [q, k, v, ...added], graph) => {
    for (const [port, { shape }] of Object.entries({ q: q!, k: k!, v: v! })) requireHeads(port, shape);
    const calls = attentionCalls[source];
    const [bias, mask] = biased ? added : [undefined, ...added];
    const [, heads, , channels] = q!.shape as readonly [Expr, Expr, Expr, Expr];
    const scale = scaleOf(scaledBy === 'head' ? channels : mul(heads, channels));
    let scores = cosine ? cosineScores(graph, q!, k!) : dotScores(graph, scale, q!, k!);
    if (bias !== undefined) scores = graph.add('biased', sum, {}, scores, bias);
    if (masked && mask !== undefined) {
      const [, , queries, keys] = scores.shape as readonly [Expr, Expr, Expr, Expr];
      const whole = [0n, heads, queries, keys];
      const byImageAt = ([, windows]: readonly Shape[]) => ({
        sizes: [0n, sizeOf(windows!, 1), heads, queries, keys],
        ...{ withBatch: true, like: true },
      });
      const cut = addFollowing(graph, 'by-image', reshape, byImageAt, scores, mask);
      const apart = graph.add('masked', sum, {}, cut, mask);
      scores = graph.add('by-window', reshape, { sizes: whole, withBatch: true }, apart);
    }
    if (talking) scores = talked(graph, 'scores', heads, scores);
    let weights = graph.add('softmax', softmax, { axis: 'last' }, scores);
    if (talking) weights = talked(graph, 'weights', heads, weights);
    const mixed = graph.add('mixed', matmul, {}, weights, v!);
    graph.callAs('scores', cosine ? 'operator' : calls.product);
    graph.callAs('softmax', calls.softmax);
    graph.callAs('mixed', calls.product);
    return [mixed];
  },
  symbolicInputs: (v, free) => {
    const [heads, channels] = [free('h'), free('d')];
    const [queries, keys] = [free('L'), free('S')];
    const side = (positions: Expr): Shape => [1n, heads, positions, channels];
    return [side(queries), side(keys), side(keys), ...addedShapes(v, { heads, queries, keys })];
  },
  examples: [
    {
      title: '2 heads, more keys than queries',
      inputs: [
        [1, 2, 5, 8],
        [1, 2, 6, 8],
        [1, 2, 6, 4],
      ],
      outputs: [[1, 2, 5, 4]],
      params: 0n,
      macs: 720n,
    },
    {
      title: 'talking heads',
      fields: { talking: true },
      inputs: [
        [1, 2, 5, 8],
        [1, 2, 6, 8],
        [1, 2, 6, 4],
      ],
      outputs: [[1, 2, 5, 4]],
      params: 12n,
      macs: 960n,
    },
    {
      title: 'cosines',
      fields: { cosine: true },
      inputs: [
        [1, 2, 5, 8],
        [1, 2, 6, 8],
        [1, 2, 6, 4],
      ],
      outputs: [[1, 2, 5, 4]],
      params: 2n,
      macs: 720n,
    },
    {
      title: 'windows with a table and a mask, two images',
      fields: { biased: true, masked: true, source: 'functions' },
      inputs: [
        [6, 2, 4, 5],
        [6, 2, 4, 5],
        [6, 2, 4, 5],
        [1, 2, 4, 4],
        [1, 3, 1, 4, 4],
      ],
      outputs: [[6, 2, 4, 5]],
      params: 0n,
      macs: 1_920n,
    },
  ],
});
