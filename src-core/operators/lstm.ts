import { recurrent, sigmoidOf } from './recurrent.ts';

/** PyTorch has the gates in another order: input, forget, cell, output. */
export const lstm = recurrent({
  id: 'lstm',
  title: 'LSTM',
  names: ['recurrent', 'rnn', 'long short-term memory', 'bidirectional', 'blstm'],
  summary: 'Reads a sequence step by step with a cell that gates keep, and hands on its state at each step.',
  reference:
    'Hochreiter and Schmidhuber, 1997, as torch.nn.LSTM has it; one layer without projection, its gates in the order of ONNX: input, output, forget, cell',
  operation: 'lstm',
  gates: 4,
  next: ([input, output, forget, value], { cell: before }) => {
    const open = [input!, output!, forget!].map((gate) => sigmoidOf(gate.fromStep + gate.fromState));
    const cell = open[2]! * before + open[0]! * Math.tanh(value!.fromStep + value!.fromState);
    return { hidden: open[1]! * Math.tanh(cell), cell };
  },
  onnx: 'LSTM',
  torch: { module: 'nn.LSTM', order: [0, 2, 3, 1] },
  attributes: {},
  examples: [
    {
      title: 'both directions, as CRNN reads the columns of a line of text',
      fields: { direction: 'both' },
      inputs: [[1, 512, 26]],
      outputs: [[1, 512, 26]],
      params: 1_576_960n,
      macs: 40_894_464n,
    },
    {
      title: 'a batch of 3',
      fields: { hidden: 5 },
      inputs: [[3, 4, 6]],
      outputs: [[3, 5, 6]],
      params: 220n,
      macs: 3_240n,
    },
    {
      title: 'from the last step, without bias',
      fields: { hidden: 4, direction: 'reverse', bias: false },
      inputs: [[2, 3, 5]],
      outputs: [[2, 4, 5]],
      params: 112n,
      macs: 1_120n,
    },
  ],
});
