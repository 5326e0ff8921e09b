import type { Expr } from '../algebra/expression.ts';
import { mul } from '../algebra/expression.ts';
import { channelsOf, requireChannels } from '../language/checks.ts';
import type { GraphBuilder } from '../language/definition.ts';
import { defineBlock } from '../language/definition.ts';
import type { Values } from '../language/field.ts';
import { choice, structural, toggle } from '../language/field.ts';
import type { Wire } from '../language/wire.ts';
import { epsilonField } from '../operators/epsilon.ts';
import { maxPool } from '../operators/max-pool.ts';
import { momentumField } from '../operators/momentum.ts';
import { resize } from '../operators/resize.ts';
import { activate } from './activate.ts';
import { activationField, convUnit, normField } from './conv-unit.ts';
import { numberedPorts, widthField } from './detection-fields.ts';
import { separableConv } from './separable-conv.ts';
import { fusionField, weightedFusion } from './weighted-fusion.ts';

const reference =
  'Tan et al., EfficientDet, 2019, arXiv 1911.09070; effdet c6dff77, efficientdet.py BiFpn, config/fpn_config.py';

const fields = {
  levels: structural({
    label: 'Levels',
    help: 'Maps that are fused, the finest first; each next one is half as fine.',
    min: 2,
    max: 8,
    default: 5,
  }),
  channels: widthField(64),
  fusion: fusionField,
  padding: choice({
    label: 'Padding',
    help: 'How the pools that halve a map are padded: by one on each side, or at the far side alone as TensorFlow does.',
    options: ['half', 'same'],
    default: 'half',
  }),
  bias: toggle({
    label: 'Bias',
    help: 'Adds one learned number per filter ahead of each norm, as the first code does.',
    default: false,
  }),
  norm: normField,
  activation: { ...activationField, help: 'What stands ahead of each convolution.', default: 'silu' },
  epsilon: { ...epsilonField, default: 1e-3 },
  momentum: { ...momentumField, default: 0.01 },
} as const;

const wideField = structural({
  label: 'Wide maps',
  help: 'How many of the finest maps come in with widths of their own, and are narrowed first.',
  min: 0,
  max: 8,
  default: 0,
});

type Layer = Values<typeof fields>;

/** Brings a map to the width of the pyramid. */
function narrowed(graph: GraphBuilder, name: string, x: Wire, v: Layer): Wire {
  const { channels, bias, norm, epsilon, momentum } = v;
  const follows = { bias: bias || norm === 'none', norm, epsilon, momentum } as const;
  const unit = { outChannels: channels, kernel: 1, ...follows } as const;
  return graph.add(name, convUnit, { ...unit, activation: 'none' }, x);
}

const halved = (graph: GraphBuilder, name: string, x: Wire, { padding }: Layer): Wire =>
  graph.add(name, maxPool, { stride: 2, padding }, x);

/** The node of that name: fuses maps of one size and convolves the result. */
function fusedNode(graph: GraphBuilder, name: string, maps: readonly Wire[], v: Layer): Wire {
  const { channels, fusion, bias, norm, activation, epsilon, momentum } = v;
  const fused = graph.add(`${name}-fuse`, weightedFusion, { maps: maps.length, fusion }, ...maps);
  const active = activate(graph, `${name}-act`, activation, fused);
  const conv = { outChannels: channels, bias: bias || norm === 'none', norm, epsilon, momentum } as const;
  return graph.add(`${name}-conv`, separableConv, { ...conv, activation: 'none' }, active);
}

/** Maps of a pyramid: the coarsest of the levels has H rows, and the first `wide` ones have widths of their own. */
const levelInputs = (
  { count, levels, wide }: { readonly count: number; readonly levels: number; readonly wide: number },
  channels: Expr,
  free: (name: string) => Expr,
): Expr[][] =>
  Array.from({ length: count }, (_, i) => {
    const times = BigInt(2 ** (Math.max(count, levels) - 1 - i));
    return [1n, i < wide ? free(`C_${i + 1}`) : channels, mul(times, free('H')), mul(times, free('W'))];
  });

/**
 * One layer of the bidirectional pyramid: from the coarsest level down each is fused with the enlarged coarser one, then
 * from the finest up each with the halved finer one and what came in at that level. A map that comes in with another width
 * is narrowed anew for each node that reads it.
 */
