import { imageInput, scoresOutput } from './classic-parts.ts';
import type { NetworkItem, ReadyNetwork } from './ready-network.ts';
import { network } from './ready-network.ts';

/** Widths of a module: 1 × 1, 3 × 3 with its reduction, double 3 × 3 with its, projection. */
type Widths = readonly [
  one: number,
  reduce3: number,
  conv3: number,
  reduceDouble: number,
  double: number,
  projection: number,
];

const module = (
  name: string,
  [one, reduce3, conv3, reduceDouble, double, projection]: Widths,
  pool: 'average' | 'max' = 'average',
): NetworkItem => ({
  id: `inception${name}`,
  definition: 'double-inception',
  fields: { one, reduce3, conv3, reduceDouble, double, projection, pool },
});

/** A module that halves the map: it has neither a 1 × 1 branch nor a projection. */
const reducing = (
  name: string,
  [reduce3, conv3, reduceDouble, double]: readonly [number, number, number, number],
): NetworkItem => ({
  id: `inception${name}`,
  definition: 'double-inception',
  fields: { reduce3, conv3, reduceDouble, double, stride: 2, pool: 'max' },
});

const conv = (id: string, outChannels: number, kernel: number, stride = 1): NetworkItem => ({
  id,
  definition: 'conv-unit',
  fields: { outChannels, kernel, stride, bias: true },
});

const pool = (id: string): NetworkItem => ({
  id,
  definition: 'max-pool',
  fields: { padding: 'none', ceil: true },
});

/** The Inception that batch norms were published with; its convolutions have biases beside their norms. */
export const bnInception: ReadyNetwork = {
  name: 'bn-inception',
  title: 'BN-Inception',
  subtitle: 'Inception v2',
  reference:
    'Ioffe and Szegedy, Batch Normalization, 2015, arXiv 1502.03167; pretrained-models.pytorch 8aae3d8, pretrainedmodels/models/bninception.py',
  family: 'Classic',
  features: ['conv3', 'inception3b', 'inception4d', 'inception5b'],
  design: network(
    'BN-Inception',
    [],
    [
      imageInput(),
      conv('conv1', 64, 7, 2),
      pool('pool1'),
      conv('conv2', 64, 1),
      conv('conv3', 192, 3),
      pool('pool2'),
      module('3a', [64, 64, 64, 64, 96, 32]),
      module('3b', [64, 64, 96, 64, 96, 64]),
      reducing('3c', [128, 160, 64, 96]),
      module('4a', [224, 64, 96, 96, 128, 128]),
      module('4b', [192, 96, 128, 96, 128, 128]),
      module('4c', [160, 128, 160, 128, 160, 128]),
      module('4d', [96, 128, 192, 160, 192, 128]),
      reducing('4e', [128, 192, 192, 256]),
      module('5a', [352, 192, 320, 160, 224, 128]),
      module('5b', [352, 192, 320, 192, 224, 128], 'max'),
      { id: 'head', definition: 'head', call: 'function' },
      scoresOutput,
    ],
  ),
};
