import { mobilenetV2Keys } from './keys/mobile-keys.ts';
import type { NetworkItem, ReadyNetwork } from './ready-network.ts';
import { expression, network } from './ready-network.ts';
import { widened, widthVariable } from './width-multiplier.ts';

/** Ratio, channels, copies and stride of each stage: t, c, n, s of the paper's table 2. */
const rows: readonly (readonly [ratio: number, channels: number, depth: number, stride: number])[] = [
  [1, 16, 1, 1],
  [6, 24, 2, 2],
  [6, 32, 3, 2],
  [6, 64, 4, 2],
  [6, 96, 3, 1],
  [6, 160, 3, 2],
  [6, 320, 1, 1],
];

const activation = 'relu6';

const body: readonly NetworkItem[] = rows.map(([ratio, channels, depth, stride], index) => ({
  id: `stage${index + 1}`,
  definition: 'inverted-residual-stage',
  fields: { depth, outChannels: widened(channels), ratio, stride },
}));

export const mobilenetV2: ReadyNetwork = {
  name: 'mobilenet-v2',
  title: 'MobileNetV2',
  subtitle: 'width 1.0',
  reference: 'Sandler et al., MobileNetV2, 2018, arXiv 1801.04381; torchvision mobilenet_v2',
  family: 'Mobile',
  publicKeys: mobilenetV2Keys(rows.map(([, , depth]) => depth)),
  features: ['stage2', 'stage3', 'stage5', 'stage7'],
  design: network(
    'MobileNetV2',
    [widthVariable()],
    [
      { id: 'input', definition: 'input' },
      { id: 'stem', definition: 'conv-unit', fields: { outChannels: widened(32), stride: 2, activation } },
      ...body,
      {
        id: 'last',
        definition: 'conv-unit',
        // Thinner members keep the classifier's width.
        fields: { outChannels: expression('makeDivisible(1280*max(1, width), 8)'), kernel: 1, activation },
      },
      // torchvision/models/mobilenetv2.py ends in functional.adaptive_avg_pool2d and torch.flatten.
      { id: 'head', definition: 'head', call: 'function' },
      { id: 'output', definition: 'output' },
    ],
  ),
};
