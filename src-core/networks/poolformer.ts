import { imageInput, scoresOutput } from './classic-parts.ts';
import type { NetworkItem, ReadyNetwork } from './ready-network.ts';
import { network, residualFeatures } from './ready-network.ts';

interface Form {
  readonly size: string;
  readonly depths: readonly [number, number, number, number];
  readonly widths: readonly [number, number, number, number];
}

const usual = [64, 128, 320, 512] as const;
const wide = [96, 192, 384, 768] as const;

function poolformer({ size, depths, widths }: Form): ReadyNetwork {
  const title = `PoolFormer-${size.toUpperCase()}`;
  const stages = depths.flatMap((depth, index): NetworkItem[] => {
    const outChannels = widths[index]!;
    const window: NonNullable<NetworkItem['fields']> =
      index === 0 ? { kernel: 7, stride: 4, padding: 'custom', pad: 2 } : { kernel: 3, stride: 2 };
    return [
      { id: `patches${index + 1}`, definition: 'conv2d', fields: { outChannels, ...window, bias: true } },
      { id: `stage${index + 1}`, definition: 'poolformer-stage', fields: { depth } },
    ];
  });
  return {
    name: `poolformer-${size}`,
    title,
    subtitle: 'average pools in place of attention',
    reference: `Yu et al., MetaFormer, 2021, arXiv 2111.11418; timm poolformer_${size}`,
    family: 'Modern',
    features: residualFeatures,
    design: network(
      title,
      [],
      [
        imageInput(),
        ...stages,
        { id: 'pool', definition: 'global-avg-pool' },
        { id: 'norm', definition: 'layer-norm', fields: { epsilon: '1e-6' } },
        { id: 'flatten', definition: 'flatten' },
        { id: 'fc', definition: 'linear', fields: { outFeatures: 1000 } },
        scoresOutput,
      ],
    ),
  };
}

export const poolformers: readonly ReadyNetwork[] = [
  { size: 's12', depths: [2, 2, 6, 2], widths: usual } as const,
  { size: 's24', depths: [4, 4, 12, 4], widths: usual } as const,
  { size: 's36', depths: [6, 6, 18, 6], widths: usual } as const,
  { size: 'm36', depths: [6, 6, 18, 6], widths: wide } as const,
  { size: 'm48', depths: [8, 8, 24, 8], widths: wide } as const,
].map(poolformer);
