import { mul } from '../algebra/expression.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import { innerWidthFields } from './bottleneck.ts';
import { convUnit } from './conv-unit.ts';
import {
  bottleneckBody,
  bottleneckShape,
  firstField,
  opensOnce,
  planesField,
  residualInput,
  residualUnit,
  shortcutField,
  strideField,
  unitOf,
} from './residual.ts';
import { groupKernel } from './split-fields.ts';

/** Bottleneck of SENet-154: it narrows to twice the planes, and its grouped k × k convolution widens to four times. */
export const senetBottleneck = defineBlock({
  id: 'senet-bottleneck',
  title: 'SENet bottleneck',
  summary: 'Narrows to 2 × planes, widens in groups with k × k, mixes with 1 × 1 and adds the input.',
  reference:
    'Hu et al., Squeeze-and-Excitation Networks, 2017, arXiv 1709.01507; Cadene/pretrained-models.pytorch 8aae3d8, senet.py, SEBottleneck',
  family: 'block',
  section: 'Attention',
  fields: {
    planes: { ...planesField, help: 'A quarter of the channels that leave the bottleneck.' },
    groups: { ...innerWidthFields.groups, default: 64 },
    k: groupKernel,
    stride: strideField,
    first: firstField,
    shortcut: shortcutField,
    ...residualUnit,
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: (v, [x], graph) => {
    const residual = bottleneckShape(v);
    const { k, dilation, shortcut, attention } = v;
    const unit = unitOf(v);
    const step = { stride: residual.stride, dilation, groups: BigInt(v.groups) };
    const widen = { outChannels: residual.outChannels, kernel: k, ...step, ...unit };
    const body = { residual, inner: mul(2n, v.planes), shortcut, unit, attention };
    return [bottleneckBody(graph, x!, body, (narrowed) => graph.add('conv2', convUnit, widen, narrowed))];
  },
  repeated: opensOnce,
  symbolicInputs: (v, free) => [residualInput(bottleneckShape(v), free)],
  examples: [
    {
      title: 'layer2.0 of SENet-154',
      fields: { planes: 128, stride: 2, shortcut: 'conv-3x3', attention: 'se' },
      inputs: [[1, 256, 6, 6]],
      outputs: [[1, 512, 3, 3]],
      params: 1_562_656n,
      macs: 15_534_080n,
    },
  ],
});
