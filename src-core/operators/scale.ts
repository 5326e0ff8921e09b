import { defineOperator, onePort } from '../language/definition.ts';
import type { Shape } from '../language/shape.ts';
import { C, sizeOf } from '../language/shape.ts';
import { elementCount, zeros } from '../language/tensor.ts';
import { py } from '../language/torch.ts';
import { chain, overChannels } from './onnx-chain.ts';

/** Layer scale: one learned factor per channel, of maps and of vectors. Fresh factors are one. */
export const scale = defineOperator({
  id: 'scale',
  title: 'Scale',
  names: ['layerscale', 'layer scale', 'gamma'],
  summary: 'Multiplies each channel by a learned number.',
  reference: 'Touvron et al., Going deeper with Image Transformers, 2021, arXiv 2103.17239',
  family: 'norm',
  operation: 'mul',
  usualCall: () => 'operator',
  fields: {},
  inputs: onePort('in'),
  outputs: onePort('out'),
  shape: (_, [x]) => [x as Shape],
  // A learned number per channel stands with the norms in the table of parameters.
  weights: (_, [x]) => ({
    weight: { shape: [sizeOf(x as Shape, C)], part: 'norm', init: 'ones', trainable: true },
  }),
  macs: () => 0n,
  evaluate: (_, [x], { weight }) => {
    const y = zeros(x!.shape);
    const channels = x!.shape[C]!;
    const area = elementCount(x!.shape.slice(2));
    for (let i = 0; i < y.data.length; i++)
      y.data[i] = x!.data[i]! * weight!.data[Math.floor(i / area) % channels]!;
    return [y];
  },
  channelScale: (_, { weight }) => ({ scale: weight!, shift: new Float32Array(weight!.length) }),
  torch: (_, { inputs: [x] }) => {
    const shape = x as Shape;
    const over = shape.slice(2).map(() => 1);
    const factors = over.length === 0 ? py.self : py.method(py.self, 'reshape', -1, ...over);
    return {
      kind: 'parameter',
      make: py.call('torch.ones', sizeOf(shape, C)),
      run: py.infix('*', py.input(), factors),
    };
  },
  onnx: (_, io) => {
    const factors = overChannels(io, 'weight');
    return chain(io, [{ op: 'Mul', suffix: 'mul', more: [factors.name] }], factors.nodes);
  },
  symbolicInputs: (_, free) => [[1n, free('C'), free('H'), free('W')]],
  examples: [
    {
      title: 'layer scale of ConvNeXt-T',
      inputs: [[1, 96, 5, 4]],
      outputs: [[1, 96, 5, 4]],
      params: 96n,
      macs: 0n,
    },
    { title: 'on a vector', inputs: [[3, 10]], outputs: [[3, 10]], params: 10n, macs: 0n },
  ],
});
