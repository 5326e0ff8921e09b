import type { IntegerVariable } from '../document/design.ts';
import { imageInput, scoresOutput } from './classic-parts.ts';
import { googlenetKeys } from './keys/classic-keys.ts';
import type { NetworkItem, ReadyNetwork } from './ready-network.ts';
import { expression, network } from './ready-network.ts';

/** Widths of a module as the paper's table has them: 1 × 1, 3 × 3 with its reduction, 5 × 5 with its, projection. */
type Widths = readonly [
  one: number,
  reduce3: number,
  conv3: number,
  reduce5: number,
  conv5: number,
  projection: number,
];

const modules: Readonly<Record<string, Widths>> = {
  '3a': [64, 96, 128, 16, 32, 32],
  '3b': [128, 128, 192, 32, 96, 64],
  '4a': [192, 96, 208, 16, 48, 64],
  '4b': [160, 112, 224, 24, 64, 64],
  '4c': [128, 128, 256, 24, 64, 64],
  '4d': [112, 144, 288, 32, 64, 64],
  '4e': [256, 160, 320, 32, 128, 128],
  '5a': [256, 160, 320, 32, 128, 128],
  '5b': [384, 192, 384, 48, 128, 128],
};

const stage = (number: 3 | 4 | 5): NetworkItem[] =>
  Object.entries(modules)
    .filter(([name]) => name.startsWith(`${number}`))
    .map(([name, [one, reduce3, conv3, reduce5, conv5, projection]]) => ({
      id: `inception${name}`,
      definition: 'googlenet-module',
      fields: { one, reduce3, conv3, reduce5, conv5, projection, k: expression('k') },
    }));

const pool = (id: string, window = 3): NetworkItem => ({
  id,
  definition: 'max-pool',
  fields: { kernel: window, padding: 'none', ceil: true },
});

/** Side length of the filters in the branch that the paper draws as 5 × 5. */
const largestKernel: IntegerVariable = { name: 'k', kind: 'integer', value: 3, min: 1, max: 31 };

const trunk: readonly NetworkItem[] = [
  imageInput(),
  { id: 'stem', definition: 'googlenet-stem' },
  pool('pool2'),
  ...stage(3),
  pool('pool3'),
  ...stage(4),
  pool('pool4', 2),
  ...stage(5),
  {
    id: 'head',
    definition: 'mlp-head',
    fields: { grid: 1, hidden: [], drop: 200, dropAhead: 'all' },
  },
  scoresOutput,
];

/** A head beside the trunk, which reads the output of an item in it. */
const auxiliary = (id: string, from: string, row: number): NetworkItem[] => [
  { id, definition: 'googlenet-auxiliary', from: [from], column: 1, row },
  { id: `${id}-output`, definition: 'output', column: 1 },
];

const reference =
  'Szegedy et al., Going Deeper with Convolutions, 2014, arXiv 1409.4842; torchvision googlenet, whose third branch has 3 × 3 filters in place of the 5 × 5 of the paper (k)';
const features = ['stem', 'inception3b', 'inception4e', 'inception5b'] as const;

const googlenet: ReadyNetwork = {
  name: 'googlenet',
  title: 'GoogLeNet',
  subtitle: 'Inception v1',
  reference,
  family: 'Classic',
  features,
  publicKeys: googlenetKeys,
  design: network('GoogLeNet', [largestKernel], trunk),
};

/** The same network while it is trained. */
const googlenetAux: ReadyNetwork = {
  name: 'googlenet-aux',
  title: 'GoogLeNet in training',
  subtitle: 'two auxiliary heads',
  reference,
  family: 'Classic',
  features,
  publicKeys: googlenetKeys,
  design: network(
    'GoogLeNet in training',
    [largestKernel],
    [...trunk, ...auxiliary('auxiliary1', 'inception4a', 7), ...auxiliary('auxiliary2', 'inception4d', 10)],
  ),
};

export const googlenets: readonly ReadyNetwork[] = [googlenet, googlenetAux];
