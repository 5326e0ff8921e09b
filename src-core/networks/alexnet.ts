import { count, hiddenLayers, imageInput, scoresOutput } from './classic-parts.ts';
import { alexnetKeys } from './keys/classic-keys.ts';
import type { ReadyNetwork } from './ready-network.ts';
import { expression, network } from './ready-network.ts';

/** A convolution with bias and ReLU and without a norm, from before norms. */
const plain = { bias: true, norm: 'none' } as const;
/** A 3 × 3 window that steps by two: the windows of the pools overlap. */
const overlapping = { k: 3, window: 3 } as const;

/** AlexNet as one tower: the second form of its author, without local response norms, as torchvision has it. */
export const alexnet: ReadyNetwork = {
  name: 'alexnet',
  title: 'AlexNet',
  subtitle: 'one tower',
  reference:
    'Krizhevsky, One Weird Trick for Parallelizing Convolutional Neural Networks, 2014, arXiv 1404.5997; torchvision alexnet, one tower without local response norms',
  family: 'Classic',
  publicKeys: alexnetKeys,
  design: network(
    'AlexNet',
    [count('w', 64, 1024), count('hidden', 4096, 65_536)],
    [
      imageInput(),
      {
        id: 'conv1',
        definition: 'conv-unit',
        fields: {
          outChannels: expression('w'),
          kernel: 11,
          stride: 4,
          padding: 'custom',
          pad: 2,
          padWidth: 2,
          ...plain,
        },
      },
      { id: 'pool1', definition: 'max-pool', fields: { padding: 'none' } },
      {
        id: 'stage2',
        definition: 'vgg-stage',
        fields: { ...overlapping, depth: 1, outChannels: expression('3*w'), k: 5 },
      },
      { id: 'conv3', definition: 'conv-unit', fields: { outChannels: expression('6*w'), ...plain } },
      {
        id: 'stage4',
        definition: 'vgg-stage',
        fields: { ...overlapping, depth: 2, outChannels: expression('4*w') },
      },
      {
        id: 'head',
        definition: 'mlp-head',
        fields: { grid: 6, hidden: hiddenLayers, dropAhead: 'all-but-last' },
      },
      scoresOutput,
    ],
  ),
};
