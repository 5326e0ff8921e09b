import type { Variable } from '../document/design.ts';
import type { ReadyNetwork } from './ready-network.ts';
import { expression, residualFeatures, residualNetwork, stages } from './ready-network.ts';

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
 * The paper's tables could not be read: w, stem and shortcut are ours, s = 5 follows indirect evidence. docs/conventions.md
 * says what is confirmed.
 */
function hsResnet(layers: number, depths: readonly number[]): ReadyNetwork {
  const title = `HS-ResNet-${layers}`;
  return {
    name: `hs-resnet-${layers}`,
    title,
    subtitle: '20w × 5s',
    reference: 'Yuan et al., HS-ResNet, 2020, arXiv 2010.07621',
    family: 'HS-ResNet',
    features: residualFeatures,
    design: residualNetwork(
      title,
      variables,
      { kind: expression('stem') },
      stages('hs-stage', depths, {
        w: expression('floor(planes*w/64)'),
        s: expression('s'),
        k: expression('k'),
        down: expression('down'),
        shortcut: expression('shortcut'),
        carry: expression('carry'),
      }),
    ),
  };
}

export const hsResnet50 = hsResnet(50, [3, 4, 6, 3]);
const hsResnet101 = hsResnet(101, [3, 4, 23, 3]);
export const hsResnet152 = hsResnet(152, [3, 8, 36, 3]);

/** The public PyTorch implementation: ResNet's own widths, HS-Blocks where no projection is, convolutions with bias. */
function hsResnetPublic(layers: number, depths: readonly number[]): ReadyNetwork {
  const title = `HS-ResNet-${layers}, public code`;
  return {
    name: `hs-resnet-${layers}-public`,
    title,
    subtitle: 's = 8',
    reference: 'bobo0810/HS-ResNet 0eba015; not the authors’ code',
    family: 'HS-ResNet',
    features: residualFeatures,
    design: residualNetwork(
      title,
      [{ name: 's', kind: 'integer', value: 8, min: 1, max: 64 }],
      { kind: 'plain' },
      stages('hs-public-stage', depths, { s: expression('s') }),
    ),
  };
}

export const hsResnet50Public = hsResnetPublic(50, [3, 4, 6, 3]);
export const hsResnet152Public = hsResnetPublic(152, [3, 8, 36, 3]);

export const hsResnets: readonly ReadyNetwork[] = [
  hsResnet50,
  hsResnet101,
  hsResnet152,
  hsResnet50Public,
  hsResnet152Public,
];
