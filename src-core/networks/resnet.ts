import type { ReadyNetwork } from './ready-network.ts';
import { residualNetwork, stages } from './ready-network.ts';

const depths = [3, 4, 6, 3];

export const resnet50: ReadyNetwork = {
  name: 'resnet-50',
  title: 'ResNet-50',
  subtitle: 'V1.5',
  reference: 'He et al., 2015, arXiv 1512.03385; stride on the 3 × 3 as in torchvision resnet50',
  design: residualNetwork(
    'ResNet-50',
    [],
    { kind: 'plain' },
    stages('resnet-stage', depths, { shortcut: 'conv' }),
  ),
};

export const resnet50d: ReadyNetwork = {
  name: 'resnet-50-d',
  title: 'ResNet-50-D',
  subtitle: 'deep stem, pool shortcut',
  reference: 'He et al., Bag of Tricks, 2018, arXiv 1812.01187; timm resnet50d',
  design: residualNetwork(
    'ResNet-50-D',
    [],
    { kind: 'deep' },
    stages('resnet-stage', depths, { shortcut: 'pool' }),
  ),
};
