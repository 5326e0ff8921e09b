import type { NetworkItem, ReadyNetwork } from './ready-network.ts';
import { network, residualFeatures, stages } from './ready-network.ts';
import { layers, resnet } from './resnet.ts';

const paper = 'Hu et al., Squeeze-and-Excitation Networks, 2017, arXiv 1709.01507';
const code = 'Cadene/pretrained-models.pytorch 8aae3d8, pretrainedmodels/models/senet.py';

/** The networks of the paper as they came from Caffe: unpadded pools in the stem, strides on the 1 × 1 of bottlenecks. */
const ofCaffe = (count: 50 | 101 | 152, groups: 1 | 32): ReadyNetwork => {
  const kin = groups === 1 ? 'ResNet' : 'ResNeXt';
  return resnet({
    ...layers[count],
    ...(groups === 1 ? { strideOn: '1x1' } : { baseWidth: 4, groups }),
    stemPool: 'ceil',
    name: `se-${kin.toLowerCase()}-${count}-caffe`,
    title: `SE-${kin}-${count}, Caffe`,
    subtitle: groups === 1 ? 'the 1 × 1 strides' : '32 × 4d',
    reference: `${paper}; ${code}, se_${kin.toLowerCase()}${count}${groups === 1 ? '' : '_32x4d'}`,
    family: 'Attention',
    attention: 'se',
  });
};

/** Shortcuts that step are convolutions of 3 × 3. */
const body = stages('senet-stage', [3, 8, 36, 3], { attention: 'se' }).map((item, index) =>
  index === 0 ? item : { ...item, fields: { ...item.fields, shortcut: 'conv-3x3' } },
);
const tail: readonly NetworkItem[] = [
  { id: 'pool', definition: 'global-avg-pool' },
  { id: 'drop', definition: 'dropout', fields: { p: 200 } },
  { id: 'flatten', definition: 'flatten' },
  { id: 'fc', definition: 'linear' },
  { id: 'output', definition: 'output' },
];

const senet154: ReadyNetwork = {
  name: 'senet-154',
  title: 'SENet-154',
  subtitle: '64 groups',
  reference: `${paper}; ${code}, senet154`,
  family: 'Attention',
  features: residualFeatures,
  design: network(
    'SENet-154',
    [],
    [
      { id: 'input', definition: 'input' },
      { id: 'stem', definition: 'stem', fields: { kind: 'deep', outChannels: 128, pool: 'ceil' } },
      ...body,
      ...tail,
    ],
  ),
};

export const senets: readonly ReadyNetwork[] = [
  ofCaffe(50, 1),
  ofCaffe(101, 1),
  ofCaffe(152, 1),
  ofCaffe(50, 32),
  ofCaffe(101, 32),
  senet154,
];
