import type { Variable } from '../document/design.ts';
import type { ReadyNetwork } from './ready-network.ts';
import { expression, residualNetwork, stages } from './ready-network.ts';

const variables: readonly Variable[] = [
  { name: 'w', kind: 'integer', value: 26, min: 1, max: 4096 },
  { name: 's', kind: 'integer', value: 4, min: 1, max: 64 },
];

export const res2net50: ReadyNetwork = {
  name: 'res2net-50',
  title: 'Res2Net-50',
  subtitle: '26w × 4s',
  reference: 'Gao et al., 2019, arXiv 1904.01169; Res2Net-PretrainedModels 219c8c6, res2net50_26w_4s',
  design: residualNetwork(
    'Res2Net-50',
    variables,
    { kind: 'plain' },
    stages('res2net-stage', [3, 4, 6, 3], { w: expression('floor(planes*w/64)'), s: expression('s') }),
  ),
};
