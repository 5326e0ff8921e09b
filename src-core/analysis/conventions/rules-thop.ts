import type { Convention } from './convention.ts';
import { norms, once, per, seen, torchFailures } from './convention.ts';

const products = [per(1, 'mac', 'underived')] as const;
const lstm = [per(1, 'mac'), per(8, 'output'), per(8, 'biasedOutput')] as const;
const gru = [per(1, 'mac'), per(7, 'output'), per(6, 'biasedOutput')] as const;
const blended = [per(11, 'output', 'bilinear'), per(259, 'output', 'bicubic')] as const;

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
      convolution: products,
      'transposed-convolution': [per(1, 'filterAtOutput')],
      linear: [per(1, 'mac')],
      lstm,
      gru,
      'batch-norm': norms(4, 2),
      'layer-norm': [per(4, 'input', ['underived', 'affine']), per(2, 'input', ['underived', 'plain'])],
      'instance-norm': norms(4, 2),
      prelu: once,
      softmax: [per(1, 'softmaxStep')],
      'average-pool': [per(1, 'output')],
      'adaptive-average-pool': [per(1, 'meanBin')],
      resize: [per(1, 'output', 'nearest'), ...blended],
    },
  }),
  mode: 'eval',
  keepsMode: false,
  failures: torchFailures,
} as const satisfies Convention;

/** The release that YOLOv5, YOLOX and many papers of 2020 to 2022 were counted with. */
export const thopOf2020 = {
  name: 'thop-0.0.31',
  title: 'thop 0.0.31',
  calls: 'MACs',
  perMac: 1n,
  counts:
    'conv with bias + linear, 2 per value of a batch norm, 1 of a leaky ReLU, bin area + 1 per value of an adaptive average pool, 1 per value of an average pool, 8 or 7 per value of an LSTM or GRU with 2 biases a gate',
  source: 'Lyken17/pytorch-OpCounter 0fece23, thop/profile.py, thop/vision/basic_hooks.py, rnn_hooks.py',
  note: 'the release of May 2020, with which YOLOv5 and YOLOX are counted; only modules are seen, so functions do not count, nor do norms but those over the batch, the bias of a linear layer and a resize that repeats values; a transposed convolution counts at its output; sides of bins are cut off to whole numbers',
  prices: seen({
    module: {
      convolution: [...products, per(1, 'biasedOutput', 'underived')],
      'transposed-convolution': [per(1, 'filterAtOutput'), per(1, 'biasedOutput')],
      linear: [per(1, 'mac')],
      lstm,
      gru,
      'batch-norm': norms(2, 2),
      'leaky-relu': once,
      'average-pool': [per(1, 'output')],
      'adaptive-average-pool': [per(1, 'wholeBin')],
      resize: blended,
    },
  }),
  mode: 'eval',
  keepsMode: false,
  failures: torchFailures,
} as const satisfies Convention;
