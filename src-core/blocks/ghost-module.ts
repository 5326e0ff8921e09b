import { mul, sub, symbol } from '../algebra/expression.ts';
import { ceilDiv } from '../algebra/rounding.ts';
import { channelsOf } from '../language/checks.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import { dimension, structural } from '../language/field.ts';
import { slice } from '../operators/slice.ts';
import { concat } from '../operators/tensor.ts';
import { convUnit } from './conv-unit.ts';
import { groupDilation, groupKernel, unitFields } from './split-fields.ts';
import { unitWeights } from './unit-weights.ts';

export const ghostRatio = structural({
  label: 'Ratio',
  help: 'One map in this many comes from the ordinary convolution, the others from cheap depthwise ones.',
  min: 1,
  max: 64,
  default: 2,
});

export const cheapKernel = dimension({
  label: 'Cheap kernel d',
  help: 'Side length of the depthwise filters.',
  symbol: 'd',
  unit: 'px',
  odd: true,
  min: 1,
  max: 31,
  default: 3,
});

/**
 * Ghost module: a primary convolution makes ceil(out/ratio) maps, a depthwise one makes ratio - 1 cheap maps from each;
 * both are joined and cut to `out` channels. Convolution weights: in * init * k² + init (ratio - 1) d².
 */
export const ghostModule = defineBlock({
  id: 'ghost-module',
  title: 'Ghost module',
  summary:
    'Makes part of its maps by an ordinary convolution and the rest from those by cheap depthwise filters.',
  reference:
    'Han et al., GhostNet: More Features from Cheap Operations, 2020, arXiv 1911.11907; Efficient-AI-Backbones f90e129, ghostnet.py',
  family: 'block',
  section: 'Ghost',
  fields: {
    outChannels: dimension({
      label: 'Output channels',
      help: 'Maps that leave the module.',
      symbol: 'n',
      unit: 'ch',
      min: 1,
      max: 1_048_576,
      default: 64,
    }),
    ratio: ghostRatio,
    kernel: { ...groupKernel, label: 'Primary kernel k', default: 1 },
    cheapKernel,
    stride: structural({
      label: 'Stride',
      help: 'Step of the primary convolution.',
      min: 1,
      max: 64,
      default: 1,
    }),
    dilation: { ...groupDilation, help: 'Step between the taps of the primary filters.' },
    norm: unitFields.norm,
    activation: unitFields.activation,
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: ({ outChannels, ratio, kernel, cheapKernel: d, stride, dilation, ...unit }, [x], graph) => {
    const init = ceilDiv(outChannels, BigInt(ratio));
    const primary = graph.add(
      'primary',
      convUnit,
      { outChannels: init, kernel, stride, dilation, ...unit },
      x!,
    );
    if (ratio === 1) return [primary];
    const cheap = graph.add(
      'cheap',
      convUnit,
      { outChannels: mul(init, BigInt(ratio - 1)), kernel: d, groups: init, ...unit },
      primary,
    );
    const joined = graph.add('concat', concat, { inputs: 2 }, primary, cheap);
    return [graph.add('slice', slice, { channels: outChannels }, joined)];
  },
  arrange: () => ({
    primary: { column: 0, row: 0 },
    cheap: { column: 1, row: 1 },
    concat: { column: 2, row: 0 },
    slice: { column: 3, row: 0 },
  }),
  series: ({ outChannels, kernel, cheapKernel: d, norm }, { count, inputs }) => {
    const init = symbol('init');
    return {
      count: 'ratio',
      least: 1,
      index: 'j',
      from: 1n,
      to: sub(count, 1n),
      // Maps of the primary convolution; no polynomial in the ratio, and a whole number under any.
      sizes: [{ name: 'init', value: null, at: (ratio) => ceilDiv(outChannels, ratio) }],
      once: unitWeights({ in: channelsOf(inputs[0]!), out: init, kernel }, { norm }),
      each: unitWeights({ in: 1n, out: init, kernel: d }, { norm }),
      condition: null,
    };
  },
  symbolicInputs: (_, free) => [[1n, free('C_in'), free('H'), free('W')]],
  examples: [
    {
      title: '64 to 64 channels, half of them cheap',
      inputs: [[1, 64, 8, 8]],
      outputs: [[1, 64, 8, 8]],
      params: 2_464n,
      macs: 149_504n,
    },
    {
      title: 'odd width: 7 maps from 4 and 4',
      fields: { outChannels: 7 },
      inputs: [[1, 6, 5, 5]],
      outputs: [[1, 7, 5, 5]],
      params: 76n,
      macs: 1_500n,
    },
    {
      title: 'ratio 4, 3 × 3 primary with stride',
      fields: { outChannels: 8, ratio: 4, kernel: 3, stride: 2 },
      inputs: [[1, 3, 9, 9]],
      outputs: [[1, 8, 5, 5]],
      params: 124n,
      macs: 2_700n,
    },
  ],
});
