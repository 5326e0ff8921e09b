import { imageInput, scoresOutput } from './classic-parts.ts';
import type { NetworkItem, ReadyNetwork } from './ready-network.ts';
import { expression, network } from './ready-network.ts';

type Row = readonly [
  k: number,
  stride: number,
  ratio: number,
  channels: number,
  activation: 'relu' | 'hard-swish',
  squeezes: boolean,
];

/** Blocks of hardcorenas_a in timm, which names them `ir_r1_k5_s2_e3_c24_nre` and so on. */
const rows: readonly Row[] = [
  [3, 1, 1, 16, 'relu', false],
  [5, 2, 3, 24, 'relu', false],
  [5, 1, 3, 24, 'relu', true],
  [5, 2, 3, 40, 'relu', false],
  [5, 1, 6, 40, 'relu', true],
  [5, 2, 6, 80, 'hard-swish', true],
  [5, 1, 6, 80, 'hard-swish', true],
  [5, 1, 6, 112, 'hard-swish', true],
  [5, 1, 6, 112, 'hard-swish', true],
  [5, 2, 6, 192, 'hard-swish', true],
  [5, 1, 6, 192, 'hard-swish', true],
];

/** The squeeze leaves a quarter of the filtered channels, brought to a multiple of 8. */
function block([k, stride, ratio, outChannels, activation, squeezes]: Row, index: number): NetworkItem {
  const before = rows[index - 1]?.[3] ?? 32;
  const squeeze = {
    squeeze: 'channels',
    reduced: expression(`makeDivisible(${before * ratio}/4, 8)`),
    gate: 'hard-sigmoid',
  } as const;
  return {
    id: `block${index + 1}`,
    definition: 'inverted-residual',
    fields: { outChannels, ratio, k, stride, ...(squeezes && squeeze), activation },
  };
}

const unit = { activation: 'hard-swish' } as const;

export const hardcorenasA: ReadyNetwork = {
  name: 'hardcorenas-a',
  title: 'HardCoRe-NAS-A',
  subtitle: 'searched under a bound on latency',
  reference: 'Nayman et al., HardCoRe-NAS, 2021, arXiv 2102.11646; timm hardcorenas_a',
  family: 'Mobile',
  design: network(
    'HardCoRe-NAS-A',
    [],
    [
      imageInput(),
      { id: 'stem', definition: 'conv-unit', fields: { outChannels: 32, stride: 2, ...unit } },
      ...rows.map(block),
      { id: 'last', definition: 'conv-unit', fields: { outChannels: 960, kernel: 1, ...unit } },
      { id: 'pool', definition: 'global-avg-pool' },
      // What widens for the classifier is a convolution of one position, as in timm's MobileNetV3.
      {
        id: 'widen',
        definition: 'conv-unit',
        fields: { outChannels: 1280, kernel: 1, bias: true, norm: 'none', ...unit },
      },
      { id: 'flatten', definition: 'flatten' },
      { id: 'fc', definition: 'linear', fields: { outFeatures: 1000 } },
      scoresOutput,
    ],
  ),
};
