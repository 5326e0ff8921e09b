import { imageInput, scoresOutput } from './classic-parts.ts';
import type { NetworkItem, ReadyNetwork } from './ready-network.ts';
import { expression, network } from './ready-network.ts';
import { widthVariable } from './width-multiplier.ts';

const features = ['stage2', 'block3', 'block4', 'block5'] as const;
const unit = { activation: 'silu' } as const;
/** Blocks of the encoders in the last three stages. */
const depths = [2, 4, 3] as const;

interface Form {
  readonly size: 'xxs' | 'xs' | 's';
  readonly ratio: number;
  /** Channels of the five stages, and of the encoders in the last three. */
  readonly channels: readonly number[];
  readonly inside: readonly number[];
  /** Channels of the last convolution. */
  readonly last: number;
}

/** MobileViT's first two stages step once between them, each later one at its start. */
const strides = [1, 2, 2, 2, 2] as const;

const residuals = (
  index: number,
  depth: number,
  fields: NonNullable<NetworkItem['fields']>,
): NetworkItem => ({
  id: `stage${index + 1}`,
  definition: 'inverted-residual-stage',
  fields: { depth, stride: strides[index]!, ...fields, ...unit },
});

function mobilevit({ size, ratio, channels, inside, last }: Form): ReadyNetwork {
  const title = `MobileViT-${size.toUpperCase()}`;
  return {
    name: `mobilevit-${size}`,
    title,
    subtitle: 'encoders between inverted residuals',
    reference: `Mehta and Rastegari, MobileViT, 2021, arXiv 2110.02178; timm mobilevit_${size}`,
    family: 'Transformer',
    features,
    design: network(
      title,
      [],
      [
        imageInput(256),
        { id: 'stem', definition: 'conv-unit', fields: { outChannels: 16, stride: 2, ...unit } },
        ...channels.flatMap((outChannels, index) => {
          const body = residuals(index, index === 1 ? 3 : 1, { outChannels, ratio });
          if (index < 2) return [body];
          const encoder = { width: inside[index - 2]!, depth: depths[index - 2]! };
          return [body, { id: `block${index + 1}`, definition: 'mobilevit-block', fields: encoder }];
        }),
        { id: 'last', definition: 'conv-unit', fields: { outChannels: last, kernel: 1, ...unit } },
        { id: 'head', definition: 'head' },
        scoresOutput,
      ],
    ),
  };
}

const widthsV2 = [64, 128, 256, 384, 512] as const;

/** All channels are multiplied by the width; at steps of a quarter none of them is rounded. */
function mobilevitV2(width: number): ReadyNetwork {
  const title = `MobileViTv2 × ${width}`;
  return {
    name: `mobilevit-v2-${width.toFixed(width % 0.5 === 0 ? 1 : 2)}`,
    title,
    subtitle: 'encoders of linear cost between inverted residuals',
    reference: `Mehta and Rastegari, Separable Self-attention for Mobile Vision Transformers, 2022, arXiv 2206.02680; timm mobilevitv2_${String(100 * width).padStart(3, '0')}`,
    family: 'Transformer',
    features,
    design: network(
      title,
      [{ ...widthVariable(width, 0.25), step: 0.25 }],
      [
        imageInput(256),
        {
          id: 'stem',
          definition: 'conv-unit',
          fields: { outChannels: expression('32*width'), stride: 2, ...unit },
        },
        ...widthsV2.flatMap((channels, index) => {
          const outChannels = expression(`${channels}*width`);
          const body = residuals(index, index === 1 ? 2 : 1, { outChannels, ratio: 2 });
          if (index < 2) return [body];
          const encoder = { width: expression(`${channels / 2}*width`), depth: depths[index - 2]! };
          return [body, { id: `block${index + 1}`, definition: 'mobilevit-v2-block', fields: encoder }];
        }),
        { id: 'head', definition: 'head' },
        scoresOutput,
      ],
    ),
  };
}

const members: readonly Form[] = [
  { size: 'xxs', ratio: 2, channels: [16, 24, 48, 64, 80], inside: [64, 80, 96], last: 320 },
  { size: 'xs', ratio: 4, channels: [32, 48, 64, 80, 96], inside: [96, 120, 144], last: 384 },
  { size: 's', ratio: 4, channels: [32, 64, 96, 128, 160], inside: [144, 192, 240], last: 640 },
];

export const mobilevits: readonly ReadyNetwork[] = [
  ...members.map(mobilevit),
  ...[0.5, 0.75, 1, 1.25, 1.5, 1.75, 2].map(mobilevitV2),
];
