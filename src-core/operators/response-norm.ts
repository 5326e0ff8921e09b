import { requireMap } from '../language/checks.ts';
import { defineOperator, onePort } from '../language/definition.ts';
import { structural } from '../language/field.ts';
import { refuse } from '../language/refusal.ts';
import type { Shape } from '../language/shape.ts';
import { zeros } from '../language/tensor.ts';
import { py, torchModule } from '../language/torch.ts';

const odd = (size: number): void => {
  if (size % 2 === 0) refuse('field/not-odd', { field: 'size' }, { value: size });
};

/**
 * Local response normalization across channels: x / (k + alpha/size * sum of squares over `size` channels)^beta.
 * Sizes are odd: of an even window PyTorch and ONNX put the middle on different sides.
 */
export const responseNorm = defineOperator({
  id: 'response-norm',
  title: 'Local response norm',
  summary: 'Divides each value by the strength of the neighbouring channels at its position.',
  reference: 'Krizhevsky et al., ImageNet Classification with Deep Convolutional Neural Networks, 2012',
  family: 'norm',
  needsSingle: () => true,
  operation: 'response-norm',
  particulars: ({ size }) => ({ neighbours: BigInt(size) }),
  fields: {
    size: structural({
      label: 'Size',
      help: 'Channels of the neighbourhood, an odd number.',
      unit: 'ch',
      min: 1,
      max: 255,
      default: 5,
    }),
    alpha: structural({
      label: 'Alpha',
      help: 'Weight of the mean square, in millionths.',
      unit: 'ppm',
      min: 1,
      max: 1_000_000,
      default: 100,
    }),
    beta: structural({
      label: 'Beta',
      help: 'Exponent of the strength, in hundredths.',
      unit: '%',
      min: 1,
      max: 400,
      default: 75,
    }),
    offset: structural({
      label: 'Offset k',
      help: 'Added to the weighted mean square.',
      min: 1,
      max: 64,
      default: 1,
    }),
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  shape: ({ size }, [x]) => {
    requireMap('in', x as Shape);
    odd(size);
    return [x as Shape];
  },
  macs: () => 0n,
  evaluate: ({ size, alpha, beta, offset }, [x]) => {
    const [n, c, h, w] = x!.shape as [number, number, number, number];
    const y = zeros(x!.shape);
    const side = (size - 1) / 2;
    const area = h * w;
    for (let i = 0; i < n * c * area; i++) {
      const channel = Math.floor(i / area) % c;
      const last = Math.min(c - 1, channel + side);
      let squares = 0;
      for (let q = Math.max(0, channel - side); q <= last; q++)
        squares += x!.data[i + (q - channel) * area]! ** 2;
      y.data[i] = x!.data[i]! / (offset + ((alpha / 1e6) * squares) / size) ** (beta / 100);
    }
    return [y];
  },
  torch: ({ size, alpha, beta, offset }) =>
    torchModule(
      'nn.LocalResponseNorm',
      size,
      py.named('alpha', alpha / 1e6, 1e-4),
      py.named('beta', beta / 100, 0.75),
      py.named('k', offset, 1),
    ),
  onnx: ({ size, alpha, beta, offset }, io) => [
    {
      op: 'LRN',
      inputs: [io.inputs[0]!.name],
      outputs: [io.outputs[0]!.name],
      attributes: {
        size,
        alpha: { float: alpha / 1e6 },
        beta: { float: beta / 100 },
        bias: { float: offset },
      },
    },
  ],
  symbolicInputs: (_, free) => [[1n, free('C'), free('H'), free('W')]],
  examples: [
    {
      title: 'AlexNet as printed',
      fields: { offset: 2 },
      inputs: [[1, 8, 4, 3]],
      outputs: [[1, 8, 4, 3]],
      params: 0n,
      macs: 0n,
    },
    {
      title: 'a strong one',
      fields: { size: 3, alpha: 500_000, beta: 100 },
      inputs: [[2, 5, 3, 3]],
      outputs: [[2, 5, 3, 3]],
      params: 0n,
      macs: 0n,
    },
  ],
});
