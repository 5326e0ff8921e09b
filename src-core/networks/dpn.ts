import { imageInput, scoresOutput } from './classic-parts.ts';
import type { NetworkItem, ReadyNetwork } from './ready-network.ts';
import { network } from './ready-network.ts';

interface Form {
  readonly layers: string;
  /** Channels and filter side of the first convolution. */
  readonly stem: readonly [channels: number, kernel: number];
  /** Inner width of the first stage; each next one has twice as many. */
  readonly inner: number;
  readonly groups: number;
  readonly depths: readonly [number, number, number, number];
  readonly growths: readonly [number, number, number, number];
  /** Channels of the added path in the first stage. */
  readonly w: 64 | 256;
  readonly apart?: boolean;
}

const epsilon = '1e-3';

/**
 * How the code classifies outside of training: it scores every window of 7 × 7 positions by a 1 × 1 convolution, and halves
 * the sum of the mean and the largest score of a class. On 224 × 224 there is one window. All pools are functions.
 */
const testTimePool: readonly NetworkItem[] = [
  {
    id: 'windows',
    definition: 'avg-pool',
    fields: { kernel: 7, stride: 1, padding: 'none' },
    call: 'function',
  },
  { id: 'fc', definition: 'conv2d', fields: { outChannels: 1000, kernel: 1, bias: true } },
  { id: 'average', definition: 'global-avg-pool', call: 'function' },
  { id: 'largest', definition: 'global-max-pool', call: 'function', from: ['fc'], column: 1, row: 10 },
  { id: 'both', definition: 'add', from: ['average', 'largest'], to: ['a', 'b'] },
  { id: 'half', definition: 'constant', fields: { values: [0.5] }, from: [], column: 1, row: 11 },
  { id: 'score', definition: 'mul', from: ['both', 'half'], to: ['a', 'b'] },
  { id: 'flatten', definition: 'flatten', call: 'method' },
];

function dpn({ layers, stem, inner, groups, depths, growths, w, apart = false }: Form): ReadyNetwork {
  const title = `DPN-${layers}`;
  const stages = depths.map((depth, index): NetworkItem => {
    const times = 2 ** index;
    return {
      id: `stage${index + 1}`,
      definition: 'dual-path-stage',
      fields: {
        depth,
        inner: inner * times,
        outChannels: w * times,
        growth: growths[index]!,
        groups,
        stride: index === 0 ? 1 : 2,
        ...(apart && { apart }),
      },
    };
  });
  const [outChannels, kernel] = stem;
  return {
    name: `dpn-${layers}`,
    title,
    subtitle: 'one path added to, one joined',
    reference: `Chen et al., Dual Path Networks, 2017, arXiv 1707.01629; pretrained-models.pytorch 8aae3d8, pretrainedmodels/models/dpn.py dpn${layers}`,
    family: 'Classic',
    design: network(
      title,
      [],
      [
        imageInput(),
        { id: 'stem', definition: 'conv-unit', fields: { outChannels, kernel, stride: 2, epsilon } },
        { id: 'pool', definition: 'max-pool', fields: { stride: 2 } },
        ...stages,
        { id: 'last', definition: 'norm-act', fields: { epsilon } },
        ...testTimePool,
        scoresOutput,
      ],
    ),
  };
}

const small = {
  stem: [10, 3],
  inner: 128,
  groups: 32,
  depths: [3, 4, 12, 3],
  growths: [16, 32, 32, 64],
  w: 64,
} as const;

export const dpns: readonly ReadyNetwork[] = [
  { layers: '68', ...small } as const,
  { layers: '68b', ...small, apart: true } as const,
  {
    layers: '92',
    stem: [64, 7],
    inner: 96,
    groups: 32,
    depths: [3, 4, 20, 3],
    growths: [16, 32, 24, 128],
    w: 256,
  } as const,
  {
    layers: '98',
    stem: [96, 7],
    inner: 160,
    groups: 40,
    depths: [3, 6, 20, 3],
    growths: [16, 32, 32, 128],
    w: 256,
  } as const,
  {
    layers: '131',
    stem: [128, 7],
    inner: 160,
    groups: 40,
    depths: [4, 8, 28, 3],
    growths: [16, 32, 32, 128],
    w: 256,
  } as const,
  {
    layers: '107',
    stem: [128, 7],
    inner: 200,
    groups: 50,
    depths: [4, 8, 20, 3],
    growths: [20, 64, 64, 128],
    w: 256,
  } as const,
].map(dpn);
