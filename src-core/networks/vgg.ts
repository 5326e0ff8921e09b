import { count, hiddenLayers, imageInput, scoresOutput } from './classic-parts.ts';
import { vggKeys } from './keys/classic-keys.ts';
import type { NetworkItem, ReadyNetwork } from './ready-network.ts';
import { expression, network } from './ready-network.ts';

/** Convolutions of the five stages, by the number of layers with weights. */
const depths = {
  11: [1, 1, 2, 2, 2],
  13: [2, 2, 2, 2, 2],
  16: [2, 2, 3, 3, 3],
  19: [2, 2, 4, 4, 4],
} as const;
type Layers = keyof typeof depths;

/** The letters of the paper's table. */
const configurations = { 11: 'A', 13: 'B', 16: 'D', 19: 'E' } as const satisfies Record<Layers, string>;

/** Widths of the stages, in that of the first. */
const widths = ['w', '2*w', '4*w', '8*w', '8*w'] as const;

function vgg(layers: Layers, norm: 'none' | 'batch'): ReadyNetwork {
  const normed = norm === 'batch';
  const title = `VGG-${layers}${normed ? '-BN' : ''}`;
  const stages = depths[layers].map(
    (depth, index): NetworkItem => ({
      id: `stage${index + 1}`,
      definition: 'vgg-stage',
      fields: { depth, outChannels: expression(widths[index]!), norm },
    }),
  );
  return {
    name: `vgg-${layers}${normed ? '-bn' : ''}`,
    title,
    subtitle: `configuration ${configurations[layers]}${normed ? ', batch norm' : ''}`,
    reference: `Simonyan and Zisserman, 2014, arXiv 1409.1556; torchvision vgg${layers}${normed ? '_bn' : ''}`,
    family: 'Classic',
    publicKeys: vggKeys(depths[layers], normed),
    features: ['stage2', 'stage3', 'stage4', 'stage5'],
    design: network(
      title,
      [count('w', 64, 1024), count('hidden', 4096, 65_536)],
      [
        imageInput(),
        ...stages,
        {
          id: 'head',
          definition: 'mlp-head',
          fields: { hidden: hiddenLayers },
        },
        scoresOutput,
      ],
    ),
  };
}

const layerCounts = [11, 13, 16, 19] as const;

export const vggs: readonly ReadyNetwork[] = [
  ...layerCounts.map((layers) => vgg(layers, 'none')),
  ...layerCounts.map((layers) => vgg(layers, 'batch')),
];
