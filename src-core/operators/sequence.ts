import type { Values } from '../language/field.ts';
import type { Shape } from '../language/shape.ts';
import { torchModule } from '../language/torch.ts';
import { conv2d } from './convolution.ts';
import { maxPool } from './max-pool.ts';
import { overSequence } from './over-sequence.ts';
import { avgPool, globalAvgPool, globalMaxPool } from './pooling.ts';
import { windowsOf } from './sliding.ts';
import { spreadsOf } from './spread.ts';
import { convolutionForm } from './torch/convolution-form.ts';
import { avgPoolForm, maxPoolForm, poolForm } from './torch/pool-form.ts';
import { transposedForm } from './torch/transposed-form.ts';
import { stdConv } from './torch/weighted-code.ts';
import { transposedConv2d } from './transposed-convolution.ts';

export const conv1d = overSequence(conv2d, {
  id: 'conv1d',
  title: 'Conv1d',
  names: ['temporal convolution', 'tcn', 'padding_mode', 'weight standardization'],
  summary: 'Slides a bank of learned filters along a sequence.',
  torch: (values, { inputs: [x] }) => {
    const v = values as Values<typeof conv2d.fields>;
    const code = v.standardized ? [stdConv(1)] : [];
    return convolutionForm(v, x as Shape, [windowsOf(v)[1]], { name: code[0]?.name ?? 'nn.Conv1d', code });
  },
  examples: [
    {
      title: 'k of 3',
      fields: { outChannels: 8 },
      inputs: [[2, 4, 50]],
      outputs: [[2, 8, 50]],
      params: 96n,
      macs: 9_600n,
    },
    {
      title: 'dilated in groups, padded at the near end alone, as causal convolutions are',
      fields: {
        outChannels: 6,
        groups: 2,
        dilation: 4,
        padding: 'custom',
        pad: 8,
        padRight: 0,
        bias: true,
      },
      inputs: [[1, 4, 20]],
      outputs: [[1, 6, 20]],
      params: 42n,
      macs: 720n,
    },
    {
      title: 'mirrored at the ends, weights standardized',
      fields: { outChannels: 2, kernel: 5, stride: 2, paddingMode: 'reflect', standardized: true },
      inputs: [[1, 3, 9]],
      outputs: [[1, 2, 5]],
      params: 30n,
      macs: 150n,
    },
  ],
});

export const transposedConv1d = overSequence(transposedConv2d, {
  id: 'transposed-conv1d',
  title: 'Transposed conv1d',
  summary: 'Spreads every value of a sequence through learned filters, which lengthens it.',
  torch: (values, { inputs: [x] }) => {
    const v = values as Values<typeof transposedConv2d.fields>;
    return transposedForm('nn.ConvTranspose1d', v, x as Shape, [spreadsOf(v)[1]]);
  },
  examples: [
    {
      title: 'twice as long',
      fields: { outChannels: 3, kernel: 4, pad: 1, bias: true },
      inputs: [[1, 2, 7]],
      outputs: [[1, 3, 14]],
      params: 27n,
      macs: 168n,
    },
    {
      title: 'output padding, in groups',
      fields: { outChannels: 4, groups: 2, kernel: 3, stride: 3, outputPadding: 1 },
      inputs: [[2, 4, 5]],
      outputs: [[2, 4, 16]],
      params: 24n,
      macs: 240n,
    },
  ],
});

export const maxPool1d = overSequence(maxPool, {
  id: 'max-pool1d',
  title: 'Max pool 1d',
  summary: 'Keeps the largest value of each window of a sequence.',
  torch: (values) => {
    const v = values as Values<typeof maxPool.fields>;
    const form = poolForm([windowsOf(v)[1]], Number.NEGATIVE_INFINITY);
    return v.indices && form.ahead ? null : maxPoolForm('nn.MaxPool1d', form, v);
  },
  examples: [
    {
      title: 'k of 3, stride 2',
      inputs: [[2, 4, 15]],
      outputs: [[2, 4, 8]],
      params: 0n,
      macs: 0n,
    },
    {
      title: 'dilated, with the places of the maxima',
      fields: { kernel: 2, stride: 1, dilation: 3, padding: 'none', indices: true },
      inputs: [[1, 3, 12]],
      outputs: [
        [1, 3, 9],
        [1, 3, 9],
      ],
      params: 0n,
      macs: 0n,
    },
  ],
});

export const avgPool1d = overSequence(avgPool, {
  id: 'avg-pool1d',
  title: 'Average pool 1d',
  summary: 'Averages each window of a sequence.',
  torch: (values) => {
    const v = values as Values<typeof avgPool.fields>;
    return avgPoolForm('nn.AvgPool1d', poolForm([windowsOf(v)[1]], 0), v);
  },
  examples: [
    {
      title: 'ceil mode, padding not counted',
      fields: { kernel: 4, stride: 3, padding: 'custom', pad: 2, ceil: true, countPadding: false },
      inputs: [[2, 3, 14]],
      outputs: [[2, 3, 6]],
      params: 0n,
      macs: 0n,
    },
    {
      title: 'padding counted, ceil mode',
      fields: { stride: 7, ceil: true },
      inputs: [[1, 2, 7]],
      outputs: [[1, 2, 2]],
      params: 0n,
      macs: 0n,
    },
  ],
});

const pooledWhole = [
  { title: 'a batch', inputs: [[2, 5, 9]], outputs: [[2, 5, 1]], params: 0n, macs: 0n },
] as const;

export const globalAvgPool1d = overSequence(globalAvgPool, {
  id: 'global-avg-pool1d',
  title: 'Global average pool 1d',
  summary: 'Averages each channel over the whole sequence.',
  torch: () => torchModule('nn.AdaptiveAvgPool1d', 1),
  examples: pooledWhole,
});

export const globalMaxPool1d = overSequence(globalMaxPool, {
  id: 'global-max-pool1d',
  title: 'Global max pool 1d',
  summary: 'Keeps the largest value of each channel of a sequence.',
  torch: () => torchModule('nn.AdaptiveMaxPool1d', 1),
  examples: pooledWhole,
});
