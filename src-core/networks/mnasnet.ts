import { mnasnetKeys } from './keys/mobile-keys.ts';
import type { NetworkItem, ReadyNetwork } from './ready-network.ts';
import { network } from './ready-network.ts';
import { widened, widthVariable } from './width-multiplier.ts';

interface Row {
  readonly ratio: number;
  readonly k: number;
  readonly stride: number;
  readonly channels: number;
  readonly depth: number;
}

/** The first row is a depthwise separable convolution that ends in a norm: an inverted residual that widens nothing. */
const rows: readonly Row[] = [
  { ratio: 1, k: 3, stride: 1, channels: 16, depth: 1 },
  { ratio: 3, k: 3, stride: 2, channels: 24, depth: 3 },
  { ratio: 3, k: 5, stride: 2, channels: 40, depth: 3 },
  { ratio: 6, k: 5, stride: 2, channels: 80, depth: 3 },
  { ratio: 6, k: 3, stride: 1, channels: 96, depth: 2 },
  { ratio: 6, k: 5, stride: 2, channels: 192, depth: 4 },
  { ratio: 6, k: 3, stride: 1, channels: 320, depth: 1 },
];

/** Of all norms: 1 - 0.9997, as TensorFlow's code has it. */
const momentum = '0.0003';

const body: readonly NetworkItem[] = rows.map(({ channels, ...row }, index) => ({
  id: `stage${index + 1}`,
  definition: 'inverted-residual-stage',
  fields: { ...row, outChannels: widened(channels), activation: 'relu', momentum },
}));

function mnasnet(width: string): ReadyNetwork {
  const title = `MNASNet-${width}`;
  return {
    name: `mnasnet-${width}`,
    title,
    subtitle: `width ${width}`,
    reference: `Tan et al., MnasNet, 2018, arXiv 1807.11626, B1; torchvision mnasnet${width.replace('.', '_')}`,
    family: 'Mobile',
    publicKeys: mnasnetKeys,
    features: ['stage2', 'stage3', 'stage5', 'stage7'],
    design: network(
      title,
      // Much thinner, the stem would have as many channels as the first stage, which then would add its input.
      [widthVariable(Number(width), 0.35)],
      [
        { id: 'input', definition: 'input' },
        { id: 'stem', definition: 'conv-unit', fields: { outChannels: widened(32), stride: 2, momentum } },
        ...body,
        { id: 'last', definition: 'conv-unit', fields: { outChannels: 1280, kernel: 1, momentum } },
        // torchvision/models/mnasnet.py averages by x.mean([2, 3]).
        { id: 'head', definition: 'head', call: 'method' },
        { id: 'output', definition: 'output' },
      ],
    ),
  };
}

export const mnasnets: readonly ReadyNetwork[] = ['1.0', '0.5', '0.75', '1.3'].map(mnasnet);
