import { imageInput, scoresOutput } from './classic-parts.ts';
import type { NetworkItem, ReadyNetwork } from './ready-network.ts';
import { network } from './ready-network.ts';

/** Channels and blocks of the stages; the first is split at twice its width and is half as wide inside its block. */
const rows = [
  [64, 1],
  [128, 2],
  [256, 8],
  [512, 8],
  [1024, 4],
] as const;

const stages = rows.map(
  ([outChannels, depth], index): NetworkItem => ({
    id: `stage${index + 1}`,
    definition: 'cross-stage',
    fields: { outChannels, depth, ...(index === 0 && { widening: 2, narrowing: 2 }) },
  }),
);

export const cspdarknet53: ReadyNetwork = {
  name: 'cspdarknet-53',
  title: 'CSPDarknet53',
  subtitle: 'cross stages, 256 px',
  reference: 'Wang et al., CSPNet, 2019, arXiv 1911.11929; timm cspdarknet53',
  family: 'Classic',
  design: network(
    'CSPDarknet53',
    [],
    [
      imageInput(256),
      { id: 'stem', definition: 'conv-unit', fields: { outChannels: 32, activation: 'leaky-relu' } },
      ...stages,
      { id: 'head', definition: 'head' },
      scoresOutput,
    ],
  ),
};
