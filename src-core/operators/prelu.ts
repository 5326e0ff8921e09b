import { defineOperator, onePort } from '../language/definition.ts';
import { toggle } from '../language/field.ts';
import type { Shape } from '../language/shape.ts';
import { C, sizeOf } from '../language/shape.ts';
import { zeros } from '../language/tensor.ts';
import { py, torchModule } from '../language/torch.ts';
import { chain, overChannels } from './onnx-chain.ts';

/** A leaky ReLU whose slope is learned. Slopes start at zero, so that a fresh one is a ReLU. */
export const prelu = defineOperator({
  id: 'prelu',
  title: 'PReLU',
  summary: 'Gives negative values a learned slope, one per channel or one for all.',
  reference: 'He et al., Delving Deep into Rectifiers, 2015, arXiv 1502.01852',
  family: 'act',
  operation: 'prelu',
  fields: {
    shared: toggle({ label: 'Shared', help: 'One slope for all channels.', default: false }),
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  shape: (_, [x]) => [x as Shape],
  // In the table of parameters the slopes stand with the norms: a learned number per channel.
  weights: ({ shared }, [x]) => ({
    weight: {
      shape: [shared ? 1n : sizeOf(x as Shape, C)],
      part: 'norm',
      init: 'zeros',
      trainable: true,
    },
  }),
  macs: () => 0n,
  evaluate: (_, [x], { weight }) => {
    const y = zeros(x!.shape);
    const [, c = 1, ...map] = x!.shape;
    const area = map.reduce((product, size) => product * size, 1);
    const slopes = weight!.data;
    for (let i = 0; i < y.data.length; i++) {
      const slope = slopes[slopes.length === 1 ? 0 : Math.floor(i / area) % c]!;
      const value = x!.data[i]!;
      y.data[i] = value < 0 ? slope * value : value;
    }
    return [y];
  },
  torch: ({ shared }, { inputs: [x] }) =>
    torchModule('nn.PReLU', py.named('num_parameters', shared ? 1n : sizeOf(x as Shape, C), 1n)),
  onnx: ({ shared }, io) => {
    const slope = shared ? { name: io.weight('weight'), nodes: [] } : overChannels(io, 'weight');
    return chain(io, [{ op: 'PRelu', suffix: 'prelu', more: [slope.name] }], slope.nodes);
  },
  symbolicInputs: (_, free) => [[1n, free('C'), free('H'), free('W')]],
  examples: [
    { title: 'a slope per channel', inputs: [[2, 8, 4, 3]], outputs: [[2, 8, 4, 3]], params: 8n, macs: 0n },
    {
      title: 'one slope, on a vector',
      fields: { shared: true },
      inputs: [[2, 10]],
      outputs: [[2, 10]],
      params: 1n,
      macs: 0n,
    },
  ],
});
