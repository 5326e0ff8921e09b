import type { Convention, Prices, PricesByCall } from './convention.ts';
import { however, norms, per, torchFailures } from './convention.ts';

const mac = [per(1, 'mac')];

const prices: Prices = {
  // A convolution of standardized weights norms these by a function that takes them for a batch in training.
  convolution: [...mac, per(4, 'filter', 'derived'), per(1, 'filter', 'gained')],
  'transposed-convolution': mac,
  'dynamic-convolution': mac,
  linear: mac,
  matmul: mac,
  'batch-norm': [
    per(5, 'input', ['training', 'affine']),
    per(4, 'input', ['training', 'plain']),
    per(2, 'input', ['evaluating', 'affine']),
    per(1, 'input', ['evaluating', 'plain']),
  ],
  'layer-norm': norms(5, 4),
  'group-norm': norms(5, 4),
  'instance-norm': norms(5, 4),
  'adaptive-average-pool': [per(1, 'input')],
  resize: [per(1, 'output', 'nearest'), per(4, 'output', 'bilinear')],
};

/** What fvcore, and mmengine after it, price. They trace the network, so that only x.mean() is not a pool to them. */
const traced: PricesByCall = {
  ...however(prices),
  method: { ...prices, 'adaptive-average-pool': [] },
  einsum: {
    matmul: [per(1, 'halfPrintedEinsum', 'unknownEquation'), per(1, 'mac', 'knownEquation')],
  },
};

export const tracedConventions = [
  {
    name: 'fvcore',
    title: 'fvcore',
    calls: 'flops',
    perMac: 1n,
    counts:
      'conv + linear + matrix products, 2 per value of a batch norm (5 in training), 5 of another norm, 1 per value read by an adaptive average pool, 1 or 4 per value of a resize',
    source: 'facebookresearch/fvcore 3378afe, fvcore/nn/flop_count.py, jit_handles.py',
    note: 'one multiply-accumulate is called one flop, yet a norm counts its multiplications and additions apart; in training it cannot count a batch norm of one value per channel; an LSTM or GRU is an operator that it does not know, and counts 0',
    prices: traced,
    mode: 'eval',
    keepsMode: true,
    failures: torchFailures,
  },
  {
    name: 'mmengine',
    title: 'mmengine',
    calls: 'flops',
    perMac: 1n,
    counts:
      'conv + linear + matrix products, 5 per value of a norm (2 of a batch norm in eval), 1 per value read by an adaptive average pool, 1 or 4 per value of a resize',
    source:
      'open-mmlab/mmengine 176756c, mmengine/analysis/jit_handles.py; its documentation counts a model in training',
    note: 'as fvcore, but a model that was just built is in training, where a batch norm counts 5 instead of 2',
    prices: traced,
    mode: 'train',
    keepsMode: true,
    failures: torchFailures,
  },
] as const satisfies readonly Convention[];
