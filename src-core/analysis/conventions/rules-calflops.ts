import type { Convention, Prices } from './convention.ts';
import { norms, once, per, seen, torchFailures } from './convention.ts';
import { combined, responseNorm } from './rules-ptflops.ts';

const matmul = [per(2, 'mac')];

const modules: Prices = {
  // A convolution of standardized weights norms these by a function that takes them for a batch in training.
  convolution: [
    per(2, 'mac'),
    per(1, 'biasedOutput'),
    per(4, 'filter', 'derived'),
    per(1, 'filter', 'gained'),
  ],
  'transposed-convolution': [per(2, 'regroupedFilterAtInput'), per(1, 'biasAtOrdinaryOutput')],
  linear: [per(2, 'mac')],
  // Of each product of a gate one addition less, and what joins the gates.
  lstm: [per(2, 'mac'), per(2, 'output'), per(8, 'biasedOutput')],
  gru: [per(2, 'mac'), per(1, 'output'), per(6, 'biasedOutput')],
  'batch-norm': norms(2, 1),
  'layer-norm': norms(5, 4),
  'group-norm': norms(5, 4),
  'instance-norm': norms(5, 4),
  relu: once,
  'leaky-relu': once,
  prelu: once,
  gelu: once,
  elu: once,
  silu: once,
  softmax: once,
  'max-pool': once,
  'average-pool': once,
  'adaptive-max-pool': once,
  'adaptive-average-pool': once,
  resize: [per(1, 'input', 'byFactor'), per(1, 'row', 'toOneNumber'), per(1, 'position', 'toSizes')],
  'response-norm': responseNorm,
};

export const calflops = {
  name: 'calflops',
  title: 'calflops',
  calls: 'FLOPs',
  perMac: 2n,
  counts:
    'conv with bias + linear + matrix products, 2 per MAC; 2 per value of a batch norm, 5 of another norm, 1 per value of an activation, 1 per value read by a pool, 2 or 1 per value of an LSTM or GRU with 2 biases a gate',
  source: 'MrYxJ/calculate-flops.pytorch 29ca584, calflops/pytorch_ops.py',
  note: 'the bias of a linear layer does not count, nor do modules of ReLU6, hard-swish and sigmoid, nor methods and operators except torch.matmul, add and mul; a transposed convolution counts its groups twice over, and its bias at the sizes of an ordinary convolution; a resize by a factor counts the values it reads, to sizes their product, once for batch and channels, to a square its side, as size=8 does; an einsum counts what numpy prints of it',
  prices: seen({
    module: modules,
    function: {
      ...modules,
      'dynamic-convolution': [per(2, 'mac')],
      relu6: once,
      matmul,
      add: combined,
      mul: combined,
    },
    method: { matmul, add: combined, mul: combined },
    einsum: { matmul: [per(1, 'printedEinsum')] },
  }),
  mode: 'eval',
  keepsMode: false,
  failures: torchFailures,
} as const satisfies Convention;
