import { imageInput, scoresOutput } from './classic-parts.ts';
import { inceptionV3Keys } from './keys/classic-keys.ts';
import type { NetworkItem, ReadyNetwork } from './ready-network.ts';
import { network } from './ready-network.ts';

/** Projections of the pools of the three blocks A, and inner widths of the four blocks C. */
const projections = [32, 64, 64] as const;
const innerWidths = [128, 160, 160, 192] as const;

const letters = ['b', 'c', 'd', 'e'] as const;

const trunk: readonly NetworkItem[] = [
  imageInput(299),
  { id: 'stem', definition: 'inception-stem' },
  ...projections.map((projection, index) => ({
    id: `mixed5${letters[index]!}`,
    definition: 'inception-a',
    fields: { projection },
  })),
  { id: 'mixed6a', definition: 'inception-b' },
  ...innerWidths.map((inner, index) => ({
    id: `mixed6${letters[index]!}`,
    definition: 'inception-c',
    fields: { inner },
  })),
  { id: 'mixed7a', definition: 'inception-d' },
  { id: 'mixed7b', definition: 'inception-e' },
  { id: 'mixed7c', definition: 'inception-e' },
  { id: 'head', definition: 'mlp-head', fields: { grid: 1, hidden: [], dropAhead: 'all' } },
  scoresOutput,
];

const reference =
  'Szegedy et al., Rethinking the Inception Architecture, 2015, arXiv 1512.00567; torchvision inception_v3';

/** Inception-v3 as it runs, without the auxiliary head. Most of its convolutions are not padded: 299 rows end as 8. */
const inceptionV3: ReadyNetwork = {
  name: 'inception-v3',
  title: 'Inception-v3',
  subtitle: '299 × 299',
  reference,
  family: 'Classic',
  publicKeys: inceptionV3Keys,
  design: network('Inception-v3', [], trunk),
};

/** The same network while it is trained. */
const inceptionV3Aux: ReadyNetwork = {
  name: 'inception-v3-aux',
  title: 'Inception-v3 in training',
  subtitle: 'with the auxiliary head',
  reference,
  family: 'Classic',
  publicKeys: inceptionV3Keys,
  design: network(
    'Inception-v3 in training',
    [],
    [
      ...trunk,
      { id: 'auxiliary', definition: 'inception-auxiliary', from: ['mixed6e'], column: 1, row: 10 },
      { id: 'auxiliary-output', definition: 'output', column: 1 },
    ],
  ),
};

export const inceptions: readonly ReadyNetwork[] = [inceptionV3, inceptionV3Aux];
