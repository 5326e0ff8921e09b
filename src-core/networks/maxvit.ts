import { imageInput, scoresOutput } from './classic-parts.ts';
import type { NetworkItem, ReadyNetwork } from './ready-network.ts';
import { network } from './ready-network.ts';

/** A head attends with 32 channels. */
const headChannels = 32;

const stages = [
  [64, 2],
  [128, 2],
  [256, 5],
  [512, 2],
] as const;

/** Of the batch norms, in torch's sense, as torchvision's code has it. */
const momentum = '0.99';

const last = stages[stages.length - 1]![0];

/**
 * Stochastic depth is left out: it acts in training alone. Windows and grids fit images whose sides are multiples of 224
 * alone, so that it is no backbone.
 */
const maxvitT: ReadyNetwork = {
  name: 'maxvit-t',
  title: 'MaxViT-T',
  subtitle: 'convolutions, windows and grids',
  reference: 'Tu et al., MaxViT, 2022, arXiv 2204.01697; torchvision maxvit_t',
  family: 'Transformer',
  design: network(
    'MaxViT-T',
    [],
    [
      imageInput(),
      {
        id: 'stem1',
        definition: 'conv-unit',
        fields: { outChannels: 64, stride: 2, activation: 'gelu', epsilon: '1e-3', momentum },
      },
      { id: 'stem2', definition: 'conv2d', fields: { outChannels: 64, bias: true } },
      ...stages.map(
        ([outChannels, depth], index): NetworkItem => ({
          id: `stage${index + 1}`,
          definition: 'maxvit-stage',
          fields: { depth, outChannels, stride: 2, momentum, heads: outChannels / headChannels },
        }),
      ),
      { id: 'pool', definition: 'global-avg-pool' },
      { id: 'flatten', definition: 'flatten' },
      { id: 'norm', definition: 'layer-norm', fields: { axis: 'last' } },
      { id: 'widen', definition: 'linear', fields: { outFeatures: last } },
      { id: 'tanh', definition: 'tanh' },
      { id: 'classifier', definition: 'linear', fields: { outFeatures: 1000, bias: false } },
      scoresOutput,
    ],
  ),
};

export const maxvits: readonly ReadyNetwork[] = [maxvitT];
