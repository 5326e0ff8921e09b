import { imageInput } from './classic-parts.ts';
import type { NetworkItem, ReadyNetwork } from './ready-network.ts';
import { expression, network, residualFeatures } from './ready-network.ts';

interface Form {
  readonly letter: string;
  /** Channels of the first stage; each stage has twice as many as the one before. */
  readonly w: number;
  readonly depths: readonly number[];
  /** Of the second paper, on images of 256 rows and columns. */
  readonly second?: true;
}

const widths = ['w', '2*w', '4*w', '8*w'] as const;

function swin({ letter, w, depths, second }: Form): ReadyNetwork {
  const title = `${second ? 'SwinV2' : 'Swin'}-${letter.toUpperCase()}`;
  const stages = depths.map(
    (depth, index): NetworkItem => ({
      id: `stage${index + 1}`,
      definition: 'swin-stage',
      fields: {
        depth,
        w: expression(widths[index]!),
        // Of the stage's own width: 32 channels for each head.
        heads: expression('w/32'),
        ...(second && { window: 8, second }),
        ...(index === 0 && { merge: false }),
      },
    }),
  );
  return {
    name: second ? `swin-v2-${letter}` : `swin-${letter}`,
    title,
    subtitle: `${w} channels first`,
    reference: second
      ? `Liu et al., Swin Transformer V2, 2021, arXiv 2111.09883; torchvision swin_v2_${letter}`
      : `Liu et al., Swin Transformer, 2021, arXiv 2103.14030; torchvision swin_${letter}`,
    family: 'Transformer',
    features: residualFeatures,
    design: network(
      title,
      [{ name: 'w', kind: 'integer', value: w, min: 32, max: 4096 }],
      [
        imageInput(second ? 256 : 224),
        { id: 'stem', definition: 'swin-stem', fields: { outChannels: expression('w') } },
        ...stages,
        { id: 'head', definition: 'swin-head' },
        { id: 'output', definition: 'output' },
      ],
    ),
  };
}

/** Stochastic depth is left out: it acts in training alone, and its rate differs from copy to copy. */
const members: readonly Form[] = [
  { letter: 't', w: 96, depths: [2, 2, 6, 2] },
  { letter: 's', w: 96, depths: [2, 2, 18, 2] },
  { letter: 'b', w: 128, depths: [2, 2, 18, 2] },
  { letter: 't', w: 96, depths: [2, 2, 6, 2], second: true },
  { letter: 's', w: 96, depths: [2, 2, 18, 2], second: true },
  { letter: 'b', w: 128, depths: [2, 2, 18, 2], second: true },
];

export const swins: readonly ReadyNetwork[] = members.map(swin);
