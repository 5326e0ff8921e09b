import { defineBlock, onePort } from '../language/definition.ts';
import { toggle } from '../language/field.ts';
import { attend } from './attention.ts';
import { convUnit } from './conv-unit.ts';
import type { ResidualShape } from './residual.ts';
import {
  closeResidual,
  firstField,
  opensOnce,
  planesField,
  requireResidual,
  residualInput,
  residualShortcut,
  residualUnit,
  shortcutField,
  strideField,
  unitOf,
} from './residual.ts';
import { groupKernel } from './split-fields.ts';

/** Whether the first copy's shortcut is a projection: not where a stage keeps both size and channels. */
export const projectField = toggle({
  label: 'Projection',
  help: 'The first copy projects its shortcut; off where the stage keeps size and channels.',
  default: true,
});

export const basicPlanes = {
  ...planesField,
  help: 'Channels of both convolutions; as many leave the block.',
};

/** What a basic block is as a residual copy: it leaves as many channels as it has planes. */
export const basicShape = (v: {
  readonly planes: ResidualShape['outChannels'];
  readonly stride: number;
  readonly first: boolean;
  readonly project: boolean;
}): ResidualShape => ({
  outChannels: v.planes,
  stride: v.first ? v.stride : 1,
  projects: v.first && v.project,
});

/** ResNet basic block: two k × k convolutions and an addition, as in ResNet-18 and -34. */
export const basic = defineBlock({
  id: 'basic',
  title: 'Basic block',
  summary: 'Convolves twice with k × k and adds the input.',
  reference: 'He et al., Deep Residual Learning, 2015, arXiv 1512.03385',
  family: 'block',
  section: 'Residual',
  fields: {
    planes: basicPlanes,
    k: groupKernel,
    stride: strideField,
    first: firstField,
    project: projectField,
    shortcut: shortcutField,
    ...residualUnit,
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: (v, [x], graph) => {
    const residual = basicShape(v);
    requireResidual(residual, x!);
    const { planes, k, dilation } = v;
    const unit = unitOf(v);
    const conv = { outChannels: planes, kernel: k, ...unit };
    let y = graph.add('conv1', convUnit, { ...conv, stride: residual.stride, dilation }, x!);
    y = graph.add('conv2', convUnit, { ...conv, dilation, activation: 'none' }, y);
    y = attend(graph, y, v);
    return [closeResidual(graph, y, residualShortcut(graph, x!, residual, v.shortcut, unit), unit)];
  },
  repeated: opensOnce,
  symbolicInputs: (v, free) => [residualInput(basicShape(v), free)],
  examples: [
    {
      title: 'layer1.0 of ResNet-18',
      fields: { project: false },
      inputs: [[1, 64, 8, 8]],
      outputs: [[1, 64, 8, 8]],
      params: 73_984n,
      macs: 4_718_592n,
    },
    {
      title: 'layer2.0 of ResNet-18',
      fields: { planes: 128, stride: 2 },
      inputs: [[1, 64, 8, 8]],
      outputs: [[1, 128, 4, 4]],
      params: 230_144n,
      macs: 3_670_016n,
    },
  ],
});
