import { defineOperator } from '../language/definition.ts';
import { choice, structural } from '../language/field.ts';
import { py, torchModule } from '../language/torch.ts';
import { identity } from './identity.ts';
import { dropPath } from './torch/norm-code.ts';

const rate = structural({
  label: 'Rate p',
  help: 'How often a part is dropped while training, in thousandths.',
  unit: '‰',
  min: 0,
  max: 1000,
  default: 500,
});

/** What acts in training alone: a network that runs is without it. */
const trainingOnly = {
  trains: true,
  family: 'tensor',
  ...identity,
  examples: [
    { title: 'on a vector', inputs: [[2, 10]], outputs: [[2, 10]], params: 0n, macs: 0n },
    { title: 'on a map', inputs: [[1, 4, 3, 5]], outputs: [[1, 4, 3, 5]], params: 0n, macs: 0n },
  ],
} as const;

export const dropout = defineOperator({
  ...trainingOnly,
  id: 'dropout',
  title: 'Dropout',
  summary: 'Sets random values to zero while training; an exported network is without it.',
  reference: 'Srivastava et al., 2014, Journal of Machine Learning Research 15',
  operation: 'dropout',
  torch: ({ p }) => torchModule('nn.Dropout', py.named('p', p / 1000)),
  fields: { p: rate },
});

export const stochasticDepth = defineOperator({
  ...trainingOnly,
  id: 'stochastic-depth',
  title: 'Stochastic depth',
  summary: 'Drops the whole branch at random while training; an exported network is without it.',
  reference: 'Huang et al., 2016, arXiv 1603.09382',
  operation: 'stochastic-depth',
  torch: ({ p, mode }) => ({
    ...torchModule(dropPath.name, py.named('p', p / 1000), py.named('mode', mode, 'row')),
    code: [dropPath],
  }),
  fields: {
    p: { ...rate, default: 200 },
    mode: choice({
      label: 'Mode',
      help: 'Whether each image of the batch is drawn for on its own, or all as one.',
      options: ['row', 'batch'],
      default: 'row',
    }),
  },
});
