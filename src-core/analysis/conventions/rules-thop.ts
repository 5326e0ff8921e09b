import type { Convention } from './convention.ts';
import { norms, once, per, seen, torchFailures } from './convention.ts';

export const thop = {
  name: 'thop',
  title: 'thop',
  calls: 'MACs',
  perMac: 1n,
  counts:
    'conv + linear, 4 per value of a norm (2 without scale and shift), mean bin area + 1 per value of an adaptive average pool, 1 per value of an average pool, 8 or 7 per value of an LSTM or GRU with 2 biases a gate',
  source:
    'Lyken17/pytorch-OpCounter 43c064a, thop/profile.py, thop/vision/basic_hooks.py, calc_func.py, rnn_hooks.py',
  note: 'only modules are seen, so functions do not count, nor do group norms, matrix products and layer norms over channels; a transposed convolution counts at its output; the area of bins is a fraction in floating point, cut off at the end',
  prices: seen({
    module: {
      convolution: [per(1, 'mac', 'underived')],
      'transposed-convolution': [per(1, 'filterAtOutput')],
      linear: [per(1, 'mac')],
      lstm: [per(1, 'mac'), per(8, 'output'), per(8, 'biasedOutput')],
      gru: [per(1, 'mac'), per(7, 'output'), per(6, 'biasedOutput')],
      'batch-norm': norms(4, 2),
      'layer-norm': [per(4, 'input', ['underived', 'affine']), per(2, 'input', ['underived', 'plain'])],
      'instance-norm': norms(4, 2),
      prelu: once,
      softmax: [per(1, 'softmaxStep')],
      'average-pool': [per(1, 'output')],
      'adaptive-average-pool': [per(1, 'meanBin')],
      resize: [per(1, 'output', 'nearest'), per(11, 'output', 'bilinear'), per(259, 'output', 'bicubic')],
    },
  }),
  mode: 'eval',
  keepsMode: false,
  failures: torchFailures,
} as const satisfies Convention;