export const bifpnLayer = defineBlock({
  id: 'bifpn-layer',
  title: 'BiFPN layer',
  summary: 'Fuses each level of a pyramid with its coarser one, then with its finer one.',
  reference,
  family: 'block',
  section: 'Detection, one stage',
  fields: { ...fields, wide: wideField },
  inputs: ({ levels }) => numberedPorts('in', levels),
  outputs: ({ levels }) => numberedPorts('out', levels),
  expand: (v, inputs, graph) => {
    const { levels, wide } = v;
    const entering = (level: number, name: string): Wire => {
      if (level < wide) return narrowed(graph, name, inputs[level]!, v);
      requireChannels(`in${level + 1}`, channelsOf(inputs[level]!.shape), v.channels);
      return inputs[level]!;
    };
    const down: Wire[] = [];
    for (let level = levels - 2; level >= 0; level--) {
      const node = `down${level + 1}`;
      const own = entering(level, `${node}-narrow`);
      const coarser = down[level + 1] ?? entering(level + 1, `${node}-narrow-coarser`);
      down[level] = fusedNode(
        graph,
        node,
        [own, graph.add(`${node}-up`, resize, { to: 'input' }, coarser, own)],
        v,
      );
    }
    const up = [down[0]!];
    for (let level = 1; level < levels; level++) {
      const node = `up${level + 1}`;
      const between = level < levels - 1 ? [down[level]!] : [];
      const finer = halved(graph, `${node}-pool`, up[level - 1]!, v);
      up.push(fusedNode(graph, node, [entering(level, `${node}-narrow`), ...between, finer], v));
    }
    return up;
  },
  symbolicInputs: ({ levels, wide, channels }, free) =>
    levelInputs({ count: levels, levels, wide }, channels, free),
  examples: [
    {
      title: 'three levels, the finest of another width',
      fields: { levels: 3, channels: 4, wide: 1 },
      inputs: [
        [1, 6, 7, 8],
        [1, 4, 4, 4],
        [1, 4, 2, 2],
      ],
      outputs: [
        [1, 4, 7, 8],
        [1, 4, 4, 4],
        [1, 4, 2, 2],
      ],
      params: 281n,
      macs: 6_128n,
    },
  ],
});

/** The coarser levels by pools, and layers of the pyramid one after another. */
export const bifpn = defineBlock({
  id: 'bifpn',
  title: 'BiFPN',
  summary: 'Adds coarser levels to maps of a backbone and fuses all of them, up and down, several times.',
  reference,
  family: 'block',
  section: 'Detection, one stage',
  fields: {
    maps: structural({
      label: 'Maps',
      help: 'Maps that come in, the finest first; further levels are pooled from the coarsest.',
      min: 1,
      max: 8,
      default: 3,
    }),
    depth: structural({
      label: 'Depth',
      help: 'Layers one after another.',
      min: 1,
      max: 32,
      default: 3,
    }),
    ...fields,
  },
  inputs: ({ maps }) => numberedPorts('in', maps),
  outputs: ({ levels }) => numberedPorts('out', levels),
  expand: ({ maps: count, depth, ...v }, maps, graph) => {
    let levels = [...maps];
    for (let level = count; level < v.levels; level++) {
      const finer = levels[level - 1]!;
      const narrow = level === count ? narrowed(graph, `narrow${level + 1}`, finer, v) : finer;
      levels.push(halved(graph, `pool${level + 1}`, narrow, v));
    }
    for (let i = 1; i <= depth; i++) {
      const wide = i === 1 ? Math.min(count, v.levels) : 0;
      levels = [...graph.addAll(`layer${i}`, bifpnLayer, { ...v, wide }, ...levels)];
    }
    return levels;
  },
  symbolicInputs: ({ maps, levels, channels }, free) =>
    levelInputs({ count: maps, levels, wide: maps }, channels, free),
  examples: [
    {
      title: 'two layers on three levels, one of them pooled',
      fields: { maps: 2, levels: 3, depth: 2, channels: 4 },
      inputs: [
        [1, 6, 8, 8],
        [1, 8, 4, 4],
      ],
      outputs: [
        [1, 4, 8, 8],
        [1, 4, 4, 4],
        [1, 4, 2, 2],
      ],
      params: 650n,
      macs: 13_472n,
    },
    {
      title: 'as in TensorFlow: biases, odd rows padded at the far side, plain sums',
      fields: { maps: 2, levels: 3, depth: 1, channels: 4, fusion: 'sum', padding: 'same', bias: true },
      inputs: [
        [2, 6, 7, 8],
        [2, 8, 4, 4],
      ],
      outputs: [
        [2, 4, 7, 8],
        [2, 4, 4, 4],
        [2, 4, 2, 2],
      ],
      params: 424n,
      macs: 15_328n,
    },
  ],
});
