import { defineBlock, onePort } from '../language/definition.ts';
import { choice, structural, toggle } from '../language/field.ts';
import { conv2d } from '../operators/convolution.ts';
import { groupNorm } from '../operators/group-norm.ts';
import { activate } from './activate.ts';
import { activationField, convUnit, norms } from './conv-unit.ts';
import { convsField, widthField } from './detection-fields.ts';

const towerNormField = choice({
  label: 'Norm',
  help: 'What follows each convolution; group takes mean and variance of runs of channels, 32 runs in all.',
  options: [...norms, 'group'],
  default: 'none',
});

const groups = 32n;

/** Equal 3 × 3 convolutions one after another, as the heads of detectors have them. */
export const convTower = defineBlock({
  id: 'conv-tower',
  title: 'Conv tower',
  summary: 'Convolves several times with 3 × 3, each time with a norm and an activation.',
  reference: 'Lin et al., Focal Loss, 2017, arXiv 1708.02002; torchvision retinanet.py, fcos.py',
  family: 'conv',
  section: 'Building parts',
  fields: {
    convs: convsField(4, 1),
    channels: widthField(256),
    dilation: structural({ label: 'Dilation', help: 'Step between taps.', min: 1, max: 64, default: 1 }),
    bias: toggle({
      label: 'Bias',
      help: 'Adds one learned number per filter; usual where no norm follows.',
      default: true,
    }),
    norm: towerNormField,
    activation: activationField,
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: ({ convs, channels, dilation, bias, norm, activation }, [x], graph) => {
    let y = x!;
    for (let i = 1; i <= convs; i++) {
      const conv = { outChannels: channels, dilation, bias };
      if (norm === 'group') {
        y = graph.add(`conv${i}`, conv2d, conv, y);
        y = activate(graph, `act${i}`, activation, graph.add(`norm${i}`, groupNorm, { groups }, y));
      } else {
        y = graph.add(`conv${i}`, convUnit, { ...conv, norm, activation }, y);
      }
    }
    return [y];
  },
  symbolicInputs: (_, free) => [[1n, free('C_in'), free('H'), free('W')]],
  examples: [
    {
      title: 'two convolutions with bias',
      fields: { convs: 2, channels: 8 },
      inputs: [[1, 4, 5, 6]],
      outputs: [[1, 8, 5, 6]],
      params: 880n,
      macs: 25_920n,
    },
    {
      title: 'group norm',
      fields: { convs: 1, channels: 64, norm: 'group' },
      inputs: [[2, 4, 3, 3]],
      outputs: [[2, 64, 3, 3]],
      params: 2_496n,
      macs: 41_472n,
    },
    {
      title: 'batch norm, no bias',
      fields: { convs: 1, channels: 8, norm: 'batch', bias: false },
      inputs: [[1, 4, 3, 3]],
      outputs: [[1, 8, 3, 3]],
      params: 304n,
      macs: 2_592n,
    },
  ],
});
