import type { Variable } from '../document/design.ts';
import type { ReadyNetwork } from './ready-network.ts';
import { expression, residualFeatures, residualNetwork, stages } from './ready-network.ts';

const variables: readonly Variable[] = [{ name: 'ratio', kind: 'integer', value: 2, min: 1, max: 64 }];

export const ghostResnet50: ReadyNetwork = {
  name: 'ghost-resnet-50',
  title: 'Ghost-ResNet-50',
  subtitle: 'ratio 2',
  reference: 'Han et al., GhostNet, 2020, arXiv 1911.11907, table 6; a clean rebuild without unused tensors',
  family: 'GhostNet',
  features: residualFeatures,
  design: residualNetwork(
    'Ghost-ResNet-50',
    variables,
    { kind: 'plain' },
    stages('ghost-resnet-stage', [3, 4, 6, 3], { ratio: expression('ratio') }),
  ),
};
