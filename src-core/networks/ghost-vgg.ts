import type { Variable } from '../document/design.ts';
import type { NetworkItem, ReadyNetwork } from './ready-network.ts';
import { expression, network } from './ready-network.ts';

const variables: readonly Variable[] = [
  { name: 'ratio', kind: 'integer', value: 2, min: 1, max: 64 },
  { name: 'd', kind: 'integer', value: 3, min: 1, max: 31 },
];

/** Widths of the Ghost modules of each stage. */
const widths = [
  [64, 64],
  [128, 128],
  [256, 256, 256],
  [512, 512, 512],
  [512, 512, 512],
] as const;

const stage = (row: readonly number[], index: number): NetworkItem[] => [
  ...row.map(
    (outChannels, place): NetworkItem => ({
      id: `ghost${index + 1}-${place + 1}`,
      definition: 'ghost-module',
      fields: { outChannels, kernel: 3, ratio: expression('ratio'), cheapKernel: expression('d') },
    }),
  ),
  { id: `pool${index + 1}`, definition: 'max-pool', fields: { kernel: 2, padding: 'none' } },
];

/** VGG-16 for images of 32 × 32 with norms and one linear layer, each of its 13 convolutions a Ghost module. */
export const ghostVgg16: ReadyNetwork = {
  name: 'ghost-vgg-16',
  title: 'Ghost-VGG-16',
  subtitle: '32 × 32, ratio 2',
  reference:
    'Han et al., GhostNet, 2020, arXiv 1911.11907, section 4.1; a rebuild, as the paper’s code for it is not public',
  family: 'GhostNet',
  features: ['pool2', 'pool3', 'pool4', 'pool5'],
  design: network('Ghost-VGG-16', variables, [
    { id: 'input', definition: 'input', fields: { height: 32, width: 32 } },
    ...widths.flatMap(stage),
    { id: 'head', definition: 'head', fields: { classes: 10 } },
    { id: 'output', definition: 'output' },
  ]),
};
