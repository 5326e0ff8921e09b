import { imageInput, scoresOutput } from './classic-parts.ts';
import type { NetworkItem, ReadyNetwork } from './ready-network.ts';
import { network } from './ready-network.ts';
import { side } from './side-by-side.ts';

type FieldValues = NonNullable<NetworkItem['fields']>;

const unit = (id: string, outChannels: number, fields: FieldValues = {}): NetworkItem => ({
  id,
  definition: 'conv-unit',
  fields: { outChannels, ...fields },
});

const narrow = { kernel: 1 } as const;
/** How what reduces a map steps: 3 × 3 by two, not padded. */
const reducing = { stride: 2, padding: 'none' } as const;
const inside = { padding: 'none' } as const;

const pool = (id: string): NetworkItem => ({ id, definition: 'max-pool', fields: reducing });

/** Modules of all stages, of which each is weakened a little more than the one before: from 1 down to 0.7. */
const modules = 40;
const scaleOf = (index: number): string => (1 - (0.3 * index) / (modules - 1)).toFixed(6);

/** Modules of a stage behind `before` others; where they alternate, every other is a power series of three terms. */
const stage = (kind: 'a' | 'b' | 'c', count: number, before: number): NetworkItem[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `${kind}${index + 1}`,
    definition: 'poly-inception',
    fields: {
      kind,
      ...(kind !== 'a' && index % 2 === 0 && { form: 'poly', blocks: 3 }),
      scale: scaleOf(before + index),
    },
  }));

/** Most of its convolutions are not padded: 331 rows end as 9, over which the code averages. */
export const polynet: ReadyNetwork = {
  name: 'polynet',
  title: 'PolyNet',
  subtitle: '331 × 331, 10, 20 and 10 modules',
  reference:
    'Zhang et al., PolyNet, 2016, arXiv 1611.05725; pretrained-models.pytorch 8aae3d8, pretrainedmodels/models/polynet.py',
  family: 'Classic',
  design: network(
    'PolyNet',
    [],
    [
      imageInput(331),
      unit('conv1', 32, reducing),
      unit('conv2', 32, inside),
      unit('conv3', 64),
      ...side('stem1', 'conv3', 4, [[pool('stem1-pool')], [unit('stem1-conv', 96, reducing)]]),
      ...side('stem2', 'stem1', 6, [
        [unit('stem2-short1', 64, narrow), unit('stem2-short2', 96, inside)],
        [
          unit('stem2-long1', 64, narrow),
          unit('stem2-long2', 64, { kernel: 7, kernelWidth: 1 }),
          unit('stem2-long3', 64, { kernel: 1, kernelWidth: 7 }),
          unit('stem2-long4', 96, inside),
        ],
      ]),
      ...side('stem3', 'stem2', 11, [[pool('stem3-pool')], [unit('stem3-conv', 192, reducing)]]),
      ...stage('a', 10, 0),
      ...side('reduce1', 'a10', 23, [
        [
          unit('reduce1-long1', 256, narrow),
          unit('reduce1-long2', 256),
          unit('reduce1-long3', 384, reducing),
        ],
        [unit('reduce1-conv', 384, reducing)],
        [pool('reduce1-pool')],
      ]),
      ...stage('b', 20, 10),
      ...side('reduce2', 'b20', 47, [
        [
          unit('reduce2-long1', 256, narrow),
          unit('reduce2-long2', 256),
          unit('reduce2-long3', 256, reducing),
        ],
        [unit('reduce2-conv1', 256, narrow), unit('reduce2-conv2', 256, reducing)],
        [unit('reduce2-wide1', 256, narrow), unit('reduce2-wide2', 384, reducing)],
        [pool('reduce2-pool')],
      ]),
      ...stage('c', 10, 30),
      { id: 'average', definition: 'avg-pool', fields: { kernel: 9, padding: 'none' } },
      { id: 'drop', definition: 'dropout', fields: { p: 200 } },
      { id: 'flatten', definition: 'flatten', call: 'method' },
      { id: 'fc', definition: 'linear', fields: { outFeatures: 1000 } },
      scoresOutput,
    ],
  ),
};
