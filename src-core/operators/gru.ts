import { recurrent, sigmoidOf } from './recurrent.ts';

/**
 * PyTorch has the gates in another order: reset, update, new. As there, the reset gate stands behind the product with the
 * state and its bias.
 */
export const gru = recurrent({
  id: 'gru',
  title: 'GRU',
  names: ['recurrent', 'rnn', 'gated recurrent unit', 'bidirectional'],
  summary: 'Reads a sequence step by step with two gates, and hands on its state at each step.',
  reference:
    'Cho et al., 2014, arXiv 1406.1078, as torch.nn.GRU has it; one layer, its gates in the order of ONNX: update, reset, new',
  operation: 'gru',
  gates: 3,
  next: ([update, reset, value], { hidden: before }) => {
    const keep = sigmoidOf(update!.fromStep + update!.fromState);
    const open = sigmoidOf(reset!.fromStep + reset!.fromState);
    const fresh = Math.tanh(value!.fromStep + open * value!.fromState);
    return { hidden: (1 - keep) * fresh + keep * before, cell: 0 };
  },
  onnx: 'GRU',
  torch: { module: 'nn.GRU', order: [1, 0, 2] },
  attributes: { linear_before_reset: 1n },
  examples: [
    {
      title: 'both directions',
      fields: { hidden: 5, direction: 'both' },
      inputs: [[2, 4, 6]],
      outputs: [[2, 10, 6]],
      params: 330n,
      macs: 3_240n,
    },
    {
      title: 'without bias',
      fields: { hidden: 3, bias: false },
      inputs: [[1, 2, 4]],
      outputs: [[1, 3, 4]],
      params: 45n,
      macs: 180n,
    },
  ],
});
