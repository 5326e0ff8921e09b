import type { Expr } from '../algebra/expression.ts';
import { div, mul } from '../algebra/expression.ts';
import { channelsOf, requireMap } from '../language/checks.ts';
import type { GraphBuilder } from '../language/definition.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import type { Given } from '../language/field.ts';
import { dimension, structural } from '../language/field.ts';
import type { Shape } from '../language/shape.ts';
import { H, sizeOf, W } from '../language/shape.ts';
import type { Wire } from '../language/wire.ts';
import { sum } from '../operators/arithmetic.ts';
import { requireGroups } from '../operators/channel-groups.ts';
import { conv2d } from '../operators/convolution.ts';
import { gelu } from '../operators/gelu.ts';
import { layerNorm } from '../operators/layer-norm.ts';
import { linear } from '../operators/linear.ts';
import { permute } from '../operators/permute.ts';
import { reshape } from '../operators/reshape.ts';
import { split } from '../operators/tensor.ts';
import { addFollowing } from './add-following.ts';
import { dotProductAttention } from './dot-product-attention.ts';
import { ratioField } from './perceptron.ts';
import { headsField } from './self-attention.ts';
import { depthField } from './stage.ts';

const reference = 'Wang et al., PVT v2, 2021, arXiv 2106.13797; timm pvt_v2.py, PyramidVisionTransformerV2';

/** Added to the variance by the norms of blocks and stages; the others have PyTorch's own choice. */
const epsilon = 1e-6;
const last = 'last' as const;
const turned: Expr[] = [0n, 2n, 1n];
const byHead: Expr[] = [0n, 2n, 1n, 3n];

/** What a convolution makes of a sequence [N, H · W, C] as a map of the sides of `like`, and that as a sequence again. */
function convolved(
  graph: GraphBuilder,
  name: string,
  given: Given<typeof conv2d.fields>,
  x: Wire,
  like: Wire,
): Wire {
  const upright = graph.add(`${name}-turned`, permute, { order: turned }, x);
  const sizesAt = ([sequence, sides]: readonly Shape[]) => ({
    sizes: [channelsOf(sequence!), sizeOf(sides!, H), sizeOf(sides!, W)],
    like: true,
  });
  const map = addFollowing(graph, `${name}-map`, reshape, sizesAt, upright, like);
  const y = graph.add(name, conv2d, { ...given, bias: true }, map);
  const flat = [channelsOf(y.shape), mul(sizeOf(y.shape, H), sizeOf(y.shape, W))];
  const sequence = graph.add(`${name}-flat`, reshape, { sizes: flat }, y);
  return graph.add(`${name}-back`, permute, { order: turned }, sequence);
}

/**
 * Block of PVT v2: attention of all positions to a map that a convolution reduced, then two linear layers with a depthwise
 * convolution between them, each normed and added to its input.
 */
