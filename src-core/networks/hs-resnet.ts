import type { Variable } from '../document/design.ts';
import type { ReadyNetwork } from './ready-network.ts';
import { expression, residualNetwork, stages } from './ready-network.ts';

const variables: readonly Variable[] = [
  { name: 'w', kind: 'integer', value: 20, min: 1, max: 4096 },
  { name: 's', kind: 'integer', value: 5, min: 1, max: 64 },
  { name: 'k', kind: 'integer', value: 3, min: 1, max: 31 },
  { name: 'stem', kind: 'choice', value: 'deep', options: ['deep', 'plain'] },
  { name: 'shortcut', kind: 'choice', value: 'pool', options: ['pool', 'conv'] },
  { name: 'down', kind: 'choice', value: 'stage', options: ['stage', 'strided', 'conv'] },
  { name: 'carry', kind: 'choice', value: 'floor', options: ['floor', 'ceil'] },
];

/**
 * The paper's tables could not be read: w, stem and shortcut are ours (20w × 5s has the parameter count nearest to the
 * usual budget), s = 5 follows indirect evidence; see docs of the published figures.
 */
export const hsResnet50: ReadyNetwork = {
  name: 'hs-resnet-50',
  title: 'HS-ResNet-50',
  subtitle: '20w × 5s',
  reference: 'Yuan et al., HS-ResNet, 2020, arXiv 2010.07621',
  design: residualNetwork(
    'HS-ResNet-50',
    variables,
    { kind: expression('stem') },
    stages('hs-stage', [3, 4, 6, 3], {
      w: expression('floor(planes*w/64)'),
      s: expression('s'),
      k: expression('k'),
      down: expression('down'),
      shortcut: expression('shortcut'),
      carry: expression('carry'),
    }),
  ),
};
