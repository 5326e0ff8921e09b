import type { NetworkItem, ReadyNetwork } from './ready-network.ts';
import { expression, network, residualFeatures } from './ready-network.ts';

interface Form {
  readonly name: string;
  readonly letter: string;
  /** Channels of the first stage; each stage has twice as many as the one before. */
  readonly w: number;
  readonly depths: readonly number[];
  /** Of the second paper: a response norm and no layer scale, and what is pointwise. */
  readonly second?: 'linear' | 'conv';
}

const widths = ['w', '2*w', '4*w', '8*w'] as const;

function convnext({ name, letter, w, depths, second }: Form): ReadyNetwork {
  const title = second === undefined ? `ConvNeXt-${letter}` : `ConvNeXtV2-${letter}`;
  const form: NonNullable<NetworkItem['fields']> =
    second === undefined ? {} : { layerScale: false, responseNorm: true, pointwise: second };
  const source =
    second === undefined
      ? `Liu et al., A ConvNet for the 2020s, 2022, arXiv 2201.03545; torchvision convnext_${name}`
      : `Woo et al., ConvNeXt V2, 2023, arXiv 2301.00808; timm convnextv2_${name}`;
  const stages = depths.map(
    (depth, index): NetworkItem => ({
      id: `stage${index + 1}`,
      definition: 'convnext-stage',
      fields: {
        depth,
        w: expression(widths[index] ?? 'w'),
        ...form,
        ...(index === 0 ? { stride: 1, reduce: false } : { stride: 2 }),
      },
    }),
  );
  return {
    name: second === undefined ? `convnext-${name}` : `convnext-v2-${name}`,
    title,
    subtitle: `${w} channels first`,
    reference: source,
    family: 'Modern',
    features: residualFeatures,
    design: network(
      title,
      [{ name: 'w', kind: 'integer', value: w, min: 1, max: 4096 }],
      [
        { id: 'input', definition: 'input' },
        { id: 'stem', definition: 'convnext-stem', fields: { outChannels: expression('w') } },
        ...stages,
        { id: 'head', definition: 'convnext-head' },
        { id: 'output', definition: 'output' },
      ],
    ),
  };
}

/** Stochastic depth is left out: it acts in training alone, and its rate differs from copy to copy. */
const members: readonly Form[] = [
  { name: 'tiny', letter: 'T', w: 96, depths: [3, 3, 9, 3] },
  { name: 'small', letter: 'S', w: 96, depths: [3, 3, 27, 3] },
  { name: 'base', letter: 'B', w: 128, depths: [3, 3, 27, 3] },
  { name: 'large', letter: 'L', w: 192, depths: [3, 3, 27, 3] },
  { name: 'atto', letter: 'A', w: 40, depths: [2, 2, 6, 2], second: 'conv' },
  { name: 'femto', letter: 'F', w: 48, depths: [2, 2, 6, 2], second: 'conv' },
  { name: 'pico', letter: 'P', w: 64, depths: [2, 2, 6, 2], second: 'conv' },
  { name: 'nano', letter: 'N', w: 80, depths: [2, 2, 8, 2], second: 'conv' },
  { name: 'tiny', letter: 'T', w: 96, depths: [3, 3, 9, 3], second: 'linear' },
  { name: 'base', letter: 'B', w: 128, depths: [3, 3, 27, 3], second: 'linear' },
];

export const convnexts: readonly ReadyNetwork[] = members.map(convnext);
