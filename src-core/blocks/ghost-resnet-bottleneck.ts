import { defineBlock, onePort } from '../language/definition.ts';
import { attend } from './attention.ts';
import { cheapKernel, ghostModule, ghostRatio } from './ghost-module.ts';
import {
  bottleneckShape,
  closeResidual,
  firstField,
  opensOnce,
  planesField,
  requireResidual,
  residualInput,
  residualUnit,
  strideField,
  unitOf,
} from './residual.ts';
import { groupKernel } from './split-fields.ts';

/**
 * ResNet bottleneck whose every convolution, the shortcut's too, is a Ghost module.
 * The first two modules end both of their parts in ReLU, the third and the shortcut's in none; ReLU follows the addition.
 */
export const ghostResnetBottleneck = defineBlock({
  id: 'ghost-resnet-bottleneck',
  title: 'Ghost-ResNet bottleneck',
  summary: 'A ResNet bottleneck with a Ghost module in the place of every convolution.',
  reference: 'Han et al., GhostNet, 2020, arXiv 1911.11907, table 6; a clean rebuild without unused tensors',
  family: 'block',
  section: 'Ghost',
  fields: {
    planes: planesField,
    k: groupKernel,
    ratio: ghostRatio,
    d: cheapKernel,
    stride: strideField,
    first: firstField,
    ...residualUnit,
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: (v, [x], graph) => {
    const residual = bottleneckShape(v);
    requireResidual(residual, x!);
    const { planes, ratio, dilation } = v;
    const unit = unitOf(v);
    const { stride, outChannels } = residual;
    const cheap = { ratio, cheapKernel: v.d, ...unit };
    const wide = { ...cheap, outChannels, kernel: 1, activation: 'none' } as const;
    let y = graph.add('ghost1', ghostModule, { ...cheap, outChannels: planes, kernel: 1 }, x!);
    y = graph.add('ghost2', ghostModule, { ...cheap, outChannels: planes, kernel: v.k, stride, dilation }, y);
    y = attend(graph, graph.add('ghost3', ghostModule, wide, y), v);
    return [
      closeResidual(
        graph,
        y,
        v.first ? graph.add('shortcut', ghostModule, { ...wide, stride }, x!) : x!,
        unit,
      ),
    ];
  },
  repeated: opensOnce,
  symbolicInputs: (v, free) => [residualInput(bottleneckShape(v), free)],
  examples: [
    {
      title: 'second copy of the first stage',
      fields: { first: false },
      inputs: [[1, 256, 8, 8]],
      outputs: [[1, 256, 8, 8]],
      params: 37_312n,
      macs: 2_338_816n,
    },
  ],
});
