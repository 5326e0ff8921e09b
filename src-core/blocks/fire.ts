import { defineBlock, onePort } from '../language/definition.ts';
import { dimension, toggle } from '../language/field.ts';
import { concat } from '../operators/tensor.ts';
import { activationField, convUnit, normField } from './conv-unit.ts';
import { groupDilation } from './split-fields.ts';
import { stageOf } from './stage.ts';

const width = (label: string, help: string, symbol: string, channels: number) =>
  dimension({ label, help, symbol, unit: 'ch', min: 1, max: 65_536, default: channels });

/** Fire module: a 1 × 1 convolution squeezes the channels, a 1 × 1 and a 3 × 3 one side by side expand them again. */
export const fire = defineBlock({
  id: 'fire',
  title: 'Fire module',
  summary: 'Squeezes the channels with 1 × 1, expands them with 1 × 1 and 3 × 3 side by side and joins both.',
  reference: 'Iandola et al., SqueezeNet, 2016, arXiv 1602.07360; torchvision models/squeezenet.py',
  family: 'block',
  section: 'Inception, dense, VGG',
  fields: {
    squeeze: width('Squeeze', 'Channels that the 1 × 1 convolution leaves.', 's', 16),
    expand1: width('Expand 1 × 1', 'Filters of the 1 × 1 expansion.', 'e_1', 64),
    expand3: width('Expand 3 × 3', 'Filters of the 3 × 3 expansion.', 'e_3', 64),
    dilation: { ...groupDilation, help: 'Step between the taps of the 3 × 3 filters.' },
    bias: toggle({ label: 'Bias', help: 'Adds one learned number per filter.', default: true }),
    norm: { ...normField, default: 'none' as const },
    activation: activationField,
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: ({ squeeze, expand1, expand3, dilation, ...unit }, [x], graph) => {
    const narrow = graph.add('squeeze', convUnit, { outChannels: squeeze, kernel: 1, ...unit }, x!);
    const one = graph.add('expand1', convUnit, { outChannels: expand1, kernel: 1, ...unit }, narrow);
    const three = graph.add('expand3', convUnit, { outChannels: expand3, dilation, ...unit }, narrow);
    return [graph.add('concat', concat, { inputs: 2 }, one, three)];
  },
  arrange: () => ({
    squeeze: { column: 0, row: 0 },
    expand1: { column: 1, row: 0 },
    expand3: { column: 1, row: 1 },
    concat: { column: 2, row: 0, rowSpan: 2 },
  }),
  repeated: { first: {}, others: {} },
  symbolicInputs: (_, free) => [[1n, free('C_in'), free('H'), free('W')]],
  examples: [
    {
      title: 'fire2 of SqueezeNet 1.1',
      inputs: [[1, 64, 5, 5]],
      outputs: [[1, 128, 5, 5]],
      params: 11_408n,
      macs: 281_600n,
    },
    {
      title: 'with norms, without biases',
      fields: { squeeze: 2, expand1: 4, expand3: 6, bias: false, norm: 'batch' },
      inputs: [[2, 8, 4, 3]],
      outputs: [[2, 10, 4, 3]],
      params: 156n,
      macs: 3_168n,
    },
  ],
});

export const fireStage = {
  ...stageOf(fire, {
    id: 'fire-stage',
    title: 'Fire stage',
    examples: [
      {
        title: 'two modules of one width',
        fields: { depth: 2, squeeze: 4, expand1: 8, expand3: 8 },
        inputs: [[1, 8, 4, 4]],
        outputs: [[1, 16, 4, 4]],
        params: 776n,
        macs: 11_776n,
      },
    ],
  }),
  summary: 'Repeats the Fire module at one width.',
};
