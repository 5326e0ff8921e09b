import type { NetworkItem, ReadyNetwork } from './ready-network.ts';
import { network, residualFeatures } from './ready-network.ts';

/** Copies of the four stages by the layers that a network is named after, and rows and columns of its images. */
const rows: readonly (readonly [layers: number, depths: readonly number[]])[] = [
  [26, [2, 2, 2, 2]],
  [50, [3, 4, 6, 3]],
  [101, [3, 4, 23, 3]],
];

const alpha = 0.2;

/** The variance that a stage expects: what the stage before adds copy by copy, rounded as a person writes it. */
const varianceBehind = (depth: number | undefined): string =>
  depth === undefined ? '1' : (1 + depth * alpha ** 2).toFixed(2);

const stages = (depths: readonly number[]): readonly NetworkItem[] =>
  depths.map((depth, index) => ({
    id: residualFeatures[index]!,
    definition: 'nf-stage',
    fields: {
      depth,
      planes: 64 * 2 ** index,
      stride: index === 0 ? 1 : 2,
      variance: varianceBehind(depths[index - 1]),
    },
  }));

/** ResNets without norms, whose filters are standardized. */
export const nfResnets: readonly ReadyNetwork[] = rows.map(([layers, depths]) => {
  const title = `NF-ResNet-${layers}`;
  return {
    name: `nf-resnet-${layers}`,
    title,
    subtitle: 'without norms, standardized filters',
    reference: `Brock et al., Characterizing Signal Propagation, 2021, arXiv 2101.08692; timm nf_resnet${layers}`,
    family: 'ResNet',
    features: residualFeatures,
    design: network(
      title,
      [],
      [
        { id: 'input', definition: 'input', fields: { height: 256, width: 256 } },
        {
          id: 'stem',
          definition: 'scaled-conv2d',
          fields: { outChannels: 64, kernel: 7, stride: 2, gamma: '1.7139588594436646' },
        },
        { id: 'pool', definition: 'max-pool' },
        ...stages(depths),
        { id: 'act', definition: 'relu' },
        { id: 'head', definition: 'head' },
        { id: 'output', definition: 'output' },
      ],
    ),
  };
});
