import { defineBlock, onePort } from '../language/definition.ts';
import { dimension, structural, toggle } from '../language/field.ts';
import { maxPool } from '../operators/max-pool.ts';
import { activationField, convUnit, normField } from './conv-unit.ts';
import { groupDilation, groupKernel } from './split-fields.ts';

/** Some convolutions of one width, then a max pool: the stage of the networks from before shortcuts. */
export const vggStage = defineBlock({
  id: 'vgg-stage',
  title: 'VGG stage',
  summary: 'Convolves several times with filters of one width, then keeps the largest value of each window.',
  reference: 'Simonyan and Zisserman, 2014, arXiv 1409.1556; torchvision models/vgg.py',
  family: 'block',
  section: 'Inception, dense, VGG',
  fields: {
    depth: structural({
      label: 'Depth',
      help: 'Convolutions before the pool.',
      unit: 'convs',
      min: 1,
      max: 64,
      default: 2,
    }),
    outChannels: dimension({
      label: 'Output channels',
      help: 'Filters of each convolution.',
      symbol: 'C_out',
      unit: 'ch',
      min: 1,
      max: 65_536,
      default: 64,
    }),
    k: groupKernel,
    stride: structural({
      label: 'Stride',
      help: 'Step of the pool; 1 leaves the pool out.',
      unit: 'px',
      min: 1,
      max: 8,
      default: 2,
    }),
    window: structural({
      label: 'Pool window',
      help: 'Side length of the window of the pool, which is not padded.',
      unit: 'px',
      min: 1,
      max: 16,
      default: 2,
    }),
    ceil: toggle({
      label: 'Ceil mode',
      help: 'The pool keeps a last window that hangs over the edge.',
      default: false,
    }),
    dilation: groupDilation,
    bias: toggle({ label: 'Bias', help: 'Adds one learned number per filter.', default: true }),
    norm: { ...normField, default: 'none' as const },
    activation: activationField,
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: ({ depth, k, stride, window, ceil, ...unit }, [x], graph) => {
    let y = x!;
    for (let i = 1; i <= depth; i++) y = graph.add(`conv${i}`, convUnit, { kernel: k, ...unit }, y);
    if (stride > 1) y = graph.add('pool', maxPool, { kernel: window, stride, padding: 'none', ceil }, y);
    return [y];
  },
  symbolicInputs: (_, free) => [[1n, free('C_in'), free('H'), free('W')]],
  examples: [
    {
      title: 'two convolutions and a pool',
      fields: { outChannels: 8 },
      inputs: [[1, 3, 6, 6]],
      outputs: [[1, 8, 3, 3]],
      params: 808n,
      macs: 28_512n,
    },
    {
      title: 'with norms, ceil mode on an odd map',
      fields: { depth: 1, outChannels: 8, norm: 'batch', ceil: true },
      inputs: [[2, 4, 7, 5]],
      outputs: [[2, 8, 4, 3]],
      params: 312n,
      macs: 20_160n,
    },
    {
      title: 'dilated instead of strided',
      fields: { depth: 1, outChannels: 4, stride: 1, dilation: 2, bias: false },
      inputs: [[1, 4, 5, 5]],
      outputs: [[1, 4, 5, 5]],
      params: 144n,
      macs: 3_600n,
    },
  ],
});
