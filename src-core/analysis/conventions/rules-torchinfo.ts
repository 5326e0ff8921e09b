import type { Convention } from './convention.ts';
import { per, seen, torchFailures } from './convention.ts';

const parameters = [per(1, 'parameter')];
const atOutput = [per(1, 'parameterAtOutput')];

export const torchinfo = {
  name: 'torchinfo',
  title: 'torchinfo',
  calls: 'mult-adds',
  perMac: 1n,
  counts:
    'every weight and bias of a module: at each output position of a convolution, at each row of a linear layer, at each step of an LSTM or GRU, else once per image',
  source: 'TylerYep/torchinfo 5c4164f, torchinfo/layer_info.py, model_statistics.py',
  note: 'norms count by their parameters, not by their map; a transposed convolution counts at its output; functions are not seen, except in a network without any module, whose weights count at the first two sizes of its output',
  prices: seen({
    module: {
      convolution: atOutput,
      'transposed-convolution': atOutput,
      'deformable-convolution': atOutput,
      linear: [per(1, 'parameterAtRows')],
      // Every weight at every step, which is the products and twice a bias for each gate.
      lstm: [per(1, 'mac'), per(8, 'biasedOutput')],
      gru: [per(1, 'mac'), per(6, 'biasedOutput')],
      'batch-norm': parameters,
      'layer-norm': parameters,
      'group-norm': parameters,
      'instance-norm': parameters,
      'rms-norm': parameters,
      prelu: parameters,
    },
  }),
  mode: 'eval',
  keepsMode: true,
  failures: torchFailures,
  ownWeights: 'leadingSizesOfOutput',
} as const satisfies Convention;
