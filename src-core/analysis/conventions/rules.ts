import type { Operation } from '../../language/operation.ts';
import type { Quantity, Term, TermCondition } from './terms.ts';

export type Prices = Readonly<Partial<Record<Operation, readonly Term[]>>>;

/** How one tool counts the cost of a network. What it does not price costs nothing. */
export interface Convention {
  readonly name: string;
  /** The tool, as people name it. */
  readonly title: string;
  /** What the tool calls its number. */
  readonly calls: string;
  /** Operations counted for one multiply-accumulate: 1 makes the number one of MACs, 2 one of FLOPs. */
  readonly perMac: bigint;
  /** What is counted, in a few words. */
  readonly counts: string;
  /** Where the rule was read. */
  readonly source: string;
  /** What the tool gets wrong, and is reproduced. */
  readonly note?: string;
  readonly prices: Prices;
  /**
   * Prices of operations that the source calls as functions, where the tool sees these otherwise: tools that hook modules
   * do not see functions, and tools that hook both count a module's function twice.
   */
  readonly functions?: Prices;
}

const per = (times: number, quantity: Quantity, when?: TermCondition): Term => ({
  times: BigInt(times),
  per: quantity,
  ...(when !== undefined && { when }),
});

const products = (...terms: readonly Term[]): Prices => ({
  convolution: terms,
  'transposed-convolution': terms,
  linear: terms,
  matmul: terms,
});
const mac = per(1, 'mac');
const twoPerMac = per(2, 'mac');

const norms = (affine: number, plain: number): readonly Term[] => [
  per(affine, 'input', 'affine'),
  per(plain, 'input', 'plain'),
];

/** What fvcore, and mmengine after it, price besides products; they differ in the mode of batch norm. */
const tracedPrices = (batchNorm: readonly Term[]): Prices => ({
  ...products(mac),
  'batch-norm': batchNorm,
  'layer-norm': norms(5, 4),
  'group-norm': norms(5, 4),
  'instance-norm': norms(5, 4),
  'adaptive-average-pool': [per(1, 'input')],
  resize: [per(1, 'output', 'nearest'), per(4, 'output', 'bilinear')],
});

const twice = [per(2, 'input')];
const once = [per(1, 'input')];
const nothing: readonly Term[] = [];

const biasedProducts: Prices = {
  convolution: [mac, per(1, 'biasedOutput')],
  'transposed-convolution': [mac, per(1, 'biasedOutput')],
  linear: [mac, per(1, 'biasedOutput')],
  matmul: [mac],
};

const slimPrices: Prices = {
  convolution: [per(1, 'imageFilterAtOutput'), per(1, 'imageBiasedOutput')],
  linear: [mac],
  matmul: [per(1, 'leadingSizes')],
};

