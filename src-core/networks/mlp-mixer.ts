import { imageInput, scoresOutput } from './classic-parts.ts';
import type { ReadyNetwork } from './ready-network.ts';
import { network } from './ready-network.ts';

interface Form {
  readonly letter: 'S' | 'B' | 'L';
  readonly patch: 16 | 32;
  readonly width: number;
  readonly depth: number;
}

/** Tokens are mixed through half as many features as a token has channels, channels through four times as many. */
function mixer({ letter, patch, width, depth }: Form): ReadyNetwork {
  const title = `Mixer-${letter}/${patch}`;
  return {
    name: `mixer-${letter.toLowerCase()}${patch}`,
    title,
    subtitle: `patches of ${patch} × ${patch}, linear layers alone`,
    reference: `Tolstikhin et al., MLP-Mixer, 2021, arXiv 2105.01601; timm mixer_${letter.toLowerCase()}${patch}_224`,
    family: 'Modern',
    design: network(
      title,
      [],
      [
        imageInput(),
        {
          id: 'patches',
          definition: 'conv2d',
          fields: { outChannels: width, kernel: patch, stride: patch, padding: 'none', bias: true },
        },
        { id: 'tokens', definition: 'reshape', fields: { sizes: [width, 0] } },
        { id: 'channels-last', definition: 'permute', fields: { order: [0, 2, 1] } },
        {
          id: 'blocks',
          definition: 'mixer-stage',
          fields: { depth, tokens: width / 2, channels: 4 * width },
        },
        { id: 'norm', definition: 'layer-norm', fields: { axis: 'last', epsilon: '1e-6' } },
        { id: 'mean', definition: 'reduce-mean', fields: { over: 'axes', axes: [1], keep: false } },
        { id: 'fc', definition: 'linear', fields: { outFeatures: 1000 } },
        scoresOutput,
      ],
    ),
  };
}

export const mixers: readonly ReadyNetwork[] = [
  { letter: 'S', patch: 32, width: 512, depth: 8 } as const,
  { letter: 'S', patch: 16, width: 512, depth: 8 } as const,
  { letter: 'B', patch: 32, width: 768, depth: 12 } as const,
  { letter: 'B', patch: 16, width: 768, depth: 12 } as const,
  { letter: 'L', patch: 16, width: 1024, depth: 24 } as const,
].map(mixer);
