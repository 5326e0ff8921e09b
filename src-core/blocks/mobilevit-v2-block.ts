import type { Expr } from '../algebra/expression.ts';
import { div, mul } from '../algebra/expression.ts';
import { channelsOf, requireMap } from '../language/checks.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import type { Shape } from '../language/shape.ts';
import { H, sizeOf, W } from '../language/shape.ts';
import type { Wire } from '../language/wire.ts';
import { conv2d } from '../operators/convolution.ts';
import { groupNorm } from '../operators/group-norm.ts';
import { permute } from '../operators/permute.ts';
import { reshape } from '../operators/reshape.ts';
import { addFollowing } from './add-following.ts';
import { activationField, convUnit, normField } from './conv-unit.ts';
import { mobilevitBlock } from './mobilevit-block.ts';
import { separableEncoderStage } from './separable-attention.ts';
import { fitted, patchField } from './whole-patches.ts';

/** From [C, rows, side, columns, side] to [C, side, side, rows, columns], and back. */
const apart: Expr[] = [0n, 1n, 3n, 5n, 2n, 4n];
const together: Expr[] = [0n, 1n, 4n, 2n, 5n, 3n];

/**
 * MobileViTv2's block: a depthwise convolution looks near, an encoder lets each place of a patch
 * attend to the same place of all others. A map that patches do not fit is resized first, and stays so.
 */
export const mobilevitV2Block = defineBlock({
  id: 'mobilevit-v2-block',
  title: 'MobileViTv2 block',
  names: ['unfold', 'fold'],
  summary:
    'Filters each channel, then lets the same places of all patches attend to each other at linear cost.',
  reference:
    'Mehta and Rastegari, Separable Self-attention for Mobile Vision Transformers, 2022, arXiv 2206.02680; timm mobilevit.py MobileVitV2Block',
  family: 'block',
  section: 'Mobile',
  fields: {
    width: { ...mobilevitBlock.fields.width, default: 64 },
    ...separableEncoderStage.fields,
    patch: patchField,
    norm: normField,
    activation: {
      ...activationField,
      help: 'What follows the depthwise convolution, and inside the encoder.',
      default: 'silu',
    },
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: ({ width: channels, patch, norm, activation, ...encoder }, [x], graph) => {
    requireMap('in', x!.shape);
    const outChannels = channelsOf(x!.shape);
    const whole = fitted(graph, patch, 'bilinear-corners', x!);
    const each = { outChannels, groups: outChannels, norm, activation };
    const near = graph.add('near', convUnit, each, whole);
    const narrow = graph.add('narrow', conv2d, { outChannels: channels, kernel: 1 }, near);
    const side = BigInt(patch);
    /** Reads the same values as a tensor whose sizes follow the rows and columns of patches. */
    const put = (name: string, sizesOf: (rows: Expr, columns: Expr) => Expr[], y: Wire): Wire => {
      const givenAt = ([, cut]: readonly Shape[]) => ({
        sizes: sizesOf(div(sizeOf(cut!, H), side), div(sizeOf(cut!, W), side)),
        like: true,
      });
      return addFollowing(graph, name, reshape, givenAt, y, whole);
    };
    const cut = put('cut', (rows, columns) => [channels, rows, side, columns, side], narrow);
    const placed = graph.add('by-place', permute, { order: apart }, cut);
    const flat = (rows: Expr, columns: Expr) => [channels, mul(side, side), mul(rows, columns)];
    const patches = put('patches', flat, placed);
    const far = graph.add('encoder', separableEncoderStage, { ...encoder, activation }, patches);
    const normed = graph.add('norm', groupNorm, { groups: 1n }, far);
    const open = put('places', (rows, columns) => [channels, side, side, rows, columns], normed);
    const joined = graph.add('by-row', permute, { order: together }, open);
    const map = put('map', (rows, columns) => [channels, mul(rows, side), mul(columns, side)], joined);
    return [graph.add('widen', convUnit, { outChannels, kernel: 1, norm, activation: 'none' }, map)];
  },
  symbolicInputs: ({ patch }, free) => [
    [1n, free('C'), mul(BigInt(patch), free('h')), mul(BigInt(patch), free('w'))],
  ],
  examples: [
    {
      title: 'two images',
      fields: { width: 4, depth: 1 },
      inputs: [[2, 8, 4, 6]],
      outputs: [[2, 8, 4, 6]],
      params: 333n,
      macs: 12_096n,
    },
    {
      title: 'a map that patches do not fit leaves larger',
      fields: { width: 2, depth: 1, ratio: 1, activation: 'relu' },
      inputs: [[1, 4, 5, 4]],
      outputs: [[1, 4, 6, 4]],
      params: 113n,
      macs: 1_776n,
    },
  ],
});
