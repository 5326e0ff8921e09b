import type { Expr } from '../algebra/expression.ts';
import type { GraphBuilder } from '../language/definition.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import { dimension, structural } from '../language/field.ts';
import { sizeOf } from '../language/shape.ts';
import type { Wire } from '../language/wire.ts';
import { sum } from '../operators/arithmetic.ts';
import { gelu } from '../operators/gelu.ts';
import { layerNorm } from '../operators/layer-norm.ts';
import { linear } from '../operators/linear.ts';
import { permute } from '../operators/permute.ts';

/** Every layer norm of MLP-Mixer adds this to the variance. */
const epsilon = 1e-6;

/** Two linear layers along the last axis, GELU between them; the size of the axis stays. */
function mlp(graph: GraphBuilder, name: string, hidden: Expr, x: Wire): Wire {
  const size = sizeOf(x.shape, 2);
  const wide = graph.add(`${name}1`, linear, { outFeatures: hidden, lastAxis: true }, x);
  return graph.add(
    `${name}2`,
    linear,
    { outFeatures: size, lastAxis: true },
    graph.add(`${name}-act`, gelu, {}, wide),
  );
}

const hidden = (what: string, symbol: string, count: number) =>
  dimension({
    label: `Hidden, ${what}`,
    help: `Features between the two linear layers that mix ${what}.`,
    symbol,
    min: 1,
    max: 1_048_576,
    default: count,
  });

const across: Expr[] = [0n, 2n, 1n];

/** A block of MLP-Mixer on tokens N × L × C: one pair of linear layers along the tokens, one along the channels. */
export const mixerBlock = defineBlock({
  id: 'mixer-block',
  title: 'Mixer block',
  names: ['MLP-Mixer'],
  summary: 'Mixes tokens, then channels, each by two linear layers that are added to their input.',
  reference: 'Tolstikhin et al., MLP-Mixer, 2021, arXiv 2105.01601; timm mlp_mixer.py MixerBlock',
  family: 'block',
  section: 'Transformer',
  fields: { tokens: hidden('tokens', 'd_s', 384), channels: hidden('channels', 'd_c', 3072) },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: ({ tokens, channels }, [x], graph) => {
    let y = graph.add('norm1', layerNorm, { axis: 'last', epsilon }, x!);
    y = graph.add('tokens-last', permute, { order: across }, y);
    y = mlp(graph, 'token', tokens, y);
    const mixed = graph.add('add1', sum, {}, x!, graph.add('channels-last', permute, { order: across }, y));
    y = graph.add('norm2', layerNorm, { axis: 'last', epsilon }, mixed);
    return [graph.add('add2', sum, {}, mixed, mlp(graph, 'channel', channels, y))];
  },
  symbolicInputs: (_, free) => [[1n, free('L'), free('C')]],
  examples: [
    {
      title: 'six tokens of four channels',
      fields: { tokens: 3, channels: 8 },
      inputs: [[1, 6, 4]],
      outputs: [[1, 6, 4]],
      params: 137n,
      macs: 528n,
    },
  ],
});

/** Mixer blocks, one after another. */
export const mixerStage = defineBlock({
  id: 'mixer-stage',
  title: 'Mixer stage',
  summary: 'Repeats the Mixer block.',
  reference: 'Tolstikhin et al., MLP-Mixer, 2021, arXiv 2105.01601; timm mlp_mixer.py MlpMixer',
  family: 'block',
  section: 'Transformer',
  fields: {
    depth: structural({
      label: 'Depth',
      help: 'Copies of the block.',
      unit: 'blocks',
      min: 1,
      max: 200,
      default: 12,
    }),
    ...mixerBlock.fields,
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: ({ depth, tokens, channels }, [x], graph) => {
    let y = x!;
    for (let i = 1; i <= depth; i++) y = graph.add(`block${i}`, mixerBlock, { tokens, channels }, y);
    return [y];
  },
  symbolicInputs: (_, free) => [[1n, free('L'), free('C')]],
  examples: [
    {
      title: 'two copies',
      fields: { depth: 2, tokens: 3, channels: 8 },
      inputs: [[2, 6, 4]],
      outputs: [[2, 6, 4]],
      params: 274n,
      macs: 2_112n,
    },
  ],
});
