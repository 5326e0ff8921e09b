import type { Convention, Prices } from './convention.ts';
import { however, norms, once, per, seen, torchFailures, twice } from './convention.ts';

const mac = per(1, 'mac');
const biased = [mac, per(1, 'biasedOutput')];
const biasedProducts: Prices = {
  convolution: biased,
  'transposed-convolution': biased,
  linear: biased,
  matmul: [mac],
};

/** A local response norm multiplies, averages over channels, multiplies and adds: by functions and methods that are seen. */
export const responseNorm = [per(3, 'input'), per(1, 'neighbourhood')] as const;
export const combined = [per(1, 'combined')] as const;

const functions: Prices = {
  matmul: [mac],
  relu: once,
  relu6: once,
  prelu: once,
  gelu: once,
  elu: once,
  silu: once,
  softmax: once,
  'max-pool': once,
  'average-pool': once,
  'adaptive-max-pool': once,
  'adaptive-average-pool': once,
  resize: [per(1, 'output')],
  'response-norm': responseNorm,
  add: combined,
  mul: combined,
};

const standard = [per(1, 'mac', 'underived'), per(1, 'biasedOutput', 'underived')];

/** Hooks on modules, and patched functions that most modules call in turn. */
const modules: Prices = {
  ...biasedProducts,
  convolution: standard,
  // Of each value read between positions, the blend of its four neighbours and the weights of that blend, and the mask.
  'deformable-convolution': [...biased, per(24, 'tap'), per(1, 'tap', 'modulated')],
  lstm: [mac, per(10, 'output'), per(8, 'biasedOutput')],
  gru: [mac, per(7, 'output'), per(6, 'biasedOutput')],
  'batch-norm': norms(2, 1),
  'group-norm': norms(2, 1),
  'instance-norm': norms(2, 1),
  'layer-norm': [per(1, 'input', 'underived')],
  relu: twice,
  relu6: once,
  'leaky-relu': once,
  prelu: twice,
  gelu: twice,
  elu: twice,
  silu: once,
  softmax: once,
  'max-pool': twice,
  'average-pool': twice,
  'adaptive-max-pool': twice,
  'adaptive-average-pool': twice,
  resize: [per(1, 'output'), per(1, 'imageOutput')],
  'response-norm': responseNorm,
};

const source = 'sovrasov/flops-counter.pytorch d612c75';

export const ptflopsConventions = [
  {
    name: 'ptflops-aten',
    title: 'ptflops, backend aten',
    calls: 'MACs',
    perMac: 1n,
    counts: 'conv + linear with their biases + matrix products',
    source: `${source}, ptflops/aten_ops.py`,
    note: 'some versions of torch leave out the bias of a linear layer on more than two axes, or run an LSTM as one kernel, of which nothing counts',
    prices: however({
      ...biasedProducts,
      'dynamic-convolution': [mac],
      lstm: [mac, per(8, 'biasedOutput')],
      gru: [mac, per(6, 'biasedOutput')],
    }),
    mode: 'eval',
    keepsMode: false,
    failures: torchFailures,
  },
  {
    name: 'ptflops-pytorch',
    title: 'ptflops, backend pytorch',
    calls: 'MACs',
    perMac: 1n,
    counts:
      'conv + linear with their biases + matrix products, 2 per value of a norm (1 of a layer norm), 1 per value of an activation, 1 per value read by a pool, 10 or 7 per value of an LSTM or GRU',
    source: `${source}, ptflops/pytorch_ops.py, pytorch_engine.py`,
    note: 'ReLU, PReLU, GELU, pools and resizes are seen as module and as function, so they count twice, a resize the second time for one image; convolutions, linear layers and norms that are functions are not seen, nor is what is written as an operator; a local response norm counts what it calls; a deformable convolution counts 24 for each value that a tap of one channel reads, 25 with a mask; it cannot count a MultiheadAttention that is called by keywords',
    prices: seen({
      module: modules,
      function: functions,
      method: { matmul: [mac], add: combined, mul: combined },
      bmm: { matmul: [mac] },
    }),
    mode: 'eval',
    keepsMode: false,
    failures: [
      ...torchFailures,
      {
        operation: 'multi-head-attention',
        error: 'ValueError: not enough values to unpack (expected 3, got 0)',
      },
    ],
  },
] as const satisfies readonly Convention[];
