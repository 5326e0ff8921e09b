import { defineBlock, onePort } from '../language/definition.ts';
import { basicBody, basicPlanes, basicShape, projectField } from './basic.ts';
import { innerWidth, innerWidthFields } from './bottleneck.ts';
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
import { selectiveFields, selectiveKernel } from './selective-kernel.ts';
import { groupKernel } from './split-fields.ts';

const reference = 'Li et al., Selective Kernel Networks, 2019, arXiv 1903.06586; timm models/sknet.py';

/** Basic block that opens with a selective kernel. */
export const skBasic = defineBlock({
  id: 'sk-basic',
  title: 'SK basic block',
  summary: 'Convolves with a selective kernel, then with k × k, and adds the input.',
  reference,
  family: 'block',
  section: 'Attention',
  fields: {
    planes: basicPlanes,
    ...selectiveFields,
    k: { ...groupKernel, help: 'Side length of the filters of the second convolution.' },
    stride: strideField,
    first: firstField,
    project: projectField,
    shortcut: shortcutField,
    ...residualUnit,
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: (v, [x], graph) => {
    const { planes: outChannels, reduced, halves } = v;
    const open = { outChannels, reduced, halves };
    return [
      basicBody(graph, x!, v, ({ k: _, ...step }) =>
        graph.add('sk', selectiveKernel, { ...open, ...step }, x!),
      ),
    ];
  },
  repeated: opensOnce,
  symbolicInputs: (v, free) => [residualInput(basicShape(v), free)],
  examples: [
    {
      title: 'layer1.0 of SK-ResNet-34',
      fields: { project: false, reduced: 16 },
      inputs: [[1, 64, 4, 4]],
      outputs: [[1, 64, 4, 4]],
      params: 77_216n,
      macs: 1_182_720n,
    },
  ],
});

/** Bottleneck with a selective kernel in the place of its k × k convolution. */
export const skBottleneck = defineBlock({
  id: 'sk-bottleneck',
  title: 'SK bottleneck',
  summary: 'Narrows with 1 × 1, convolves with a selective kernel, widens with 1 × 1 and adds the input.',
  reference,
  family: 'block',
  section: 'Attention',
  fields: {
    planes: planesField,
    ...innerWidthFields,
    ...selectiveFields,
    stride: strideField,
    first: firstField,
    shortcut: shortcutField,
    ...residualUnit,
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: (v, [x], graph) => {
    const residual = bottleneckShape(v);
    const { groups, reduced, halves, dilation, shortcut, attention } = v;
    const inner = innerWidth(v);
    const unit = unitOf(v);
    const kernel = {
      outChannels: inner,
      stride: residual.stride,
      dilation,
      groups,
      reduced,
      halves,
      ...unit,
    };
    const body = { residual, inner, shortcut, unit, attention };
    return [
      bottleneckBody(graph, x!, body, (narrowed) => graph.add('sk', selectiveKernel, kernel, narrowed)),
    ];
  },
  repeated: opensOnce,
  symbolicInputs: (v, free) => [residualInput(bottleneckShape(v), free)],
  examples: [
    {
      title: 'layer2.0 of SK-ResNeXt-50, odd map',
      fields: { planes: 128, stride: 2, baseWidth: 4, groups: 32, halves: false },
      inputs: [[1, 256, 5, 5]],
      outputs: [[1, 512, 3, 3]],
      params: 392_768n,
      macs: 4_354_048n,
    },
  ],
});
