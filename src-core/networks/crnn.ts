import { count } from './classic-parts.ts';
import type { NetworkItem, ReadyNetwork } from './ready-network.ts';
import { expression, network } from './ready-network.ts';

type FieldValues = NonNullable<NetworkItem['fields']>;

const conv = (index: number, outChannels: number, norm: 'batch' | 'none', fields: FieldValues = {}) => ({
  id: `conv${index}`,
  definition: 'conv-unit',
  fields: { outChannels, bias: true, norm, ...fields },
});

const pool = (index: number, fields: FieldValues): NetworkItem => ({
  id: `pool${index}`,
  definition: 'max-pool',
  fields: { kernel: 2, ...fields },
});

/** Halves the rows and keeps the columns, as letters are narrow. */
const flattening = { strideWidth: 1, padding: 'custom', pad: 0, padWidth: 1 } as const;

/** Both directions of an LSTM, whose states a linear layer reads at each step. */
const recurrent = (index: number, name: string, outFeatures: NonNullable<FieldValues[string]>) =>
  [
    { id: `lstm${index}`, definition: 'lstm', fields: { hidden: expression('hidden'), direction: 'both' } },
    { id: `steps${index}`, definition: 'permute', fields: { order: [0, 2, 1] } },
    { id: name, definition: 'linear', fields: { outFeatures, lastAxis: true } },
  ] as const;

/**
 * A line of text as a sequence of columns. The rows of the input are 32, so that one is left; columns are free. The code hands
 * on the steps first, [L, N, classes], here they stand behind the batch.
 */
export const crnn: ReadyNetwork = {
  name: 'crnn',
  title: 'CRNN',
  subtitle: 'a line of text, 32 rows',
  reference:
    'Shi et al., CRNN, 2015, arXiv 1507.05717; crnn.pytorch 3cc7904, models/crnn.py CRNN, 36 characters and the blank',
  family: 'Text',
  design: network(
    'CRNN',
    [count('hidden', 256)],
    [
      { id: 'input', definition: 'input', fields: { channels: 1, height: 32, width: 100 } },
      conv(1, 64, 'none'),
      pool(1, { padding: 'none' }),
      conv(2, 128, 'none'),
      pool(2, { padding: 'none' }),
      conv(3, 256, 'batch'),
      conv(4, 256, 'none'),
      pool(3, flattening),
      conv(5, 512, 'batch'),
      conv(6, 512, 'none'),
      pool(4, flattening),
      conv(7, 512, 'batch', { kernel: 2, padding: 'none' }),
      { id: 'columns', definition: 'reshape', fields: { sizes: [512, { expression: 'width' }] } },
      ...recurrent(1, 'embedding', expression('hidden')),
      { id: 'sequence', definition: 'permute', fields: { order: [0, 2, 1] } },
      ...recurrent(2, 'scores', 37),
      { id: 'output', definition: 'output' },
    ],
  ),
};
