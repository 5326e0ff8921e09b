import { imageInput, scoresOutput } from './classic-parts.ts';
import type { NetworkItem, ReadyNetwork } from './ready-network.ts';
import { network, residualFeatures } from './ready-network.ts';

interface Form {
  readonly letter: string;
  readonly widths: readonly number[];
  readonly depths: readonly number[];
  readonly ratios: readonly number[];
}

/** Heads, and the patches that keys are reduced by, of the four stages. */
const heads = [1, 2, 5, 8] as const;
const reductions = [8, 4, 2, 1] as const;

function pvt({ letter, widths, depths, ratios }: Form): ReadyNetwork {
  const title = `PVTv2-${letter.toUpperCase()}`;
  const stages = widths.map(
    (outChannels, index): NetworkItem => ({
      id: `stage${index + 1}`,
      definition: 'pvt-stage',
      fields: {
        depth: depths[index]!,
        outChannels,
        ...(index === 0 && { patch: 7, stride: 4 }),
        heads: heads[index]!,
        reduction: reductions[index]!,
        ratio: ratios[index]!,
      },
    }),
  );
  return {
    name: `pvt-v2-${letter}`,
    title,
    subtitle: 'attention to reduced maps',
    reference: `Wang et al., PVT v2, 2021, arXiv 2106.13797; timm pvt_v2_${letter}`,
    family: 'Transformer',
    features: residualFeatures,
    design: network(title, [], [imageInput(), ...stages, { id: 'head', definition: 'head' }, scoresOutput]),
  };
}

const wide = [64, 128, 320, 512];
const usual = [8, 8, 4, 4];

/** Stochastic depth is left out: it acts in training alone. */
const members: readonly Form[] = [
  { letter: 'b0', widths: [32, 64, 160, 256], depths: [2, 2, 2, 2], ratios: usual },
  { letter: 'b1', widths: wide, depths: [2, 2, 2, 2], ratios: usual },
  { letter: 'b2', widths: wide, depths: [3, 4, 6, 3], ratios: usual },
  { letter: 'b3', widths: wide, depths: [3, 4, 18, 3], ratios: usual },
  { letter: 'b4', widths: wide, depths: [3, 8, 27, 3], ratios: usual },
  { letter: 'b5', widths: wide, depths: [3, 6, 40, 3], ratios: [4, 4, 4, 4] },
];

export const pvts: readonly ReadyNetwork[] = members.map(pvt);
