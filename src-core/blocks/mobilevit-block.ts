import type { Expr } from '../algebra/expression.ts';
import { div, mul } from '../algebra/expression.ts';
import { channelsOf, requireMap } from '../language/checks.ts';
import type { GraphBuilder } from '../language/definition.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import { dimension } from '../language/field.ts';
import type { Shape } from '../language/shape.ts';
import { H, sizeOf, W } from '../language/shape.ts';
import type { Wire } from '../language/wire.ts';
import { conv2d } from '../operators/convolution.ts';
import { epsilonField } from '../operators/epsilon.ts';
import { layerNorm } from '../operators/layer-norm.ts';
import { permute } from '../operators/permute.ts';
import { reshape } from '../operators/reshape.ts';
import { concat } from '../operators/tensor.ts';
import { addFollowing } from './add-following.ts';
import { activationField, convUnit, normField } from './conv-unit.ts';
import { encoderStage } from './encoder-block.ts';
import { fitted, patchField, resizedBack } from './whole-patches.ts';

/** Two axes change places. */
const inner: Expr[] = [0n, 2n, 1n, 3n];
const outer: Expr[] = [0n, 3n, 2n, 1n];

/** The map that was cut, and the side of its patches, of which a whole number lies along each of its sides. */
interface Patches {
  readonly side: Expr;
  readonly map: Wire;
}

/** Reads the same values as a tensor whose sizes, that of the batch first, follow the rows and columns of patches. */
const reshaping =
  (graph: GraphBuilder, { side, map }: Patches) =>
  (name: string, sizesAt: (rows: Expr, columns: Expr) => Expr[], y: Wire): Wire => {
    const givenAt = ([, cut]: readonly Shape[]) => {
      const [rows, columns] = [div(sizeOf(cut!, H), side), div(sizeOf(cut!, W), side)];
      return { sizes: sizesAt(rows, columns), withBatch: true, like: true };
    };
    return addFollowing(graph, name, reshape, givenAt, y, map);
  };

/** A map as sequences: for each place of a patch that of all patches, [N · side², patches, C]. */
function unfolded(graph: GraphBuilder, patches: Patches): Wire {
  const { side, map } = patches;
  const channels = channelsOf(map.shape);
  const put = reshaping(graph, patches);
  const cut = put('cut', (_, columns) => [0n, side, columns, side], map);
  const upright = graph.add('patches', permute, { order: inner }, cut);
  const byPatch = (rows: Expr, columns: Expr) => [0n, channels, mul(rows, columns), mul(side, side)];
  const byPlace = graph.add('by-place', permute, { order: outer }, put('by-patch', byPatch, upright));
  return put('sequences', (rows, columns) => [0n, mul(rows, columns), channels], byPlace);
}

/** The map that `unfolded` made these sequences of. */
function folded(graph: GraphBuilder, patches: Patches, x: Wire): Wire {
  const { side } = patches;
  const channels = sizeOf(x.shape, 2);
  const put = reshaping(graph, patches);
  const all = put('places', (rows, columns) => [0n, mul(side, side), mul(rows, columns), channels], x);
  const byChannel = graph.add('by-channel', permute, { order: outer }, all);
  const cut = put('cut-patches', (_, columns) => [0n, columns, side, side], byChannel);
  const upright = graph.add('rows', permute, { order: inner }, cut);
  return put('map', (rows, columns) => [0n, channels, mul(rows, side), mul(columns, side)], upright);
}

/**
 * MobileViT's block: a 3 × 3 convolution looks near, an encoder lets each place of a patch attend to the same place of all
 * others, and a convolution fuses what comes of it with the input. A map that does not fit is resized there and back.
 */
export const mobilevitBlock = defineBlock({
  id: 'mobilevit-block',
  title: 'MobileViT block',
  names: ['unfold', 'fold'],
  summary:
    'Convolves, lets the same places of all patches attend to each other, and fuses the result with its input.',
  reference: 'Mehta and Rastegari, MobileViT, 2021, arXiv 2110.02178; timm mobilevit.py MobileVitBlock',
  family: 'block',
  section: 'Mobile',
  fields: {
    width: dimension({
      label: 'Encoder channels',
      help: 'Channels of a position inside the encoder.',
      symbol: 'd',
      unit: 'ch',
      min: 1,
      max: 65_536,
      default: 96,
    }),
    depth: { ...encoderStage.fields.depth, default: 2 },
    heads: encoderStage.fields.heads,
    ratio: { ...encoderStage.fields.ratio, default: 2 },
    patch: patchField,
    norm: normField,
    activation: {
      ...activationField,
      help: 'What follows each norm, and inside the encoder.',
      default: 'silu',
    },
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: ({ width, depth, heads, ratio, patch, norm, activation }, [x], graph) => {
    requireMap('in', x!.shape);
    const outChannels = channelsOf(x!.shape);
    const unit = { outChannels, norm, activation };
    const near = graph.add('near', convUnit, unit, x!);
    const wide = graph.add('widen', conv2d, { outChannels: width, kernel: 1 }, near);
    const patches = { side: BigInt(patch), map: fitted(graph, patch, 'bilinear', wide) };
    const encoder = { depth, heads, ratio, activation, epsilon: epsilonField.default };
    const far = graph.add('encoder', encoderStage, encoder, unfolded(graph, patches));
    const map = folded(graph, patches, graph.add('norm', layerNorm, { axis: 'last' }, far));
    const back = resizedBack(graph, 'bilinear', map, x!);
    const narrow = graph.add('narrow', convUnit, { ...unit, kernel: 1 }, back);
    const both = graph.add('concat', concat, {}, x!, narrow);
    return [graph.add('fuse', convUnit, unit, both)];
  },
  symbolicInputs: ({ patch }, free) => [
    [1n, free('C'), mul(BigInt(patch), free('h')), mul(BigInt(patch), free('w'))],
  ],
  examples: [
    {
      title: 'two images',
      fields: { width: 8, depth: 1, heads: 2 },
      inputs: [[2, 4, 4, 6]],
      outputs: [[2, 4, 4, 6]],
      params: 1_136n,
      macs: 52_992n,
    },
    {
      title: 'a map that patches do not fit',
      fields: { width: 6, depth: 1, heads: 3, ratio: 1, activation: 'relu' },
      inputs: [[1, 4, 5, 4]],
      outputs: [[1, 4, 5, 4]],
      params: 792n,
      macs: 16_512n,
    },
  ],
});
