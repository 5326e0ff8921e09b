import type { Convention, Prices } from './convention.ts';
import { however, once, per, twice } from './convention.ts';

const products: Prices = {
  convolution: [per(1, 'imageFilterAtOutput')],
  // Its images are groups of one convolution, so all of them count.
  'dynamic-convolution': [per(1, 'mac')],
  linear: [per(1, 'leadingOutputs')],
  matmul: [per(1, 'leadingSizes')],
};

const layers: Prices = {
  ...products,
  'batch-norm': twice,
  relu: once,
  relu6: once,
  sigmoid: once,
  'average-pool': [per(2, 'imageWindowArea')],
  'adaptive-average-pool': [per(2, 'imageTargetArea')],
};

const source = 'PaddlePaddle/PaddleSlim 9f3e9b2f, paddleslim/analysis/flops.py';

/** PaddleSlim reads the operators of a program: bmm and einsum are others than the matrix product, x.mean() is no pool. */
const program = (prices: Prices) => ({
  ...however(prices),
  method: { ...prices, 'average-pool': [], 'adaptive-average-pool': [] },
  bmm: {},
  einsum: {},
});

export const paddleslimConventions = [
  {
    name: 'paddleslim',
    title: 'PaddleSlim, flops()',
    calls: 'FLOPs',
    perMac: 1n,
    counts: 'conv + linear',
    source: `${source}, only_conv=True`,
    note: 'convolutions count for one image of the batch; biases are operators of their own and do not count, nor do transposed convolutions; a linear layer on more than two axes counts by the first two sizes of its input and its features, a matrix product by the first two sizes of one factor and the second size of the other',
    prices: program(products),
    mode: 'eval',
    keepsMode: false,
  },
  {
    name: 'paddleslim-dygraph',
    title: 'PaddleSlim, dygraph_flops()',
    calls: 'FLOPs',
    perMac: 1n,
    counts:
      'conv + linear, 2 per value of a batch norm, 1 of ReLU, ReLU6 and sigmoid, 2 × area per value of an average pool',
    source: `${source}, only_conv=False`,
    note: 'as flops(), and the area of an adaptive pool is that of its output, so a global pool counts 2 per channel',
    prices: program(layers),
    mode: 'eval',
    keepsMode: false,
  },
] as const satisfies readonly Convention[];
