import { shufflenetKeys } from './keys/mobile-keys.ts';
import type { ReadyNetwork } from './ready-network.ts';
import { network } from './ready-network.ts';

interface Form {
  readonly width: string;
  /** Channels of each branch of the three stages; twice as many leave them. */
  readonly branches: readonly [number, number, number];
  readonly last: number;
}

const depths = [4, 8, 4];

function shufflenet({ width, branches, last }: Form): ReadyNetwork {
  const title = `ShuffleNetV2-${width}`;
  return {
    name: `shufflenet-v2-${width}`,
    title,
    subtitle: `width ${width}`,
    reference: `Ma et al., ShuffleNet V2, 2018, arXiv 1807.11164; torchvision shufflenet_v2_x${width.replace('.', '_')}`,
    family: 'Mobile',
    publicKeys: shufflenetKeys,
    features: ['pool', 'stage2', 'stage3', 'stage4'],
    design: network(
      title,
      [],
      [
        { id: 'input', definition: 'input' },
        { id: 'stem', definition: 'conv-unit', fields: { outChannels: 24, stride: 2 } },
        { id: 'pool', definition: 'max-pool' },
        ...branches.map((branch, index) => ({
          id: `stage${index + 2}`,
          definition: 'shuffle-stage',
          fields: { depth: depths[index]!, branch, stride: 2 },
        })),
        { id: 'last', definition: 'conv-unit', fields: { outChannels: last, kernel: 1 } },
        // torchvision/models/shufflenetv2.py averages by x.mean([2, 3]).
        { id: 'head', definition: 'head', call: 'method' },
        { id: 'output', definition: 'output' },
      ],
    ),
  };
}

export const shufflenets: readonly ReadyNetwork[] = [
  shufflenet({ width: '1.0', branches: [58, 116, 232], last: 1024 }),
  shufflenet({ width: '0.5', branches: [24, 48, 96], last: 1024 }),
  shufflenet({ width: '1.5', branches: [88, 176, 352], last: 1024 }),
  shufflenet({ width: '2.0', branches: [122, 244, 488], last: 2048 }),
];
