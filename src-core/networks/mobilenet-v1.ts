import type { NetworkItem, ReadyNetwork } from './ready-network.ts';
import { expression, network } from './ready-network.ts';
import { widthVariable } from './width-multiplier.ts';

/** Channels, copies and stride of each stage. */
const rows: readonly (readonly [channels: number, depth: number, stride: number])[] = [
  [64, 1, 1],
  [128, 2, 2],
  [256, 2, 2],
  [512, 6, 2],
  [1024, 2, 2],
];

/** The paper multiplies channels by the width and drops the fraction. */
const thinned = (channels: number) => expression(`floor(${channels}*width)`);
const activation = 'relu6';

const body: readonly NetworkItem[] = rows.map(([channels, depth, stride], index) => ({
  id: `stage${index + 1}`,
  definition: 'depthwise-separable-stage',
  fields: { depth, outChannels: thinned(channels), stride, activation },
}));

export const mobilenetV1: ReadyNetwork = {
  name: 'mobilenet-v1',
  title: 'MobileNetV1',
  subtitle: 'width 1.0',
  reference: 'Howard et al., MobileNets, 2017, arXiv 1704.04861; timm mobilenetv1_100',
  family: 'Mobile',
  features: ['stage2', 'stage3', 'stage4', 'stage5'],
  design: network(
    'MobileNetV1',
    [widthVariable(1, 0.25)],
    [
      { id: 'input', definition: 'input' },
      {
        id: 'stem',
        definition: 'conv-unit',
        fields: { outChannels: thinned(32), stride: 2, activation },
      },
      ...body,
      { id: 'head', definition: 'head' },
      { id: 'output', definition: 'output' },
    ],
  ),
};
