import { imageInput, scoresOutput } from './classic-parts.ts';
import type { NetworkItem, ReadyNetwork } from './ready-network.ts';
import { network } from './ready-network.ts';
import { side } from './side-by-side.ts';

type FieldValues = NonNullable<NetworkItem['fields']>;

const epsilon = '1e-3';

const unit = (id: string, outChannels: number, fields: FieldValues = {}): NetworkItem => ({
  id,
  definition: 'conv-unit',
  fields: { outChannels, ...fields, epsilon },
});

/** How what reduces a map steps: 3 × 3 by two, not padded. */
const reducing = { stride: 2, padding: 'none' } as const;

const reducingPool = (id: string): NetworkItem => ({ id, definition: 'max-pool', fields: reducing });

const narrow = { kernel: 1 } as const;

const mixed5b = side('mixed5b', 'pool2', 8, [
  [unit('mixed5b-one', 96, narrow)],
  [unit('mixed5b-reduce5', 48, narrow), unit('mixed5b-conv5', 64, { kernel: 5 })],
  [unit('mixed5b-reduce3', 64, narrow), unit('mixed5b-conv3a', 96), unit('mixed5b-conv3b', 96)],
  [
    { id: 'mixed5b-pool', definition: 'avg-pool', fields: { stride: 1, countPadding: false } },
    unit('mixed5b-projection', 64, narrow),
  ],
]);

const mixed6a = side('mixed6a', 'stage1', 13, [
  [unit('mixed6a-conv3', 384, reducing)],
  [unit('mixed6a-reduce', 256, narrow), unit('mixed6a-conv3a', 256), unit('mixed6a-conv3b', 384, reducing)],
  [reducingPool('mixed6a-pool')],
]);

const mixed7a = side('mixed7a', 'stage2', 18, [
  [unit('mixed7a-reduce1', 256, narrow), unit('mixed7a-conv1', 384, reducing)],
  [unit('mixed7a-reduce2', 256, narrow), unit('mixed7a-conv2', 288, reducing)],
  [unit('mixed7a-reduce3', 256, narrow), unit('mixed7a-conv3a', 288), unit('mixed7a-conv3b', 320, reducing)],
  [reducingPool('mixed7a-pool')],
]);

const stage = (id: string, fields: FieldValues): NetworkItem => ({
  id,
  definition: 'inception-resnet-stage',
  fields,
});

/** Most of its convolutions are not padded: 299 rows end as 8, over which the code averages. */
export const inceptionResnetV2: ReadyNetwork = {
  name: 'inception-resnet-v2',
  title: 'Inception-ResNet-v2',
  subtitle: '299 × 299',
  reference:
    'Szegedy et al., Inception-v4, 2016, arXiv 1602.07261; pretrained-models.pytorch 8aae3d8, pretrainedmodels/models/inceptionresnetv2.py',
  family: 'Classic',
  design: network(
    'Inception-ResNet-v2',
    [],
    [
      imageInput(299),
      unit('conv1', 32, reducing),
      unit('conv2', 32, { padding: 'none' }),
      unit('conv3', 64),
      reducingPool('pool1'),
      unit('conv4', 80, narrow),
      unit('conv5', 192, { padding: 'none' }),
      reducingPool('pool2'),
      ...mixed5b,
      stage('stage1', { depth: 10, kind: 'a', scale: 0.17 }),
      ...mixed6a,
      stage('stage2', { depth: 20, kind: 'b', scale: 0.1 }),
      ...mixed7a,
      stage('stage3', { depth: 9, kind: 'c', scale: 0.2 }),
      { id: 'block8', definition: 'inception-resnet-block', fields: { kind: 'c', scale: 1, last: 'none' } },
      unit('last', 1536, narrow),
      { id: 'average', definition: 'avg-pool', fields: { kernel: 8, stride: 8, padding: 'none' } },
      { id: 'flatten', definition: 'flatten', call: 'method' },
      { id: 'fc', definition: 'linear', fields: { outFeatures: 1000 } },
      scoresOutput,
    ],
  ),
};
