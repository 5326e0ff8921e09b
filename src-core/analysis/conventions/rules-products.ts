import type { Convention, Prices } from './convention.ts';
import { however, per, torchFailures } from './convention.ts';

const products = (times: number): Prices => {
  const terms = [per(times, 'mac')];
  return {
    convolution: terms,
    'transposed-convolution': terms,
    'dynamic-convolution': terms,
    linear: terms,
    matmul: terms,
    lstm: terms,
    gru: terms,
  };
};

/** What Blockwright stores: of operations too that torch's counter passes by, as they are none of torch's convolutions. */
const stored = (times: number): Prices => ({
  ...products(times),
  'deformable-convolution': [per(times, 'mac')],
  'local-filter': [per(times, 'mac')],
});

/** Conventions that count products alone: Blockwright's own two, torch's counter and what torchvision prints. */
export const productConventions = [
  {
    name: 'macs',
    title: 'MACs',
    calls: 'MACs',
    perMac: 1n,
    counts: 'conv + linear',
    source: 'what Blockwright stores',
    prices: however(stored(1)),
    mode: 'eval',
    keepsMode: false,
  },
  {
    name: 'flops',
    title: 'FLOPs',
    calls: 'FLOPs',
    perMac: 2n,
    counts: 'conv + linear, 2 FLOPs per MAC',
    source: 'what Blockwright stores, times 2',
    prices: however(stored(2)),
    mode: 'eval',
    keepsMode: false,
  },
  {
    name: 'torchvision',
    title: 'torchvision',
    calls: 'GFLOPS',
    perMac: 1n,
    counts: 'conv + linear + matrix products',
    source: 'torchvision 0.28.0, meta["_ops"] of its weights',
    note: 'MACs under the name of FLOPS',
    prices: however(products(1)),
    mode: 'eval',
    keepsMode: false,
  },
  {
    name: 'torch',
    title: "torch's flop counter",
    calls: 'FLOPs',
    perMac: 2n,
    counts: 'conv + linear + matrix products, 2 per MAC',
    source: 'pytorch/pytorch 0140b62, torch/utils/flop_counter.py',
    note: 'an LSTM counts where torch takes it apart; where it runs as one kernel, as on a GPU, nothing of it counts',
    prices: however(products(2)),
    mode: 'eval',
    keepsMode: true,
    failures: torchFailures,
  },
] as const satisfies readonly Convention[];