/** Every convention, in the order it is offered. */
export const conventions = [
  {
    name: 'macs',
    title: 'MACs',
    calls: 'MACs',
    perMac: 1n,
    counts: 'conv + linear',
    source: 'what Blockwright stores',
    prices: products(mac),
  },
  {
    name: 'flops',
    title: 'FLOPs',
    calls: 'FLOPs',
    perMac: 2n,
    counts: 'conv + linear, 2 FLOPs per MAC',
    source: 'what Blockwright stores, times 2',
    prices: products(twoPerMac),
  },
  {
    name: 'torchvision',
    title: 'torchvision',
    calls: 'GFLOPS',
    perMac: 1n,
    counts: 'conv + linear + matrix products',
    source: 'torchvision 0.28.0, meta["_ops"] of its weights',
    note: 'MACs under the name of FLOPS',
    prices: products(mac),
  },
  {
    name: 'torch',
    title: "torch's flop counter",
    calls: 'FLOPs',
    perMac: 2n,
    counts: 'conv + linear + matrix products, 2 per MAC',
    source: 'torch 2.13.0, torch/utils/flop_counter.py',
    prices: products(twoPerMac),
  },
  {
    name: 'torchinfo',
    title: 'torchinfo',
    calls: 'mult-adds',
    perMac: 1n,
    counts: 'every trained weight and bias: at each output position of a convolution, else once per image',
    source: 'TylerYep/torchinfo 5c4164f, torchinfo/layer_info.py',
    note: 'norms count by their parameters, not by their map; a linear layer counts once however many rows it works on; a transposed convolution counts at its output',
    prices: {
      convolution: [per(1, 'parameterAtOutput')],
      'transposed-convolution': [per(1, 'parameterAtOutput')],
      linear: [per(1, 'parameter')],
      'batch-norm': [per(1, 'parameter')],
      'layer-norm': [per(1, 'parameter')],
      'group-norm': [per(1, 'parameter')],
      'instance-norm': [per(1, 'parameter')],
      prelu: [per(1, 'parameter')],
    },
  },
  {
    name: 'fvcore',
    title: 'fvcore',
    calls: 'flops',
    perMac: 1n,
    counts:
      'conv + linear + matrix products, 2 per value of a batch norm, 5 of another norm, 1 per value read by an adaptive average pool, 1 or 4 per value of a resize',
    source: 'facebookresearch/fvcore 3378afe, fvcore/nn/flop_count.py, jit_handles.py',
    note: 'one multiply-accumulate is called one flop, yet a norm counts its multiplications and additions apart',
    prices: tracedPrices(norms(2, 1)),
  },
  {
    name: 'ptflops-aten',
    title: 'ptflops, backend aten',
    calls: 'MACs',
    perMac: 1n,
    counts: 'conv + linear with their biases + matrix products',
    source: 'sovrasov/flops-counter.pytorch d612c75, ptflops/aten_ops.py',
    prices: biasedProducts,
  },
  {
    name: 'ptflops-pytorch',
    title: 'ptflops, backend pytorch',
    calls: 'MACs',
    perMac: 1n,
    counts:
      'conv + linear with their biases + matrix products, 2 per value of a norm, 1 per value of an activation, 1 per value read by a pool',
    source: 'sovrasov/flops-counter.pytorch d612c75, ptflops/pytorch_ops.py',
    note: 'ReLU, PReLU, GELU and pools are seen as module and as function, so they count twice; a transposed convolution counts at its output; the bias of a linear layer counts once per batch; sums and products written as operators do not count',
    prices: {
      convolution: [mac, per(1, 'biasedOutput')],
      'transposed-convolution': [per(1, 'filterAtOutput'), per(1, 'biasedOutput')],
      linear: [mac, per(1, 'bias')],
      matmul: [mac],
      'batch-norm': norms(2, 1),
      'group-norm': norms(2, 1),
      'instance-norm': norms(2, 1),
      'layer-norm': once,
      relu: twice,
      relu6: once,
      'leaky-relu': once,
      prelu: twice,
      gelu: twice,
      silu: once,
      softmax: once,
      'max-pool': twice,
      'average-pool': twice,
      'adaptive-max-pool': twice,
      'adaptive-average-pool': twice,
      resize: [per(1, 'position')],
    },
    functions: {
      relu: once,
      relu6: once,
      gelu: once,
      'leaky-relu': nothing,
      'max-pool': once,
      'average-pool': once,
      'adaptive-max-pool': once,
      'adaptive-average-pool': once,
    },
  },
  {
    name: 'thop',
    title: 'thop',
    calls: 'MACs',
    perMac: 1n,
    counts:
      'conv + linear, 4 per value of a norm (2 without scale and shift), area + 1 per value of an adaptive average pool, 1 per value of an average pool',
    source: 'Lyken17/pytorch-OpCounter 43c064a, thop/vision/basic_hooks.py, calc_func.py',
    note: 'functions are not seen, nor are group norms and matrix products; a transposed convolution counts at its output',
    prices: {
      convolution: [mac],
      'transposed-convolution': [per(1, 'filterAtOutput')],
      linear: [mac],
      'batch-norm': norms(4, 2),
      'layer-norm': norms(4, 2),
      'instance-norm': norms(4, 2),
      prelu: once,
      softmax: [per(1, 'softmaxStep')],
      'average-pool': [per(1, 'output')],
      'adaptive-average-pool': [per(1, 'binArea'), per(1, 'output')],
      resize: [per(1, 'output', 'nearest'), per(11, 'output', 'bilinear')],
    },
    functions: {
      prelu: nothing,
      softmax: nothing,
      'average-pool': nothing,
      'adaptive-average-pool': nothing,
      resize: nothing,
    },
  },
  {
    name: 'calflops',
    title: 'calflops',
    calls: 'FLOPs',
    perMac: 2n,
    counts:
      'conv with bias + linear + matrix products, 2 per MAC; 2 per value of a batch norm, 5 of another norm, 1 per value of an activation, 1 per value read by a pool',
    source: 'MrYxJ/calculate-flops.pytorch 29ca584, calflops/pytorch_ops.py',
    note: 'the bias of a linear layer does not count, nor do ReLU6, hard-swish and sigmoid; a resize to a size counts its rows × columns once for all channels',
    prices: {
      convolution: [twoPerMac, per(1, 'biasedOutput')],
      'transposed-convolution': [twoPerMac, per(1, 'biasedOutput')],
      linear: [twoPerMac],
      matmul: [twoPerMac],
      'batch-norm': norms(2, 1),
      'layer-norm': norms(5, 4),
      'group-norm': norms(5, 4),
      'instance-norm': norms(5, 4),
      relu: once,
      'leaky-relu': once,
      prelu: once,
      gelu: once,
      silu: once,
      softmax: once,
      'max-pool': once,
      'average-pool': once,
      'adaptive-max-pool': once,
      'adaptive-average-pool': once,
      resize: [per(1, 'position')],
    },
  },
  {
    name: 'mmengine',
    title: 'mmengine',
    calls: 'flops',
    perMac: 1n,
    counts:
      'conv + linear + matrix products, 5 per value of a norm, 1 per value read by an adaptive average pool, 1 or 4 per value of a resize',
    source:
      'open-mmlab/mmengine 176756c, mmengine/analysis/jit_handles.py; its documentation counts a model in training',
    note: 'as fvcore, but a model that was just built is in training, where a batch norm counts 5 instead of 2',
    prices: tracedPrices(norms(5, 4)),
  },
  {
    name: 'paddleslim',
    title: 'PaddleSlim, flops()',
    calls: 'FLOPs',
    perMac: 1n,
    counts: 'conv with bias + linear',
    source: 'PaddlePaddle/PaddleSlim 9f3e9b2f, paddleslim/analysis/flops.py, only_conv=True',
    note: 'convolutions count for one image of the batch, linear layers for all; transposed convolutions do not count; a matrix product counts by the first two sizes of one factor and the second size of the other',
    prices: slimPrices,
  },
  {
    name: 'paddleslim-dygraph',
    title: 'PaddleSlim, dygraph_flops()',
    calls: 'FLOPs',
    perMac: 1n,
    counts:
      'conv with bias + linear, 2 per value of a batch norm, 1 of ReLU, ReLU6 and sigmoid, 2 × area per value of an average pool',
    source: 'PaddlePaddle/PaddleSlim 9f3e9b2f, paddleslim/analysis/flops.py, only_conv=False',
    note: 'as flops(), and the area of an adaptive pool is that of its output, so a global pool counts 2 per channel',
    prices: {
      ...slimPrices,
      'batch-norm': twice,
      relu: once,
      relu6: once,
      sigmoid: once,
      'average-pool': [per(2, 'imageWindowArea')],
      'adaptive-average-pool': [per(2, 'imageTargetArea')],
    },
  },
] as const satisfies readonly Convention[];

export type ConventionName = (typeof conventions)[number]['name'];
export const conventionNames: readonly ConventionName[] = conventions.map(({ name }) => name);