export const pvtBlock = defineBlock({
  id: 'pvt-block',
  title: 'PVT block',
  names: ['spatial reduction attention', 'pyramid vision transformer'],
  summary: 'Lets each position attend to a reduced map, then widens, filters and narrows each.',
  reference,
  family: 'block',
  section: 'Transformer',
  fields: {
    heads: { ...headsField, default: 1 },
    reduction: structural({
      label: 'Reduction',
      help: 'Side length of the patches that become one key and value; 1 leaves the convolution out.',
      unit: 'px',
      min: 1,
      max: 64,
      default: 8,
    }),
    ratio: { ...ratioField, default: 8 },
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: ({ heads, reduction, ratio }, [input], graph) => {
    requireMap('in', input!.shape);
    const channels = channelsOf(input!.shape);
    requireGroups(channels, heads, 'heads');
    const positions = mul(sizeOf(input!.shape, H), sizeOf(input!.shape, W));
    const each = (outFeatures: Expr) => ({ outFeatures, lastAxis: true });
    const inHeads = (name: string, count: Expr, y: Wire): Wire => {
      const sizes = [sizeOf(y.shape, 1), count, div(channels, heads)];
      return graph.add(
        `${name}-by-head`,
        permute,
        { order: byHead },
        graph.add(`${name}-heads`, reshape, { sizes }, y),
      );
    };
    const channelsLast = graph.add('channels-last', permute, { order: [0, 2, 3, 1] }, input!);
    const x = graph.add('sequence', reshape, { sizes: [positions, channels] }, channelsLast);
    const normed = graph.add('norm1', layerNorm, { axis: last, epsilon }, x);
    const query = inHeads('q', heads, graph.add('q', linear, each(channels), normed));
    let reduced = normed;
    if (reduction > 1) {
      const window = {
        outChannels: channels,
        kernel: reduction,
        stride: reduction,
        padding: 'none',
      } as const;
      reduced = graph.add(
        'reduced-norm',
        layerNorm,
        { axis: last },
        convolved(graph, 'reduce', window, normed, input!),
      );
    }
    const pairs = inHeads('kv', mul(2n, heads), graph.add('kv', linear, each(mul(2n, channels)), reduced));
    const [key, value] = graph.addAll('split', split, { sizes: [heads, heads] }, pairs);
    const mixed = graph.add('attention', dotProductAttention, {}, query, key!, value!);
    const together = graph.add('by-position', permute, { order: byHead }, mixed);
    const joined = graph.add('joined', reshape, { sizes: [positions, channels] }, together);
    const y = graph.add('add1', sum, {}, x, graph.add('attended', linear, each(channels), joined));
    const ahead = graph.add('norm2', layerNorm, { axis: last, epsilon }, y);
    const inside = mul(channels, BigInt(ratio));
    const wide = graph.add('expand', linear, each(inside), ahead);
    const filtered = convolved(graph, 'filter', { outChannels: inside, groups: inside }, wide, input!);
    const narrow = graph.add('project', linear, each(channels), graph.add('act', gelu, {}, filtered));
    const both = graph.add('add2', sum, {}, y, narrow);
    const rowsAt = ([sequence, sides]: readonly Shape[]) => ({
      sizes: [sizeOf(sides!, H), sizeOf(sides!, W), sizeOf(sequence!, 2)],
      like: true,
    });
    const rows = addFollowing(graph, 'rows', reshape, rowsAt, both, input!);
    return [graph.add('channels-first', permute, { order: [0, 3, 1, 2] }, rows)];
  },
  symbolicInputs: ({ heads, reduction }, free) => {
    const side = (name: string) => mul(BigInt(reduction), free(name));
    return [[1n, mul(heads, free('d')), side('h'), side('w')]];
  },
  examples: [
    {
      title: 'reduced by 2, two images',
      fields: { heads: 2, reduction: 2, ratio: 2 },
      inputs: [[2, 4, 4, 6]],
      outputs: [[2, 4, 4, 6]],
      params: 328n,
      macs: 11_520n,
    },
    {
      title: 'not reduced',
      fields: { heads: 1, reduction: 1, ratio: 1 },
      inputs: [[1, 2, 3, 2]],
      outputs: [[1, 2, 3, 2]],
      params: 64n,
      macs: 396n,
    },
  ],
});

/** Stage of PVT v2: patches that overlap become positions, blocks follow, a norm closes it. */
export const pvtStage = defineBlock({
  id: 'pvt-stage',
  title: 'PVT stage',
  names: ['overlapping patch embedding'],
  summary:
    'Reduces a map by overlapping patches, repeats the PVT block and norms the channels of each position.',
  reference,
  family: 'block',
  section: 'Transformer',
  fields: {
    depth: { ...depthField, default: 2 },
    outChannels: dimension({
      label: 'Output channels',
      help: 'Channels of a position.',
      symbol: 'C_out',
      unit: 'ch',
      min: 1,
      max: 65_536,
      default: 32,
    }),
    patch: structural({
      label: 'Patch',
      help: 'Side length of a patch; odd, so that padding keeps its middle.',
      unit: 'px',
      min: 1,
      max: 63,
      default: 3,
    }),
    stride: structural({
      label: 'Stride',
      help: 'Step from a patch to the next.',
      unit: 'px',
      min: 1,
      max: 8,
      default: 2,
    }),
    ...pvtBlock.fields,
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: ({ depth, outChannels, patch, stride, ...values }, [x], graph) => {
    const first = { outChannels, kernel: patch, stride, bias: true };
    const normed = (name: string, given: { readonly epsilon?: number }, y: Wire): Wire => {
      const map = graph.add(`${name}-last`, permute, { order: [0, 2, 3, 1] }, y);
      const scaled = graph.add(name, layerNorm, { axis: last, ...given }, map);
      return graph.add(`${name}-first`, permute, { order: [0, 3, 1, 2] }, scaled);
    };
    let y = normed('patch-norm', {}, graph.add('patches', conv2d, first, x!));
    for (let i = 1; i <= depth; i++) y = graph.add(`block${i}`, pvtBlock, values, y);
    return [normed('norm', { epsilon }, y)];
  },
  symbolicInputs: (_, free) => [[1n, free('C_in'), free('H'), free('W')]],
  examples: [
    {
      title: 'one block',
      fields: { depth: 1, outChannels: 4, heads: 2, reduction: 2, ratio: 2 },
      inputs: [[1, 3, 8, 8]],
      outputs: [[1, 4, 4, 4]],
      params: 456n,
      macs: 5_312n,
    },
  ],
});
